"""Each community's rows are its own; what was decided is added and never changed."""

from django.db import migrations

from linli.platform.database.protection import ProtectByCommunity

TABLES = ("duties_duty", "duties_support", "duties_step")
REFUSE = """
CREATE FUNCTION duties_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'What was decided about a duty stays: % of % is refused.', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER duties_step_is_kept AFTER UPDATE OR DELETE ON duties_step
    FOR EACH ROW EXECUTE FUNCTION duties_refuse();
CREATE TRIGGER duties_step_is_never_emptied BEFORE TRUNCATE ON duties_step
    FOR EACH STATEMENT EXECUTE FUNCTION duties_refuse();
"""
RELEASE = """
DROP TRIGGER duties_step_is_kept ON duties_step;
DROP TRIGGER duties_step_is_never_emptied ON duties_step;
DROP FUNCTION duties_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("duties", "0001_initial")]

    operations = [
        *(ProtectByCommunity(table) for table in TABLES),
        migrations.RunSQL(REFUSE, RELEASE),
    ]
