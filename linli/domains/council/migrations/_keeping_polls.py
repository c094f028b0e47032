"""What keeps polls as they were noticed, whoever asks for a change and however.

A statement that would alter or remove something kept changes nothing: it draws a warning, and the
attempt stands in the poll's public log, where raising an error would have taken the line away again.
Only a row pushed into another community is left to row-level security, and to an error behind it.
"""

from django.db import migrations

# Columns written anew: by a new key (each sealed value is bound to its row), or with each ballot.
SEALED = {
    "council_pollvoter": ("name",),
    "council_turnout": ("witness",),
    "council_namedballot": ("choices",),
    "council_ballotbox": ("key", "sealed", "by_hand"),
}
KEPT = (
    "council_poll", "council_pollitem", "council_pollvoter", "council_turnout",
    "council_namedballot", "council_ballotbox", "council_pollevent",
)  # fmt: skip
WHAT = {
    "council_pollitem": "tampered text", "council_pollvoter": "tampered roll",
    "council_turnout": "tampered ballots", "council_namedballot": "tampered ballots",
    "council_ballotbox": "tampered ballots", "council_pollevent": "tampered log",
}  # fmt: skip
TERMS = {  # columns of a poll that stand from the notice on: what a change of them is called
    "text": ("title", "text_digest"),
    "deadline": ("noticed_at", "opens_at", "closes_at"),
    "channels": ("channels",),
    "terms": ("area", "procedure", "basis", "body", "level", "terms_digest"),
}
TELL = """
CREATE FUNCTION council_tampered() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    poll uuid := CASE TG_TABLE_NAME WHEN 'council_poll' THEN (to_jsonb(OLD)->>'id')::uuid
                 ELSE (to_jsonb(OLD)->>'poll_id')::uuid END;
BEGIN
    INSERT INTO council_pollevent (poll_id, community_id, at, what, channel)
        VALUES (poll, OLD.community_id, clock_timestamp(), TG_ARGV[0], '');
    RAISE WARNING 'What stands of a poll stays: % of % changes nothing and is told in its log.',
        TG_OP, TG_TABLE_NAME;
    RETURN NULL;
END
$$;
"""
STAYS = """
CREATE TRIGGER {table}_stays BEFORE DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION council_tampered('tampered {what}');
CREATE TRIGGER {table}_is_never_emptied BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION council_refuse();
CREATE TRIGGER {table}_stays_here AFTER UPDATE ON {table} FOR EACH ROW
    WHEN (OLD.community_id IS DISTINCT FROM NEW.community_id) EXECUTE FUNCTION council_refuse();
"""
IS_KEPT = """
CREATE TRIGGER {table}_is_kept BEFORE UPDATE ON {table} FOR EACH ROW
    WHEN (OLD.community_id = NEW.community_id
        AND (to_jsonb(OLD) - {sealed}) IS DISTINCT FROM (to_jsonb(NEW) - {sealed}))
    EXECUTE FUNCTION council_tampered('{what}');
"""
TERM_IS_KEPT = """
CREATE TRIGGER council_poll_keeps_its_{what} BEFORE UPDATE ON council_poll FOR EACH ROW
    WHEN (OLD.community_id = NEW.community_id AND ({old}) IS DISTINCT FROM ({new}))
    EXECUTE FUNCTION council_tampered('tampered {what}');
"""
COURSE_IS_KEPT = """
CREATE TRIGGER council_poll_keeps_its_roll BEFORE UPDATE ON council_poll FOR EACH ROW
    WHEN (OLD.community_id = NEW.community_id AND OLD.roll_fixed_at IS NOT NULL
        AND (OLD.roll_fixed_at, OLD.roll_digest) IS DISTINCT FROM (NEW.roll_fixed_at, NEW.roll_digest))
    EXECUTE FUNCTION council_tampered('tampered roll');
CREATE TRIGGER council_poll_keeps_its_result BEFORE UPDATE ON council_poll FOR EACH ROW
    WHEN (OLD.community_id = NEW.community_id AND OLD.published_at IS NOT NULL)
    EXECUTE FUNCTION council_tampered('tampered result');
CREATE TRIGGER council_poll_keeps_its_course BEFORE UPDATE ON council_poll FOR EACH ROW
    WHEN (OLD.community_id = NEW.community_id AND OLD.status <> NEW.status
        AND (OLD.status, NEW.status) NOT IN (('noticed', 'ready'), ('noticed', 'lapsed'),
            ('ready', 'published'), ('ready', 'disputed')))
    EXECUTE FUNCTION council_tampered('tampered course');
CREATE TRIGGER council_ballotbox_is_never_emptied_by_hand BEFORE UPDATE ON council_ballotbox
    FOR EACH ROW WHEN (OLD.community_id = NEW.community_id
        AND (NEW.by_hand < OLD.by_hand OR length(NEW.sealed) < length(OLD.sealed)))
    EXECUTE FUNCTION council_tampered('tampered ballots');
"""


def kept(table: str) -> str:
    """The triggers of one table; a poll itself lives on, and keeps its terms one by one."""
    if table == "council_poll":
        terms = [
            TERM_IS_KEPT.format(
                what=what,
                old=", ".join(f"OLD.{each}" for each in columns),
                new=", ".join(f"NEW.{each}" for each in columns),
            )
            for what, columns in TERMS.items()
        ]
        return STAYS.format(table=table, what="course") + "".join(terms) + COURSE_IS_KEPT
    names = ", ".join(f"'{each}'" for each in SEALED.get(table, ()))
    sealed = f"ARRAY[{names}]::text[]"
    what = WHAT[table]
    return STAYS.format(table=table, what=what.removeprefix("tampered ")) + IS_KEPT.format(
        table=table, sealed=sealed, what=what
    )


def released(table: str) -> str:
    """Takes every trigger of ours off a table again."""
    return f"""
    DO $$ DECLARE name text; BEGIN
        FOR name IN SELECT tgname FROM pg_trigger
            WHERE tgrelid = '{table}'::regclass AND NOT tgisinternal
        LOOP EXECUTE format('DROP TRIGGER %I ON {table}', name); END LOOP;
    END $$;
    """


OPERATIONS = [
    migrations.RunSQL(TELL, "DROP FUNCTION council_tampered() CASCADE;"),
    *(migrations.RunSQL(kept(table), released(table)) for table in KEPT),
]
