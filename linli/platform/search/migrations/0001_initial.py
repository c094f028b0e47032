from django.db import migrations, models

from linli.platform.database.protection import ProtectByCommunity


class Migration(migrations.Migration):
    initial = True

    dependencies = [("divisions", "0002_scope")]

    operations = [
        migrations.CreateModel(
            name="Token",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "object_id", "token", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("object_id", models.UUIDField()),
                ("token", models.BigIntegerField()),
                ("kind", models.CharField(max_length=20)),
                ("community_id", models.CharField(db_collation="C", max_length=12)),
                ("area", models.CharField(db_collation="C", max_length=15)),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["token", "community_id"],
                        include=("area", "object_id"),
                        name="search_token_by_token",
                    )
                ],
            },
        ),
        ProtectByCommunity("search_token"),
    ]
