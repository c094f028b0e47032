"""Cases that come from other systems, and the list of requests that others may read."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_defaults")]

    operations = [
        migrations.AddField(
            model_name="case",
            name="external_ref",
            field=models.CharField(
                blank=True, db_collation="C", db_default="", default="", max_length=80,
                help_text="its number where it came from",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.UniqueConstraint(
                fields=["community", "external_ref"], condition=~Q(external_ref=""),
                name="a_case_is_brought_in_once",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                fields=["reported_at"], condition=Q(category__isnull=False),
                name="public_requests_by_time",
            ),
        ),
    ]
