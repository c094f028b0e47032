"""The counts above the board come from an index alone."""

from django.db import migrations, models
from django.db.models import Q

from linli.domains.cases.rules import OPEN


class Migration(migrations.Migration):
    dependencies = [("cases", "0003_other_systems")]

    operations = [
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                fields=["status", "area"], include=["community"], condition=Q(status__in=OPEN),
                name="open_cases_counted",
            ),
        ),
    ]
