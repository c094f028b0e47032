"""Each community's rows are its own; baselines, changes, snapshots and templates are never changed."""

from django.db import migrations

from linli.platform.database.protection import ProtectByCommunity

TABLES = (
    "plan_plan", "plan_baseline", "plan_milestone", "plan_target", "plan_change", "plan_value",
    "plan_entry", "plan_snapshot",
)  # fmt: skip
KEPT = ("plan_template", "plan_baseline", "plan_change", "plan_snapshot")
FUNCTION = """
CREATE FUNCTION plan_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'What was agreed or published stays: % of % is refused.', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END
$$;
"""
REFUSE = """
CREATE TRIGGER {table}_is_kept AFTER UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION plan_refuse();
CREATE TRIGGER {table}_is_never_emptied BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION plan_refuse();
"""
RELEASE = """
DROP TRIGGER {table}_is_kept ON {table};
DROP TRIGGER {table}_is_never_emptied ON {table};
"""


class Migration(migrations.Migration):
    dependencies = [("plan", "0001_initial")]

    operations = [
        *(ProtectByCommunity(table) for table in TABLES),
        migrations.RunSQL(FUNCTION, "DROP FUNCTION plan_refuse();"),
        *(
            migrations.RunSQL(REFUSE.format(table=table), RELEASE.format(table=table))
            for table in KEPT
        ),
    ]
