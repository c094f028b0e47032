"""What has to come with a duty, and the table of its moves."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.domains.duties.errors import MoveNotAllowed
from linli.domains.duties.rules import (
    MOVES,
    Given,
    Kind,
    Move,
    Need,
    Origin,
    Status,
    after,
    lacking,
    next_review,
)

DAY = date(2026, 11, 2)
days = st.dates(date(2025, 1, 1), date(2028, 12, 31))
gifts = st.lists(st.builds(Given, st.sampled_from(Kind), days, st.none() | days), max_size=8)


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("move", Move)
def test_every_move_is_in_the_table_or_refused(status, move):
    if (status, move) in MOVES:
        assert after(status, move) == MOVES[status, move]
    else:
        with pytest.raises(MoveNotAllowed):
            after(status, move)


@given(gifts, days)
def test_what_is_delegated_needs_authority_and_one_of_money_people_or_things_on_that_day(
    found, day
):
    there = [x.kind for x in found if x.from_on <= day <= (x.until_on or date.max)]
    expected = []
    if "authority" not in there:
        expected.append(Need.AUTHORITY)
    if not {"funds", "people", "equipment"} & set(there):
        expected.append(Need.MEANS)
    assert lacking(Origin.DELEGATED, found, day) == expected


@pytest.mark.parametrize("origin", [Origin.STATUTORY, Origin.SELF_GOVERNED])
def test_what_the_law_gives_or_residents_want_needs_no_grant(origin):
    assert lacking(origin, [], DAY) == []


def test_support_counts_on_its_last_day_and_not_on_the_next():
    both = [Given(kind, DAY, DAY) for kind in (Kind.AUTHORITY, Kind.PEOPLE)]
    assert lacking(Origin.DELEGATED, both, DAY) == []
    assert lacking(Origin.DELEGATED, both, DAY + timedelta(days=1)) == [*Need]


@given(days)
def test_a_review_comes_within_the_year_and_a_day(day):
    assert timedelta(days=364) <= next_review(day) - day <= timedelta(days=366)
