import django.db.models.deletion
from django.db import migrations, models

import linli.kernel.ids
from linli.platform.database.protection import ProtectByCommunity


class Migration(migrations.Migration):
    dependencies = [
        ("divisions", "0003_contacts_and_workers"),
        ("places", "0002_protection"),
    ]

    operations = [
        migrations.AddField(
            model_name="building",
            name="name_sort",
            field=models.CharField(blank=True, db_collation="C", max_length=240),
        ),
        migrations.CreateModel(
            name="Dwelling",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=linli.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("area", models.CharField(db_collation="C", max_length=15)),
                ("unit", models.CharField(blank=True, db_collation="C", max_length=10)),
                ("room", models.CharField(db_collation="C", max_length=20)),
                (
                    "floor",
                    models.SmallIntegerField(help_text="below ground counts down from -1", null=True),
                ),
                (
                    "floor_area",
                    models.DecimalField(
                        decimal_places=2,
                        help_text="square metres, as registered",
                        max_digits=8,
                        null=True,
                    ),
                ),
                (
                    "building",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dwellings",
                        to="places.building",
                    ),
                ),
                (
                    "community",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="divisions.division",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("building", "unit", "room"),
                        name="a_door_is_one_dwelling_of_its_building",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("floor_area", None), ("floor_area__gt", 0), _connector="OR"),
                        name="a_dwelling_has_some_floor_area",
                    ),
                ],
            },
        ),
        ProtectByCommunity("places_dwelling"),
    ]
