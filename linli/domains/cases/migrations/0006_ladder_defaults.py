"""The ladder a new deployment starts with; the tables of pleas, whistles and rungs are protected."""

from datetime import UTC, datetime

from django.db import migrations

from linli.platform.database.protection import ProtectByCommunity

PROTECTED = ("cases_ruling", "cases_whistle", "cases_escalation")
SINCE = datetime(2000, 1, 1, tzinfo=UTC)
RULES = [
    # rung, urgency, before the deadline?, amount, unit, basis
    ("remind", "", True, 4, "work_hours", "到期前 4 个工作小时提醒"),
    ("remind", "urgent", True, 1, "hours", "紧急事件到期前 1 小时提醒"),
    ("supervise", "", False, 1, "work_days", "超时 1 个工作日由街道督办"),
    ("supervise", "urgent", False, 2, "hours", "紧急事件超时 2 小时由街道督办"),
    ("publish", "", False, 5, "work_days", "超时 5 个工作日公开挂牌"),
    ("publish", "urgent", False, 2, "days", "紧急事件超时 2 天公开挂牌"),
]


def fill(apps, schema_editor):
    rules = apps.get_model("cases", "EscalationRule").objects.using(schema_editor.connection.alias)
    rules.bulk_create(
        rules.model(
            rung=rung, urgency=urgency, is_before=is_before, amount=amount, unit=unit,
            basis=basis, effective_from=SINCE,
        )
        for rung, urgency, is_before, amount, unit, basis in RULES
    )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("cases", "0005_pleas_whistles_ladder")]

    operations = [
        *(ProtectByCommunity(table) for table in PROTECTED),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
