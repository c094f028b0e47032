"""What happened to a vote on its way stays as it was."""

from django.db import migrations

from linli.platform.database.protection import ProtectByCommunity

TABLES = (
    "council_succession", "council_mandate", "council_voided", "council_posting", "council_refusal",
)  # fmt: skip
SEALED = {  # encrypted columns, which a new key writes anew while all else stays
    "council_succession": ("name", "proof"),
    "council_mandate": ("name",),
    "council_ballot": ("witness",),
}
KEEP = """
CREATE TRIGGER {table}_is_kept AFTER UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION council_refuse();
"""
KEEP_BUT_SEALED = """
CREATE TRIGGER {table}_is_kept AFTER UPDATE ON {table} FOR EACH ROW
    WHEN ({same} OR (to_jsonb(OLD) - {names}) IS DISTINCT FROM (to_jsonb(NEW) - {names}))
    EXECUTE FUNCTION council_refuse();
CREATE TRIGGER {table}_stays AFTER DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION council_refuse();
"""
NEVER_EMPTIED = """
CREATE TRIGGER {table}_is_never_emptied BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION council_refuse();
"""
RELEASE = """
DROP TRIGGER {table}_is_kept ON {table};
DROP TRIGGER IF EXISTS {table}_stays ON {table};
"""
# Digests don't get shorter: pressing a certificate of 30 MB took a second and saved little.
UNPRESSED = "ALTER TABLE council_vote ALTER COLUMN certificate SET STORAGE EXTERNAL"
KEEP_TERMS = """
CREATE TRIGGER the_terms_are_kept AFTER UPDATE ON council_vote FOR EACH ROW
    WHEN (OLD.terms_digest IS DISTINCT FROM NEW.terms_digest) EXECUTE FUNCTION council_refuse();
"""


def kept(table: str) -> str:
    """What keeps the rows of `table` as they are."""
    if table not in SEALED:
        return KEEP.format(table=table)
    names = "ARRAY[{}]".format(", ".join(f"'{each}'" for each in SEALED[table]))
    same = " AND ".join(f"OLD.{each} IS NOT DISTINCT FROM NEW.{each}" for each in SEALED[table])
    return KEEP_BUT_SEALED.format(table=table, names=names, same=f"({same})")


class Migration(migrations.Migration):
    dependencies = [("council", "0003_deliberation")]

    operations = [
        migrations.RunSQL(UNPRESSED, migrations.RunSQL.noop),
        *(ProtectByCommunity(table) for table in TABLES),
        *(
            migrations.RunSQL(
                kept(table) + NEVER_EMPTIED.format(table=table), RELEASE.format(table=table)
            )
            for table in TABLES
        ),
        migrations.RunSQL(
            RELEASE.format(table="council_ballot") + kept("council_ballot"),
            RELEASE.format(table="council_ballot") + KEEP.format(table="council_ballot"),
        ),
        migrations.RunSQL(KEEP_TERMS, "DROP TRIGGER the_terms_are_kept ON council_vote;"),
    ]
