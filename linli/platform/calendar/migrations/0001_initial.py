"""The calendar's tables."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies = []

    operations = [
        migrations.CreateModel(
            name="CalendarVersion",
            fields=[
                ("number", models.AutoField(primary_key=True, serialize=False)),
                ("published_at", models.DateTimeField()),
                ("published_by", models.UUIDField(null=True)),
            ],
            options={"ordering": ["number"]},
        ),
        migrations.CreateModel(
            name="CalendarYear",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField()),
                ("source", models.CharField(max_length=300)),
                ("published", models.BooleanField()),
                ("days", models.JSONField()),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="years",
                        to="calendar.calendarversion",
                    ),
                ),
            ],
            options={
                "ordering": ["year", "version"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("year", "version"), name="a_version_says_one_thing_of_a_year"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("year__gte", 2000), ("year__lte", 2099)),
                        name="a_year_lies_within_the_calendar",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OfficeHours",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateField()),
                ("windows", models.JSONField()),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hours",
                        to="calendar.calendarversion",
                    ),
                ),
            ],
            options={
                "ordering": ["since", "version"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("since", "version"), name="a_version_gives_a_day_one_set_of_hours"
                    ),
                ],
            },
        ),
    ]
