"""Who reads the whole database, system columns, jobs, trail and all, can't join a voter to a choice."""

import itertools
import json
import random
import re
from datetime import timedelta
from math import sqrt

import pytest
from django.db import transaction

from linli.core.divisions.models import Division
from linli.domains.council.models import Poll
from linli.domains.council.rules import blind
from linli.domains.council.tests.conftest import AFTER, COMMUNITY, MONDAY
from linli.domains.council.tests.polling import NO, YES, Hall
from linli.kernel import clock
from linli.platform.database import scope

VOTERS = 24
COUNTED = re.compile(r"^\(\d+,")  # the id of a row that the database counts
SIGMAS = 6  # further from chance than this is no chance


@pytest.fixture
def hall(committed):
    Division.objects.create(code=COMMUNITY, name="社区", level="community")
    return Hall()


def here(deed, *args, **more):
    """Do it in a transaction of its own, as a request does."""
    with scope.limited_to([COMMUNITY]), transaction.atomic():
        return deed(*args, **more)


def dump(superuser):
    """Every row of every table: (xmin, ctid, its text), as pg_dump and the system columns tell them."""
    tables = [
        name
        for (name,) in superuser.execute(
            "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables"
            " WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
        )
    ]
    return {
        name: superuser.execute(
            f"SELECT xmin::text::bigint, ctid::text, each::text FROM {name} AS each ORDER BY each.ctid"
        ).fetchall()
        for name in tables
    }


def vote(hall, poll, plan, before_each=lambda: None):
    """Each voter of `plan` votes, by script, without one, or on paper: their receipts, where known."""
    receipts = {}
    for at, (number, said) in enumerate(plan):
        before_each()
        if at % 3 == 2:
            here(hall.hands_out, poll, number)
            here(hall.enters_slip, poll, said)
        elif at % 3 == 1:
            receipts[number] = here(hall.votes_secretly, poll, number, said, by_script=False)
        else:
            drawn = here(hall.draws, poll, number)
            receipts[number] = here(hall.drops, poll, drawn, said)
    return receipts


def plan_of(seed, voters=VOTERS):
    """Everybody once in some order, half of them for it."""
    dice = random.Random(seed)  # a test that is repeated alike
    numbers = list(range(1, voters + 1))
    dice.shuffle(numbers)
    said = [YES] * (voters // 2) + [NO] * (voters - voters // 2)
    dice.shuffle(said)
    return list(zip(numbers, said, strict=True))


def test_no_table_knows_a_voter_and_a_choice_or_what_leads_from_one_to_the_other(hall, superuser):
    poll = here(hall.secret, VOTERS)
    receipts = vote(hall, poll, plan_of(1))
    during = dump(superuser)
    here(hall.ended, poll)
    after = dump(superuser)
    codes = set(receipts.values())
    holding = lambda found: {  # noqa: E731
        name
        for name, rows in found.items()
        for row in rows
        if any(code in row[2] for code in codes)
    }
    assert holding(during) == set()
    assert holding(after) == {"public.council_poll"}
    voters = {str(each) for each in here(lambda: list(poll.voters.values_list("pk", flat=True)))}
    (told,) = [row[2] for row in after["public.council_poll"]]
    assert not any(voter in told for voter in voters)


def orders_of_voters(found, numbers):
    """Every order in which a dump lists those who took part: by id, place, transaction, trail."""
    numbered = {pk: number for pk, number in numbers.items()}
    turnout = [
        (xmin, ctid, text, next(numbered[pk] for pk in numbered if pk in text))
        for xmin, ctid, text in found["public.council_turnout"]
    ]
    place = lambda each: tuple(map(int, each[1].strip("()").split(",")))  # noqa: E731
    for key in (lambda each: each[0], place, lambda each: each[2], lambda each: each[3]):
        yield [each[3] for each in sorted(turnout, key=key)]


def test_no_order_of_the_dump_guesses_a_choice_better_than_chance(hall, superuser):
    poll = here(hall.secret, VOTERS)
    plan = plan_of(2)
    vote(hall, poll, plan)
    here(hall.ended, poll)
    said = dict(plan)
    found = dump(superuser)
    numbers = here(lambda: {str(pk): at for pk, at in poll.voters.values_list("pk", "number")})
    ballots = [each["choices"] for each in certificate(poll)["ballots"]]
    chance = VOTERS / 2
    spread = sqrt(VOTERS) / 2
    for order in orders_of_voters(found, numbers):
        truth = ["yy" if said[number] == YES else "nn" for number in order]
        for listed in (ballots, ballots[::-1]):
            hits = sum(a == b for a, b in zip(truth, listed, strict=True))
            assert abs(hits - chance) < SIGMAS * spread


def certificate(poll):
    return json.loads(here(lambda: Poll.objects.get(pk=poll.pk)).certificate)


def shape(found, poll):
    """A dump of one poll with all that is random taken for its length, and places for their order."""
    shaped = {}
    for name in sorted(each for each in found if ".council_" in each):
        rows = [row for row in found[name] if str(poll.pk) in row[2]]
        ranks = {xmin: at for at, xmin in enumerate(sorted({row[0] for row in rows}))}
        shaped[name] = [(ranks[row[0]], len(COUNTED.sub("", row[2]))) for row in rows]
    return shaped


def test_exchanging_what_two_people_say_changes_nothing_that_can_be_seen(
    hall, superuser, monkeypatch
):
    """Two worlds, in which everybody says the opposite: each dump on the way looks the same.

    Both have the same key, since one key's file may be a few bytes longer than another's.
    """
    key, seen = blind.new_key(), []
    monkeypatch.setattr(blind, "new_key", lambda: key)
    for first, second in ((YES, NO), (NO, YES)):
        with clock.stopped_at(MONDAY):
            poll = here(hall.secret, 12, title="同一个标题")
        steps = []
        plan = [(number, first if number % 2 else second) for number in range(1, 13)]
        vote(hall, poll, plan, lambda: steps.append(shape(dump(superuser), poll)))  # noqa: B023
        seen.append([*steps, shape(dump(superuser), poll)])
    assert seen[0] == seen[1]


def test_the_box_grows_by_the_same_length_whatever_is_said(hall, superuser):
    poll = here(hall.secret, 6)
    lengths = []
    for number, said in enumerate([YES, NO, {1: "a", 2: "a"}, {1: "y", 2: "a"}], 1):
        here(hall.votes_secretly, poll, number, said, by_script=False)
        lengths.append(superuser.execute("SELECT length(sealed) FROM council_ballotbox").fetchone())
    steps = {b[0] - a[0] for a, b in itertools.pairwise(lengths)}
    assert len(steps) == 1


def test_nothing_of_a_ballot_goes_to_trail_jobs_or_events(hall, superuser):
    poll = here(hall.secret, 6)
    before = dump(superuser)
    drawn = here(hall.draws, poll, 1)
    between = dump(superuser)
    here(hall.drops, poll, drawn)
    after = dump(superuser)
    touched = lambda a, b: {name for name in a if a[name] != b[name]}  # noqa: E731
    assert touched(between, after) == {"public.council_ballotbox"}
    assert touched(before, between) == {
        "public.audit_entry",
        "public.council_turnout",
        "public.accounts_account",
    }
    with clock.stopped_at(AFTER + timedelta(hours=1)):
        here(hall.ended, poll)
