"""What was proposed, decided and done stays as it was, step by step."""

from django.db import migrations

from linli.platform.database.protection import ProtectByCommunity

TABLES = (
    "council_proposal", "council_proposaltext", "council_proposalstep", "council_support",
    "council_amendment", "council_proposalrefusal", "council_decisionposting", "council_proposalobjection",
    "council_proposaltask", "council_taskprogress", "council_effectanswer", "council_effectreview",
    "council_signedmeeting",
)  # fmt: skip
KEPT = (
    "council_proposaltext", "council_proposalstep", "council_decisionposting", "council_taskprogress",
    "council_effectanswer", "council_effectreview",
)  # fmt: skip
REFUSE = """
CREATE FUNCTION council_refuse_proposal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'What was proposed, decided and done stays: % of % is refused.',
        TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END
$$;
"""
KEEP = """
CREATE TRIGGER {table}_is_kept AFTER UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION council_refuse_proposal();
CREATE TRIGGER {table}_is_never_emptied BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION council_refuse_proposal();
"""
RELEASE = """
DROP TRIGGER {table}_is_kept ON {table};
DROP TRIGGER {table}_is_never_emptied ON {table};
"""
# A step further, or back to the same one when a refusal falls: never two at once, never backwards.
ORDER = """
CREATE TRIGGER a_proposal_goes_step_by_step AFTER UPDATE ON council_proposal FOR EACH ROW
    WHEN (NEW.step NOT IN (OLD.step, OLD.step + 1)
        OR (NEW.procedure, NEW.area, NEW.threshold, NEW.proposed_at)
            IS DISTINCT FROM (OLD.procedure, OLD.area, OLD.threshold, OLD.proposed_at))
    EXECUTE FUNCTION council_refuse_proposal();
"""


class Migration(migrations.Migration):
    dependencies = [("council", "0005_polls")]

    operations = [
        migrations.RunSQL(
            "CREATE SEQUENCE council_serial MAXVALUE 999999 CYCLE", "DROP SEQUENCE council_serial"
        ),
        *(ProtectByCommunity(table) for table in TABLES),
        migrations.RunSQL(REFUSE, "DROP FUNCTION council_refuse_proposal();"),
        *(
            migrations.RunSQL(KEEP.format(table=table), RELEASE.format(table=table))
            for table in KEPT
        ),
        migrations.RunSQL(ORDER, "DROP TRIGGER a_proposal_goes_step_by_step ON council_proposal;"),
    ]
