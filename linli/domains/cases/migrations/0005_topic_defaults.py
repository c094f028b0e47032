"""What of a governance topic is kept, and the first rules that find problems which come back."""

from datetime import UTC, datetime

from django.db import migrations

SINCE = datetime(2000, 1, 1, tzinfo=UTC)
KEPT = ("cases_topicevidence", "cases_evidencecase", "cases_topicbaseline", "cases_topicstep")
KEEP = """
CREATE TRIGGER {table}_is_kept AFTER UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION cases_refuse();
CREATE TRIGGER {table}_is_never_emptied BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION cases_refuse();
"""
RELEASE = """
DROP TRIGGER {table}_is_kept ON {table};
DROP TRIGGER {table}_is_never_emptied ON {table};
"""
# scope, cases in the window, reporters, buildings, chance: the wider a place, the more is compared
# there at once, so the less likely by chance it has to be.
RULES = (
    ("building", 3, 3, 0, 0.01),
    ("grid", 5, 4, 3, 0.01),
    ("community", 10, 6, 4, 0.001),
)
BASIS = "反复事件识别规则（初始）"


def fill(apps, schema_editor):
    rules = apps.get_model("cases", "RecurrenceRule").objects.using(schema_editor.connection.alias)
    rules.bulk_create(
        rules.model(
            scope=scope, window_weeks=4, minimum_cases=cases, minimum_reporters=reporters,
            minimum_buildings=buildings, tail=tail, past_weeks=52, least_past_weeks=8, growth=0.5,
            quiet_weeks=8, basis=BASIS, effective_from=SINCE,
        )
        for scope, cases, reporters, buildings, tail in RULES
    )  # fmt: skip


class Migration(migrations.Migration):

    dependencies = [("cases", "0004_score_defaults")]

    operations = [
        *(
            migrations.RunSQL(KEEP.format(table=table), RELEASE.format(table=table))
            for table in KEPT
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
