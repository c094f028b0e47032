"""The board is written by hand in SQL; `chosen` is the same filter in the ORM. They agree."""

import pytest

from linli.domains.cases import queries
from linli.domains.cases.queries.board import ROWS
from linli.domains.cases.rules import OPEN, Status
from linli.domains.cases.tests.conftest import COMMUNITY, ELSEWHERE, GRID, SUBDISTRICT
from linli.kernel import clock
from linli.platform.access.actor import machine

FILTERS = {
    "nothing": {},
    "every status": {"statuses": [*Status]},
    "a sub-district": {"area": SUBDISTRICT},
    "a community": {"area": COMMUNITY},
    "another community": {"area": ELSEWHERE},
    "a grid": {"area": GRID},
    "what is overdue": {"overdue_at": True},
    "a category": {"category_id": True},
}


@pytest.fixture
def week(town, later):
    """Cases in several states and of several parties, some of them overdue by the end."""
    with later(days=-30):
        town.dispatched(town.management)
        town.closed()
    for deed in (town.reported, town.dispatched, town.accepted, town.result_reported):
        deed()
    town.dispatched(town.management)
    return town


@pytest.mark.parametrize(
    "role", ["dispatcher", "worker", "resident", "clerk", "helper", "stranger", "linli"]
)
@pytest.mark.parametrize("name", FILTERS)
def test_the_board_shows_the_cases_of_the_filter_in_their_order(week, role, name):
    actor = machine("board") if role == "linli" else getattr(week, role)
    chosen = dict(FILTERS[name])
    if "overdue_at" in chosen:
        chosen["overdue_at"] = clock.now()
    if "category_id" in chosen:
        chosen["category_id"] = queries.categories().get(code="lift").pk

    lines = queries.board(actor, **chosen).lines

    cases = list(queries.chosen(actor, **chosen))
    assert [line.id for line in lines] == [case.pk for case in cases]
    assert [(line.number, line.headline, line.status, line.due_at) for line in lines] == [
        (case.number, case.headline, case.status, case.due_at) for case in cases
    ]
    assert [[(party.department, party.is_lead) for party in line.parties] for line in lines] == [
        [(share.department.name, share.is_lead) for share in case.parties] for case in cases
    ]


def test_some_see_several_cases_and_some_none(week):
    seen = {
        role: len(queries.board(getattr(week, role)).lines)
        for role in ("dispatcher", "worker", "clerk", "helper", "stranger")
    }
    assert seen == {"dispatcher": 6, "worker": 6, "clerk": 5, "helper": 2, "stranger": 0}


def test_turning_pages_shows_every_case_once(town):
    for _each in range(ROWS + 3):
        town.reported()
    first = queries.board(town.dispatcher)
    second = queries.board(town.dispatcher, after=first.after)

    shown = [line.id for line in (*first.lines, *second.lines)]
    assert (len(first.lines), len(second.lines), second.after) == (ROWS, 3, None)
    assert shown == [case.pk for case in queries.chosen(town.dispatcher)]


def test_the_counts_are_those_of_the_cases(week):
    counts = queries.counts_by_status(week.dispatcher, clock.now())
    cases = list(queries.chosen(week.dispatcher))
    assert {each: counts[each] for each in OPEN} == {
        each: sum(case.status == each for case in cases) for each in OPEN
    }
    assert counts["overdue"] == sum(case.due_at < clock.now() for case in cases) == 1
