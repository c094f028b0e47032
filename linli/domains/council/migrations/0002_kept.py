"""Each community's rows are its own; notice, roll and ballots are added and never changed."""

from django.db import migrations

from linli.platform.database.protection import ProtectByCommunity

TABLES = (
    "council_ownedunit", "council_vote", "council_item", "council_rollvoter", "council_rollunit",
    "council_objection", "council_ballot",
)  # fmt: skip
KEPT = ("council_item", "council_rollvoter", "council_rollunit", "council_ballot")
# Row by row and afterwards, so that row-level security still answers first for foreign rows.
REFUSE = """
CREATE FUNCTION council_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'What owners were told and what they voted stays: % of % is refused.',
        TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END
$$;
"""
KEEP = """
CREATE TRIGGER {table}_is_kept AFTER UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION council_refuse();
CREATE TRIGGER {table}_is_never_emptied BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION council_refuse();
"""
RELEASE = """
DROP TRIGGER {table}_is_kept ON {table};
DROP TRIGGER {table}_is_never_emptied ON {table};
"""
KEEP_VOTES = """
CREATE TRIGGER votes_are_kept AFTER DELETE ON council_vote
    FOR EACH ROW EXECUTE FUNCTION council_refuse();
CREATE TRIGGER what_was_noticed_is_kept AFTER UPDATE ON council_vote FOR EACH ROW
    WHEN ((OLD.title, OLD.area, OLD.rule, OLD.text_digest, OLD.noticed_at, OLD.opens_at, OLD.closes_at)
        IS DISTINCT FROM
        (NEW.title, NEW.area, NEW.rule, NEW.text_digest, NEW.noticed_at, NEW.opens_at, NEW.closes_at))
    EXECUTE FUNCTION council_refuse();
CREATE TRIGGER a_fixed_roll_is_kept AFTER UPDATE ON council_vote FOR EACH ROW
    WHEN (OLD.roll_fixed_at IS NOT NULL AND (OLD.roll_fixed_at, OLD.roll_digest)
        IS DISTINCT FROM (NEW.roll_fixed_at, NEW.roll_digest))
    EXECUTE FUNCTION council_refuse();
CREATE TRIGGER a_published_result_is_kept AFTER UPDATE ON council_vote FOR EACH ROW
    WHEN (OLD.published_at IS NOT NULL) EXECUTE FUNCTION council_refuse();
"""
RELEASE_VOTES = """
DROP TRIGGER votes_are_kept ON council_vote;
DROP TRIGGER what_was_noticed_is_kept ON council_vote;
DROP TRIGGER a_fixed_roll_is_kept ON council_vote;
DROP TRIGGER a_published_result_is_kept ON council_vote;
"""


class Migration(migrations.Migration):
    dependencies = [("council", "0001_initial")]

    operations = [
        *(ProtectByCommunity(table) for table in TABLES),
        migrations.RunSQL(REFUSE, "DROP FUNCTION council_refuse();"),
        *(
            migrations.RunSQL(KEEP.format(table=table), RELEASE.format(table=table))
            for table in KEPT
        ),
        migrations.RunSQL(KEEP_VOTES, RELEASE_VOTES),
    ]
