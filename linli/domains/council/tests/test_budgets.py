"""Participatory budgets: the cities' own winners, and what every outcome promises its voters."""

import hashlib
from decimal import Decimal
from fractions import Fraction
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.domains.council.rules import pabulib
from linli.domains.council.rules.budgets import (
    Measure,
    Project,
    commitment,
    election,
    greedy,
    is_exhaustive,
    lot,
)
from linli.domains.council.rules.equal_shares import Completion, Utility, equal_shares

ROOT = Path(__file__).resolve().parents[4]
HOMES = (ROOT.parent / "shared", ROOT.parent.parent / "shared")
FILES = sorted(file for home in HOMES for file in (home / "data" / "pabulib").glob("*.pb"))
SEED, CLOSING = "5e" * 32, "hash of the sealed ballots"
needs_files = pytest.mark.skipif(not FILES, reason="Pabulib's files aren't beside the project")


def votes_of(budget, costs, *ballots):
    projects = [Project(name, Decimal(cost)) for name, cost in costs.items()]
    given = [each if isinstance(each, dict) else dict.fromkeys(each, 1) for each in ballots]
    return election(Decimal(budget), projects, given)


def ranks_of(votes):
    return lot(SEED, CLOSING, [each.id for each in votes.projects])


def names(votes, chosen):
    return [votes.projects[place].id for place in chosen]


@st.composite
def elections(draw, most_points=1):
    """Few voters, few projects and small round costs, so that ties are common."""
    projects = "ABCDEF"[: draw(st.integers(1, 6))]
    costs = {each: draw(st.integers(1, 6)) for each in projects}
    points = st.integers(1, most_points)
    ballot = st.dictionaries(st.sampled_from(projects), points)
    ballots = draw(st.lists(ballot, max_size=8))
    return votes_of(draw(st.integers(0, 20)), costs, *ballots)


def plain_equal_shares(votes, ranks, share, utility):
    """The definition word for word, voter by voter, in fractions."""
    people = [dict(ballot) for ballot, times in votes.ballots.items() for _each in range(times)]
    purses, bought = [share] * len(people), []
    while True:
        offers = []
        for place, project in enumerate(votes.projects):
            cost = Fraction(project.cost)
            unit = cost if utility is Utility.COST else 1
            has = {v: ballot[place] * unit for v, ballot in enumerate(people) if place in ballot}
            if place in bought or sum(purses[v] for v in has) < cost:
                continue
            for price in sorted({purses[v] / has[v] for v in has}):
                if sum(min(purses[v], price * has[v]) for v in has) >= cost:
                    break
            poor = [v for v in has if purses[v] / has[v] < price]
            rich = sum(has[v] for v in has if v not in poor)
            price = (cost - sum(purses[v] for v in poor)) / rich
            tie = (project.cost, -votes.votes[place], ranks[project.id])
            offers.append((price, *tie, place, has))
        if not offers:
            return tuple(bought)
        price, *_tie, place, has = min(offers, key=lambda each: each[:-1])
        bought.append(place)
        for v, worth in has.items():
            purses[v] -= min(purses[v], price * worth)


@needs_files
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_city_gets_the_winners_that_it_announced(file):
    document = pabulib.read(file.read_bytes().decode())
    votes, facts = pabulib.to_election(document), document.facts
    chosen = greedy(
        votes,
        ranks_of(votes),
        skip=facts["rule"] != "greedy-no-skip",
        least=int(facts.get("min_project_score_threshold", 0)),
    )
    assert frozenset(names(votes, chosen)) == pabulib.winners(document)


@needs_files
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_city_s_file_is_written_as_it_was_read_and_its_ballots_counted_as_it_counted(file):
    stored = file.read_bytes()
    document = pabulib.read(stored.decode())
    assert pabulib.write(document).encode() == stored
    votes = pabulib.to_election(document)
    assert votes.voters == int(document.facts["num_votes"])
    told = [
        (int(each["votes"]), int(each.get("score", each["votes"]))) for each in document.projects
    ]
    assert list(zip(votes.votes, votes.scores, strict=True)) == told


@needs_files
@pytest.mark.parametrize("utility", Utility)
def test_equal_shares_keep_every_city_s_budget_and_leave_nothing_that_fits(utility):
    for file in FILES:
        votes = pabulib.to_election(pabulib.read(file.read_bytes().decode()))
        increment = Fraction(votes.budget) / votes.voters / 20
        outcome = equal_shares(votes, ranks_of(votes), utility=utility, increment=increment)
        assert votes.cost(outcome.chosen) <= votes.budget
        assert is_exhaustive(votes, outcome.chosen)


def test_what_a_broken_file_says_is_told_by_row():
    with pytest.raises(ValueError, match="Row 1"):
        pabulib.read("key;value\r\n")
    with pytest.raises(ValueError, match="Row 3: 3 columns instead of 2"):
        pabulib.read("META\r\nkey;value\r\na;b;c\r\n")
    with pytest.raises(ValueError, match="PROJECTS is missing"):
        pabulib.read("META\r\nkey;value\r\n")


TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\r\n\ufeff"), max_size=8)


@given(st.lists(st.tuples(TEXT, TEXT), max_size=5))
def test_any_words_in_a_file_come_back(rows):
    meta = pabulib.Table(("key", "value"), tuple(rows))
    document = pabulib.Document(meta, *[pabulib.Table(("a", "b"), ())] * 2)
    assert pabulib.read(pabulib.write(document)) == document


def test_a_ballot_that_cannot_be_is_refused():
    for ballot in ({"B": 1}, {"A": 0}, {"A": -1}):
        with pytest.raises(ValueError, match="ballot"):
            votes_of(10, {"A": 1}, ballot)
    with pytest.raises(ValueError, match="cost"):
        votes_of(10, {"A": 0})
    with pytest.raises(ValueError, match="budget"):
        votes_of(-1, {"A": 1})


def test_anybody_can_draw_the_lot_again():
    assert commitment(SEED) == hashlib.sha256(SEED.encode()).hexdigest()
    drawn = {
        each: hashlib.sha256(f"{SEED}\n{CLOSING}\n{each}".encode()).hexdigest() for each in "ABC"
    }
    ranks = lot(SEED, CLOSING, "ABC")
    assert sorted("ABC", key=ranks.get) == sorted("ABC", key=drawn.get)
    assert lot(SEED, CLOSING, "CBA") == ranks
    for seed in ("", "5E" * 32, "5e" * 31):
        with pytest.raises(ValueError, match="seed"):
            commitment(seed)
    with pytest.raises(ValueError, match="line break"):
        lot(SEED, CLOSING, ["A\nB"])


def test_equal_projects_are_told_apart_by_the_lot_alone():
    votes = votes_of(2, {"A": 2, "B": 2}, "AB")
    for ranks in ({"A": 0, "B": 1}, {"A": 1, "B": 0}):
        first = min(ranks, key=ranks.get)
        assert names(votes, greedy(votes, ranks)) == [first]
        for utility in Utility:
            outcome = equal_shares(votes, ranks, utility=utility)
            assert names(votes, outcome.chosen) == [first]


def test_a_city_may_stop_at_the_first_project_that_does_not_fit():
    votes = votes_of(5, {"A": 4, "B": 3, "C": 1}, "ABC", "AB", "A")
    ranks = ranks_of(votes)
    assert names(votes, greedy(votes, ranks)) == ["A", "C"]
    assert names(votes, greedy(votes, ranks, skip=False)) == ["A"]
    assert names(votes, greedy(votes, ranks, least=3)) == ["A"]
    per_cost = greedy(votes, ranks, measure=Measure.SCORE_PER_COST)
    assert names(votes, per_cost) == ["C", "A"]


def test_a_third_of_the_voters_decides_on_a_third_of_the_money():
    votes = votes_of(9, {"A": 3, "B": 3, "C": 3, "D": 3}, *["ABC"] * 2, "D")
    assert names(votes, greedy(votes, {"A": 0, "B": 1, "C": 2, "D": 3})) == ["A", "B", "C"]
    outcome = equal_shares(votes, {"A": 0, "B": 1, "C": 2, "D": 3}, completion=Completion.NONE)
    assert sorted(names(votes, outcome.chosen)) == ["A", "B", "D"]


@settings(max_examples=200, deadline=None)
@given(elections(most_points=3), st.sampled_from(Utility), st.integers(0, 6))
def test_the_fast_count_equals_the_definition_tie_for_tie(votes, utility, more):
    if not votes.voters:
        return
    ranks = ranks_of(votes)
    told = equal_shares(votes, ranks, utility=utility, completion=Completion.NONE)
    assert told.chosen == plain_equal_shares(votes, ranks, told.share, utility)
    raised = equal_shares(
        votes, ranks, utility=utility, completion=Completion.ADD1, increment=Fraction(more + 1, 2)
    )
    assert raised.chosen == plain_equal_shares(votes, ranks, raised.share, utility)


@settings(max_examples=200, deadline=None)
@given(elections(most_points=3), st.sampled_from(Utility), st.sampled_from(Completion))
def test_no_outcome_costs_more_than_the_budget_and_completions_are_exhaustive(
    votes, utility, completion
):
    outcome = equal_shares(votes, ranks_of(votes), utility=utility, completion=completion)
    assert votes.cost(outcome.chosen) <= votes.budget
    assert len(set(outcome.chosen)) == len(outcome.chosen)
    if completion in {Completion.GREEDY, Completion.ADD1U}:
        assert is_exhaustive(votes, outcome.chosen)
    assert is_exhaustive(votes, greedy(votes, ranks_of(votes)))


@settings(max_examples=200, deadline=None)
@given(elections(), st.sampled_from(Utility))
def test_add1_stops_one_step_before_the_budget_breaks(votes, utility):
    ranks = ranks_of(votes)
    outcome = equal_shares(votes, ranks, utility=utility, completion=Completion.ADD1)
    if not votes.voters or len(outcome.chosen) == sum(map(bool, votes.votes)):
        return
    further = plain_equal_shares(votes, ranks, outcome.share + 1, utility)
    assert votes.cost(further) > votes.budget


@settings(max_examples=300, deadline=None)
@given(elections(), st.sampled_from(Utility))
def test_a_group_that_agrees_gets_what_its_share_could_pay_up_to_one_project(votes, utility):
    """EJR up to one project (arXiv 2008.13276), by trying every set of projects."""
    outcome = equal_shares(votes, ranks_of(votes), utility=utility, completion=Completion.NONE)
    people = [
        {place for place, _points in ballot}
        for ballot, times in votes.ballots.items()
        for _each in range(times)
    ]

    def worth(places):
        return votes.cost(places) if utility is Utility.COST else len(places)

    won = set(outcome.chosen)
    places = range(len(votes.projects))
    wanted = [set(each) for size in places for each in combinations(places, size + 1)]
    for together in wanted:
        unhappy = [
            approved
            for approved in people
            if together <= approved
            and not together <= won
            and all(worth(approved & (won | {one})) <= worth(together) for one in together - won)
            and worth(approved & won) < worth(together)
        ]
        assert len(unhappy) * votes.budget < votes.cost(together) * len(people) or not unhappy
