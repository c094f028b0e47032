"""Version 1: every notice that the installed package knows, and the usual office hours."""

from django.db import migrations

from linli.kernel import clock
from linli.platform.calendar import almanac
from linli.platform.calendar.notices import days_to_plain
from linli.platform.calendar.rules import USUAL_HOURS


def publish_first_version(apps, schema_editor):
    alias = schema_editor.connection.alias
    versions = apps.get_model("calendar", "CalendarVersion").objects.using(alias)
    version = versions.create(published_at=clock.now())
    for notice in almanac.notices():
        version.years.create(
            year=notice.year,
            source=notice.source,
            published=True,
            days=days_to_plain(notice.days),
        )
    version.hours.create(since=USUAL_HOURS.since, windows=[str(w) for w in USUAL_HOURS.windows])


class Migration(migrations.Migration):
    dependencies = [("calendar", "0001_initial")]
    operations = [migrations.RunPython(publish_first_version, migrations.RunPython.noop)]
