"""The arithmetic of problems that come back: exact, and the same as the published tables."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from linli.domains.cases.rules import recurrence
from linli.domains.cases.rules.recurrence import Cluster, Demands, Place

KIND, OTHER = UUID(int=1), UUID(int=2)
COMMUNITY, GRID = "110101001001", "110101001001001"
ASKED = Demands(4, 5, 4, 3, 0.01, 52, 8, 0.5)


def cluster(area=GRID, cases=6, *, kind=KIND, building=None, **changes):
    values = {"reporters": 6, "buildings": 0, "past_cases": 0, "past_weeks": 52} | changes
    return Cluster(Place(area, kind, building), cases, **values)


@given(st.integers(0, 40), st.integers(0, 200), st.floats(0.001, 0.999))
def test_the_tail_is_the_binomial_one(hits, more, share):
    expected = stats.binom.sf(hits - 1, hits + more, share)
    assert recurrence.tail(hits, hits + more, share) == pytest.approx(expected, rel=1e-6, abs=1e-12)


@given(st.integers(0, 60), st.integers(0, 60))
def test_the_bounds_are_those_of_clopper_and_pearson(hits, more):
    low, high = recurrence.bounds(hits, hits + more, 0.05)
    if hits + more:
        exact = stats.binomtest(hits, hits + more).proportion_ci(0.95, "exact")
        assert (low, high) == pytest.approx((exact.low, exact.high), abs=1e-6)


def test_a_rate_that_halved_is_told_with_its_bounds():
    found = recurrence.effect(before=40, weeks_before=10, since=20, weeks_since=10)
    assert found is not None
    assert found.ratio == 0.5
    assert found.low < 0.5 < found.high < 1


def test_without_a_week_that_is_over_there_is_no_effect():
    assert recurrence.effect(10, 4, 0, 0) is None


@pytest.mark.parametrize(
    "changes",
    [{"cases": 4}, {"reporters": 3, "buildings": 2}, {"past_cases": 60}, {"past_weeks": 7}],
)
def test_too_few_too_usual_or_too_new_is_no_problem_that_comes_back(changes):
    assert recurrence.recurs(cluster(), ASKED)
    assert not recurrence.recurs(cluster(**changes), ASKED)


def test_several_buildings_do_as_well_as_several_reporters():
    assert recurrence.recurs(cluster(reporters=1, buildings=3), ASKED)


def test_a_refused_cluster_grows_by_the_share_and_no_less():
    assert [recurrence.has_grown(each, 6, 0.5) for each in (8, 9)] == [False, True]
    assert [recurrence.has_grown(each, 5, 0.2) for each in (5, 6)] == [False, True]


def test_the_narrowest_place_is_proposed_and_the_wider_one_only_for_the_rest():
    building = cluster(building=UUID(int=9), cases=5)
    grid, community = cluster(cases=6), cluster(COMMUNITY, cases=20)
    chosen = recurrence.to_propose([community, grid, building], [])
    assert [each.place.scope for each in chosen] == ["building", "community"]


def test_nothing_is_proposed_inside_a_place_that_has_a_topic_of_its_kind():
    inside, beside = cluster(), cluster(kind=OTHER)
    chosen = recurrence.to_propose([inside, beside], [Place(COMMUNITY, KIND)])
    assert list(chosen) == [beside]
