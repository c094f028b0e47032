"""The board reads its page and its counts in the order of an index, however many cases there are.

Deadlines in working days fall on the same minute, so that the order within it has to be stored too.
"""

from django.db import migrations, models
from django.db.models import Q

from linli.domains.cases.rules import OPEN

IS_OPEN = Q(status__in=OPEN)


class Migration(migrations.Migration):
    dependencies = [("cases", "0003_other_systems")]

    operations = [
        migrations.RemoveIndex(model_name="case", name="open_cases_by_deadline"),
        migrations.RemoveIndex(model_name="case", name="open_cases_of_a_community"),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                fields=["subdistrict", "due_at", "id"], condition=IS_OPEN,
                name="open_cases_by_deadline",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                fields=["community", "due_at", "id"], condition=IS_OPEN,
                name="open_cases_of_a_community",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                fields=["status", "area"], include=["community"], condition=IS_OPEN,
                name="open_cases_counted",
            ),
        ),
    ]
