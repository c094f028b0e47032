"""Opinion groups: Polis's own conversation, and what no order of people or statements may change."""

import csv
from itertools import product
from math import prod, sqrt
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import adjusted_rand_score

from linli.domains.council.rules import opinion_groups, opinions
from linli.domains.council.rules.opinions import Steadiness, smoothed

ROOT = Path(__file__).resolve().parents[4]
HOMES = (ROOT.parent / "shared", ROOT.parent.parent / "shared")
WHERE = Path("data", "polis", "15-per-hour-seattle")
SEATTLE = next((home / WHERE for home in HOMES if (home / WHERE).is_dir()), None)
needs_seattle = pytest.mark.skipif(
    SEATTLE is None, reason="Polis's conversation isn't beside the project"
)
SAID = (1.0, -1.0, 0.0, np.nan)


def rows(name):
    with (SEATTLE / name).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def seattle():
    """The votes as Polis's file of votes tells them, with its people and statements in order."""
    people = [each["participant"] for each in rows("participants-votes.csv")]
    statements = sorted((each["comment-id"] for each in rows("comments.csv")), key=int)
    cast = sorted(rows("votes.csv"), key=lambda each: int(each["timestamp"]))
    votes = opinions.matrix(
        [people.index(each["voter-id"]) for each in cast],
        [statements.index(each["comment-id"]) for each in cast],
        [int(each["vote"]) for each in cast],
        (len(people), len(statements)),
    )
    return votes, statements, cast


def community(*, people=120, statements=30, camps=3, seen=0.6, seed=1):
    """People of camps that mostly think alike; who sees what is chance."""
    chance = np.random.default_rng(seed)
    camp = np.arange(people) % camps
    likes = np.where(chance.random((camps, statements)) < 0.5, 0.1, 0.9)
    votes = np.where(chance.random((people, statements)) < likes[camp], 1.0, -1.0)
    votes[chance.random(votes.shape) > seen] = np.nan
    return votes, camp


def grouped(votes, count=None):
    placed = opinions.opinion_map(votes)
    return placed, opinion_groups.grouping(placed.points, opinions.heard(votes), count)


@needs_seattle
def test_every_vote_of_seattle_is_counted_as_polis_counted_it():
    votes, statements, cast = seattle()
    published = [[each[name] for name in statements] for each in rows("participants-votes.csv")]
    told = np.array([[float(cell) if cell else np.nan for cell in row] for row in published])
    assert np.array_equal(votes, told, equal_nan=True)
    agrees, disagrees = opinions.cast(
        [statements.index(each["comment-id"]) for each in cast],
        [int(each["vote"]) for each in cast],
        len(statements),
    )
    comments = {each["comment-id"]: each for each in rows("comments.csv")}
    assert agrees.tolist() == [int(comments[name]["agrees"]) for name in statements]
    assert disagrees.tolist() == [int(comments[name]["disagrees"]) for name in statements]
    for row, person in zip(votes, rows("participants-votes.csv"), strict=True):
        assert (row == 1).sum() == int(person["n-agree"])
        assert (row == -1).sum() == int(person["n-disagree"])


@needs_seattle
def test_seattle_s_groups_are_nearly_those_that_polis_found():
    votes, statements, _cast = seattle()
    comments = {each["comment-id"]: each for each in rows("comments.csv")}
    out = np.array([comments[name]["moderated"] == "-1" for name in statements])
    told = [each["group-id"] for each in rows("participants-votes.csv")]
    published = np.array([int(each) if each else -1 for each in told])
    heard = opinions.heard(votes)
    assert np.array_equal(heard, published >= 0)
    placed = opinions.opinion_map(opinions.moderated(votes, out))
    found = opinion_groups.grouping(placed.points, heard)
    assert found.best == 2
    assert adjusted_rand_score(published[heard], found.groups[heard]) > 0.94


def test_camps_are_found_again():
    votes, camp = community()
    placed, found = grouped(votes)
    assert found.count == 3
    assert adjusted_rand_score(camp, found.groups) > 0.95
    assert placed.shares.sum() > 0.4


@settings(max_examples=25, deadline=None)
@given(st.permutations(range(60)), st.permutations(range(12)), st.integers(0, 5))
def test_the_order_of_people_and_statements_changes_nothing_but_order(people, statements, seed):
    votes, _camp = community(people=60, statements=12, camps=2, seed=seed)
    placed, found = grouped(votes)
    other, again = grouped(votes[people][:, statements])
    assert np.allclose(other.points, placed.points[people], atol=1e-8)
    assert np.allclose(other.axes, placed.axes[:, statements], atol=1e-8)
    assert again.count == found.count
    assert np.array_equal(again.groups, found.groups[people])


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 119), st.integers(0, 29), st.sampled_from(SAID[:3]))
def test_one_vote_more_moves_nearly_nobody(person, statement, said):
    votes, _camp = community()
    _placed, before = grouped(votes)
    votes[person, statement] = said
    _placed, after = grouped(votes, before.count)
    moved = (before.groups != after.groups).sum()
    assert after.count == before.count
    assert moved <= 2


def test_the_same_votes_give_the_same_groups_to_the_last_bit():
    votes, _camp = community(people=400)
    (placed, found), (other, again) = grouped(votes), grouped(votes.copy())
    assert np.array_equal(placed.points, other.points)
    assert np.array_equal(found.groups, again.groups)


def test_who_voted_little_lies_further_out_by_the_root_of_what_was_not_seen():
    votes, _camp = community(seen=1.0)
    votes[0, 10:] = np.nan
    placed = opinions.opinion_map(votes)
    plain = (votes[0, :10] - placed.means[:10]) @ placed.axes[:, :10].T
    assert np.allclose(placed.points[0], plain * sqrt(30 / 10))


def test_a_conversation_that_says_nothing_has_one_group_or_none():
    for votes in (np.full((20, 8), np.nan), np.zeros((20, 8)), np.ones((20, 8))):
        placed, found = grouped(votes)
        assert not placed.points.any()
        assert found.count <= 1
    _placed, found = grouped(np.empty((0, 5)))
    assert found.count == 0
    _placed, found = grouped(np.empty((5, 0)))
    assert found.count == 0


def test_whoever_voted_on_seven_statements_is_heard_and_fifteen_people_at_least():
    votes = np.full((40, 10), np.nan)
    votes[:20, :7] = 1
    votes[20:, :6] = 1
    assert opinions.heard(votes).tolist() == [True] * 20 + [False] * 20
    votes[3:20] = np.nan
    votes[30, 7] = 1  # seven as well
    votes[31:] = np.nan
    heard = opinions.heard(votes)
    assert heard.sum() == 14  # no more have voted at all
    assert not heard[31:].any()


def test_another_number_of_groups_is_believed_after_four_rounds():
    state, shown = None, []
    for best in (2, 3, 2, 3, 3, 3, 3, 3, 2):
        state = smoothed(state, best)
        shown.append(state.shown)
    assert shown == [2, 2, 2, 2, 2, 2, 3, 3, 3]
    assert state == Steadiness(3, 2, 1)


def test_counts_and_chances_are_those_of_the_formulas():
    votes, camp = community(people=40, statements=6, camps=2)
    found = opinion_groups.counts(votes, camp, 2)
    agree = opinion_groups.standing(found.agrees, found.seen)
    for group, statement in product(range(2), range(6)):
        cells, others = votes[camp == group, statement], votes[camp != group, statement]
        said, seen = int((cells == 1).sum()), int((~np.isnan(cells)).sum())
        said_out, seen_out = int((others == 1).sum()), int((~np.isnan(others)).sum())
        assert found.agrees[group, statement] == said
        assert found.seen[group, statement] == seen
        chance, outside = (said + 1) / (seen + 2), (said_out + 1) / (seen_out + 2)
        assert agree.ratio[group, statement] == pytest.approx(chance / outside)
        within = 2 * sqrt(seen + 1) * ((said + 1) / (seen + 1) - 0.5)
        assert agree.within[group, statement] == pytest.approx(within)
        pooled = (said + said_out + 2) / (seen + seen_out + 2)
        spread = sqrt(pooled * (1 - pooled) * (1 / (seen + 1) + 1 / (seen_out + 1)))
        apart = (said + 1) / (seen + 1) - (said_out + 1) / (seen_out + 1)
        assert agree.beyond[group, statement] == pytest.approx(apart / spread)
    expected = [
        prod((found.agrees[g, s] + 1) / (found.seen[g, s] + 2) for g in range(2)) for s in range(6)
    ]
    assert opinion_groups.consensus(found) == pytest.approx(expected)


def test_a_group_is_told_by_what_it_alone_says_and_its_agreements_come_first():
    votes = np.full((40, 8), np.nan)
    votes[:20, 0], votes[20:, 0] = 1, -1
    votes[:20, 1], votes[20:, 1] = -1, 1
    votes[:, 2] = 1  # everybody
    found = opinion_groups.counts(votes, np.repeat([0, 1], 20), 2)
    first, second = opinion_groups.representative(found)
    assert [(each.statement, each.agrees) for each in first] == [(0, True), (1, False)]
    assert [(each.statement, each.agrees) for each in second] == [(1, True), (0, False)]
    assert (first[0].said, first[0].seen) == (20, 20)
    assert int(np.argmax(opinion_groups.consensus(found))) == 2


@given(st.lists(st.integers(0, 12), max_size=6))
def test_no_hidden_group_can_be_found_by_subtraction(sizes):
    shown = opinion_groups.showable(np.array(sizes, dtype=np.intp))
    assert all(size >= 5 for size, each in zip(sizes, shown, strict=True) if each)
    hidden = [size for size, each in zip(sizes, shown, strict=True) if not each]
    assert len(hidden) != 1 or len(sizes) == 1


def test_a_new_statement_is_shown_before_an_old_one_that_is_liked_as_much():
    seen = np.array([0.0, 40.0])
    shown = opinions.priority(seen / 2, seen * 0, seen, np.zeros(2))
    assert shown[0] > shown[1]
    assert shown[0] == pytest.approx(((1 - 0.5) * 0.5 * 9) ** 2)


def test_who_agrees_with_one_statement_alone_stands_as_far_out_as_its_extremity_says():
    votes, _camp = community()
    placed = opinions.opinion_map(votes)
    alone = np.full((1, 30), np.nan)
    alone[0, 4] = 1
    apart = (1 - placed.means[4]) * placed.axes[:, 4] * sqrt(30)
    assert opinions.extremity(placed)[4] == pytest.approx(np.hypot(*apart))


def test_votes_that_cannot_be_are_refused():
    for people, statements, votes in (([0], [0], [2]), ([0], [5], [1]), ([-1], [0], [1])):
        with pytest.raises(ValueError, match="vote"):
            opinions.matrix(people, statements, votes, (2, 2))
    with pytest.raises(ValueError, match="length"):
        opinions.matrix([0, 1], [0], [1], (2, 2))


def test_a_vote_that_was_changed_counts_as_it_was_last():
    assert opinions.matrix([0, 0], [1, 1], [1, -1], (1, 2))[0, 1] == -1
