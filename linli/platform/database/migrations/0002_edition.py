"""One row that tells every process how long what it keeps of the configuration holds."""

from django.db import migrations, models

FIRST = """
CREATE SEQUENCE database_edition_numbers START 2;
INSERT INTO database_edition (id, number) VALUES (1, 1);
"""
REMOVE = "DROP SEQUENCE database_edition_numbers; DELETE FROM database_edition;"


class Migration(migrations.Migration):
    dependencies = [("database", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Edition",
            fields=[
                (
                    "id",
                    models.PositiveSmallIntegerField(
                        default=1, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.BigIntegerField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(id=1), name="there_is_one_edition"
                    )
                ]
            },
        ),
        migrations.RunSQL(FIRST, REMOVE),
    ]
