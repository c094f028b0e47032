"""What was said in deliberations is added and never changed."""

from django.db import migrations

from linli.platform.database.protection import ProtectByCommunity

TABLES = (
    "council_deliberation", "council_entry", "council_participant", "council_contribution",
    "council_opinion", "council_helpful", "council_moderation", "council_opinionround",
)  # fmt: skip
# What stays of a row that was added; a sealed column isn't named, since a new key writes it anew.
STAYS = {
    "council_entry": "id, deliberation_id, community_id, way, entered_by, entered_on",
    "council_participant": "id, deliberation_id, community_id, person, way, joined_on",
    "council_contribution": "id, deliberation_id, community_id, number, form, about_id, text,"
    " author, is_seed, entry_id, made_at",
    "council_opinion": "id, deliberation_id, community_id, participant_id, statement_id, said,"
    " said_on, entry_id",
    "council_helpful": "id, argument_id, community_id, reader",
    "council_moderation": "id, contribution_id, deliberation_id, community_id, step, reason,"
    " taken_at, taken_by",
    "council_opinionround": "id, deliberation_id, community_id, version, made_at, last_opinion,"
    " votes, shown, wanted, rounds_wanted, told, inner",
    "council_deliberation": "id, area, question, background, publishing, proposal_id, opened_at,"
    " opened_by, opens_at, closes_at",
}
KEEP = """
CREATE TRIGGER {table}_is_kept AFTER UPDATE ON {table} FOR EACH ROW
    WHEN (({old}) IS DISTINCT FROM ({new})) EXECUTE FUNCTION council_refuse();
CREATE TRIGGER {table}_is_never_deleted AFTER DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION council_refuse();
CREATE TRIGGER {table}_is_never_emptied BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION council_refuse();
"""
RELEASE = """
DROP TRIGGER {table}_is_kept ON {table};
DROP TRIGGER {table}_is_never_deleted ON {table};
DROP TRIGGER {table}_is_never_emptied ON {table};
"""
KEEP_DIGEST = """
CREATE TRIGGER a_frozen_digest_is_kept AFTER UPDATE ON council_deliberation FOR EACH ROW
    WHEN (OLD.frozen_at IS NOT NULL) EXECUTE FUNCTION council_refuse();
"""


def keep(table: str) -> migrations.RunSQL:
    names = [each.strip() for each in STAYS[table].split(",")]
    old, new = (", ".join(f'{row}."{each}"' for each in names) for row in ("OLD", "NEW"))
    return migrations.RunSQL(
        KEEP.format(table=table, old=old, new=new), RELEASE.format(table=table)
    )


class Migration(migrations.Migration):
    dependencies = [("council", "0002_kept")]

    operations = [
        *(ProtectByCommunity(table) for table in TABLES),
        *(keep(table) for table in TABLES),
        migrations.RunSQL(
            KEEP_DIGEST, "DROP TRIGGER a_frozen_digest_is_kept ON council_deliberation;"
        ),
    ]
