"""Every entry gets its seal, in an order that nobody can slip behind, and tampering shows."""

import random
from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, connection

from linli.kernel import clock
from linli.platform.audit import heads, queries, sealer, trail
from linli.platform.audit.models import Entry, Seal
from linli.platform.audit.tests.stage import (
    CLERK,
    as_a_thief,
    deeds,
    drop_copy,
    keep_copy,
    outside,
    put_back,
    seal_all,
    sealed_trail,
    until_quiet,
)
from linli.platform.audit.verify import verify

pytestmark = pytest.mark.usefixtures("committed", "outside")
__all__ = ["outside"]
TAMPERINGS = 400


def test_the_sealed_trail_is_whole():
    sealed_trail(seals=3, entries=5)

    report = verify()

    assert report.is_whole
    assert (report.seals, report.entries, report.unsealed, report.witnessed) == (3, 15, 0, 3)


def test_an_empty_trail_is_whole():
    assert sealer.seal() == 0
    assert verify().is_whole


def test_young_entries_wait_for_their_seal():
    deeds(4)

    assert (verify().unsealed, verify().problems) == (4, ())
    assert seal_all() == 4
    assert verify().unsealed == 0


def test_a_transaction_that_commits_late_is_sealed_after_its_elders(superuser):
    with superuser.transaction():
        superuser.execute(
            "INSERT INTO audit_entry (at, actor_kind, actor_name, deed, subject_kind, subject_id,"
            " area, reason, details) VALUES (now(), 'staff', '', 'late', '', '', '', '', '{}')"
        )
        deeds(3)
        assert sealer.seal() == 0
    assert seal_all() == 4

    assert verify().is_whole
    assert Seal.objects.get().entries == 4


def test_nobody_changes_the_trail_by_way_of_linli(superuser):
    sealed_trail(seals=1)
    for table in ("audit_entry", "audit_seal"):
        for command in (
            f"UPDATE {table} SET at = now()",
            f"DELETE FROM {table}",
            f"TRUNCATE {table}",
        ):
            with pytest.raises(DatabaseError), connection.cursor() as cursor:
                cursor.execute(command)
            with pytest.raises(Exception, match="append-only"):
                superuser.execute(command)


class Thief:
    """Somebody with every power over the database, and a new idea each time."""

    def __init__(self, superuser, seed):
        self.do, self.dice = superuser.execute, random.Random(seed)

    def number(self, sql):
        return self.dice.choice([row[0] for row in self.do(sql).fetchall()])

    def entry(self):
        return self.number("SELECT id FROM audit_entry ORDER BY id")

    def seal(self):
        return self.number("SELECT number FROM audit_seal ORDER BY number")

    def edits(self):
        column, value = self.dice.choice(
            [
                ("at", "at + interval '1 microsecond'"),
                ("actor_id", "gen_random_uuid()"),
                ("actor_kind", "'machine'"),
                ("actor_name", "'somebody'"),
                ("deed", "deed || 'x'"),
                ("subject_kind", "'access.grant'"),
                ("subject_id", "'0'"),
                ("area", "'110102'"),
                ("person_id", "gen_random_uuid()"),
                ("reason", "'because'"),
                ("details", """'{"place": "110101001002"}'"""),
                ("transaction_id", "transaction_id - 100000"),
                ("id", "id + 1000000"),
            ]
        )
        self.do(f"UPDATE audit_entry SET {column} = {value} WHERE id = %s", [self.entry()])

    def deletes(self):
        self.do("DELETE FROM audit_entry WHERE id = %s", [self.entry()])

    def empties(self):
        self.do("DELETE FROM audit_entry")

    def swaps_what_two_say(self):
        one, other = self.dice.sample([r[0] for r in self.do("SELECT id FROM audit_entry")], 2)
        self.do(
            "UPDATE audit_entry AS a SET subject_id = b.subject_id FROM audit_entry AS b"
            " WHERE (a.id, b.id) IN ((%s, %s), (%s, %s))",
            [one, other, other, one],
        )

    def swaps_two_places(self):
        one, other = self.dice.sample([r[0] for r in self.do("SELECT id FROM audit_entry")], 2)
        self.do(
            "UPDATE audit_entry SET transaction_id = (SELECT transaction_id FROM audit_entry AS b"
            " WHERE b.id = CASE audit_entry.id WHEN %s THEN %s ELSE %s END) WHERE id IN (%s, %s)",
            [one, other, one, one, other],
        )

    def forges(self):
        self.do(
            "INSERT INTO audit_entry (at, actor_kind, actor_name, deed, subject_kind, subject_id,"
            " area, reason, details, transaction_id) SELECT at, actor_kind, actor_name, deed,"
            " subject_kind, 'forged', area, reason, details, transaction_id FROM audit_entry"
            " WHERE id = %s",
            [self.entry()],
        )

    def forges_the_future(self):
        self.do(
            "INSERT INTO audit_entry (at, actor_kind, actor_name, deed, subject_kind, subject_id,"
            " area, reason, details, transaction_id)"
            " VALUES (now(), 'staff', '', 'd', 'k', 'i', '', '', '{}', %s)",
            [10**15],
        )

    def cuts_off_the_end(self):
        first = self.seal()
        self.do(
            "DELETE FROM audit_entry WHERE transaction_id > coalesce((SELECT last_transaction"
            " FROM audit_seal WHERE number = %s - 1), 0)",
            [first],
        )
        self.do("DELETE FROM audit_seal WHERE number >= %s", [first])

    def takes_out_a_seal(self):
        self.do("DELETE FROM audit_seal WHERE number = %s", [self.seal()])

    def edits_a_seal(self):
        change = self.dice.choice(
            [
                "at = at + interval '1 second'",
                "above_id = above_id + 1",
                "last_entry = last_entry - 1",
                "last_transaction = last_transaction + 1",
                "highest_id = highest_id + 1",
                "entries = entries + 1",
                "digest = reverse(digest)",
            ]
        )
        self.do(f"UPDATE audit_seal SET {change} WHERE number = %s", [self.seal()])

    def makes_the_chain_anew(self):
        """Changes an entry and then everything that would give it away inside the database."""
        self.edits_what_was_done()
        self.do("DELETE FROM audit_seal")
        return True

    def edits_what_was_done(self):
        self.do("UPDATE audit_entry SET deed = 'nothing' WHERE id = %s", [self.entry()])


IDEAS = (
    Thief.edits, Thief.deletes, Thief.empties, Thief.swaps_what_two_say, Thief.swaps_two_places,
    Thief.forges, Thief.forges_the_future, Thief.cuts_off_the_end, Thief.takes_out_a_seal,
    Thief.edits_a_seal, Thief.makes_the_chain_anew,
)  # fmt: skip


def test_every_tampering_is_found(superuser):
    sealed_trail()
    keep_copy(superuser)
    try:
        unseen = [seed for seed in range(TAMPERINGS) if not is_found(superuser, seed)]
    finally:
        drop_copy(superuser)

    assert unseen == []


def is_found(superuser, seed):
    """Whether a tampering is found; checks first that the trail is whole without it."""
    assert verify().is_whole
    idea = IDEAS[seed % len(IDEAS)]
    with as_a_thief(superuser):
        reseal = idea(Thief(superuser, seed))
    if reseal:
        until_quiet()
        while sealer.seal_once():
            pass
    found = not verify().is_whole
    put_back(superuser)
    return found


def test_the_trail_goes_on_when_the_database_moves_to_another_server(superuser):
    sealed_trail(seals=2, entries=3)
    deeds(2)
    with as_a_thief(superuser):  # as a restored copy looks to a server that counts from anew
        superuser.execute("UPDATE audit_entry SET transaction_id = transaction_id + 1000000")
        superuser.execute("DELETE FROM audit_seal")
    heads.path().unlink()
    with as_a_thief(superuser):
        superuser.execute(
            "INSERT INTO audit_seal SELECT 1, now(), 0, min(transaction_id) - 1, 0, 0, 0, 'old'"
            " FROM audit_entry"
        )
    deeds(4)

    assert seal_all() == 12

    left_behind, gone_on = Seal.objects.filter(number__gt=1).order_by("number")
    assert (left_behind.above_id, left_behind.entries) == (0, 8)
    assert (gone_on.above_id, gone_on.entries) == (left_behind.highest_id, 4)
    deeds(2)
    assert seal_all() == 2
    broken = [words for words in verify().problems if "封印 1 " not in words]
    assert broken == []


def test_the_file_catches_up_after_a_crash_between_seal_and_file():
    deeds(1)
    until_quiet()
    sealer.seal_once()
    assert heads.last_number() == 0

    assert sealer.witness() == 1
    assert heads.last_number() == 1
    assert sealer.witness() == 0


def test_half_a_line_of_a_power_cut_is_passed_over():
    sealed_trail(seals=2)
    with heads.path().open("a") as file:
        file.write('{"number": 3, "dig')

    assert heads.last_number() == 2
    assert verify().is_whole


def test_a_lost_file_is_told():
    with clock.stopped_at(datetime(2026, 1, 1, tzinfo=UTC)):
        sealed_trail(seals=2)
    heads.path().unlink()

    assert len(verify().problems) == 1
    assert len(queries.what_is_unwitnessed()) == 1


def test_entries_that_nobody_seals_are_told():
    with clock.stopped_at(clock.now() - timedelta(minutes=3)):
        deeds(2)

    assert len(queries.what_is_unsealed()) == 1
    seal_all()
    assert queries.what_is_unsealed() == []


def test_a_look_is_on_record_with_the_names_of_fields_alone():
    entry = Entry(id=1)
    trail.look(CLERK, entry, ["phone", "name"], reason="回访")

    row = Entry.objects.get()
    assert (row.deed, row.reason, row.details) == (
        "audit.look",
        "回访",
        {"fields": ["name", "phone"]},
    )
