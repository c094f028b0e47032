"""Points from rates: the published score sheets, the bounds, and months scored again."""

import dataclasses
import hashlib
import json
import random
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.domains.cases import actions, queries
from linli.domains.cases.actions import Answer
from linli.domains.cases.errors import AlreadyAnnounced
from linli.domains.cases.models import ScoreRules
from linli.domains.cases.queries import counting
from linli.domains.cases.rules import Satisfaction, scores
from linli.domains.cases.rules.rulings import Verdict
from linli.domains.cases.rules.scores import Count, Measure, Piece, Role, points
from linli.domains.cases.seeds.bulk import Crowd, pour
from linli.domains.cases.tests.conftest import COMMUNITY, SUBDISTRICT, actor
from linli.domains.cases.tests.test_publication import DECEMBER_3, NOVEMBER, close
from linli.kernel import clock
from linli.kernel.errors import Invalid, NotPermitted


def piece(**changes):
    values = {
        "role": Role.LEAD, "measure": Measure.SATISFIED, "full": Decimal(25),
        "target": Decimal(98), "slope": Decimal("0.5"), "floor": Decimal("12.5"),
    } | changes  # fmt: skip
    return Piece(**values)


@pytest.mark.parametrize(
    ("target", "numerator", "denominator", "expected"),
    [
        ("95", 12, 17, "12.79"),  # the sheet rounds it to 12.8
        ("98", 3, 4, "13.50"),
        ("98", 5, 6, "17.67"),
        ("98", 7, 8, "19.75"),
        ("98", 73, 100, "12.50"),
        ("98", 1, 3, "12.50"),
        ("98", 49, 50, "25.00"),
        ("98", 50, 50, "25.00"),
    ],
)
def test_satisfaction_is_scored_as_lianyungang_published_it(
    target, numerator, denominator, expected
):
    assert points(piece(target=Decimal(target)), numerator, denominator) == Decimal(expected)


@pytest.mark.parametrize(
    ("numerator", "denominator", "expected"), [(8982, 10000, "14.82"), (2, 3, "0.00")]
)
def test_completion_in_time_is_scored_as_lianyungang_published_it(numerator, denominator, expected):
    rule = piece(measure=Measure.DONE, target=Decimal(100), slope=Decimal(1), floor=Decimal(0))
    # 66.67 % has 25 - 33.33 points, which the floor lifts to none
    assert points(rule, numerator, denominator) == Decimal(expected)


def test_too_few_cases_are_not_scored():
    assert points(piece(minimum=5), 4, 4) is None
    assert points(piece(), 0, 0) is None


numbers = st.decimals(0, 100, places=2)
pieces = st.builds(
    lambda full, target, slope, share: piece(
        full=full, target=target, slope=slope, floor=(full * share).quantize(Decimal("0.01"))
    ),
    st.decimals(1, 100, places=2), numbers, st.decimals(0, 10, places=2), st.decimals(0, 1, places=2),
)  # fmt: skip


@given(pieces, st.integers(1, 500), st.integers(0, 500), st.integers(0, 500))
def test_a_better_rate_never_has_fewer_points_and_none_leaves_its_bounds(rule, whole, one, other):
    low, high = sorted((min(one, whole), min(other, whole)))
    fewer, more = points(rule, low, whole), points(rule, high, whole)
    assert rule.floor <= fewer <= more <= rule.full


counts = st.lists(
    st.builds(
        lambda party, measure, n, rest: Count(party, Role.LEAD, measure, n, n + rest),
        st.sampled_from("abc"), st.sampled_from(scores.MEASURES[Role.LEAD]),
        st.integers(0, 40), st.integers(0, 40),
    ),
    unique_by=lambda each: (each.party, each.measure),
)  # fmt: skip


@given(counts, st.randoms())
def test_a_score_is_out_of_a_hundred_and_the_order_of_counting_is_nothing(found, dice):
    rules = [piece(measure=each, minimum=3) for each in scores.MEASURES[Role.LEAD]]
    once = scores.scores(rules, found)
    dice.shuffle(found)
    assert scores.sheet(scores.scores(rules, found)) == scores.sheet(once)
    assert all(each.total is None or 0 <= each.total <= 100 for each in once)


@given(st.lists(pieces, max_size=6), counts)
def test_whatever_was_counted_is_scored_alike_under_rules_that_come_back_from_store(rules, found):
    """Any month, any version: what is stored as plain values gives the sheet byte for byte."""
    plain = json.dumps(scores.to_plain(rules))
    again = [Count(*dataclasses.astuple(each)) for each in found]
    stored = scores.from_plain(json.loads(plain))
    assert scores.sheet(scores.scores(stored, again)) == scores.sheet(scores.scores(rules, found))


@given(st.lists(pieces, max_size=4))
def test_rules_are_stored_without_losing_a_digit(rules):
    assert scores.from_plain(scores.to_plain(rules)) == rules


@pytest.fixture
def december(town):
    """A month in which parties led, helped, whistled, objected and were sent back to."""
    town.closed()
    again = town.result_reported()
    actions.call_back(
        actor=town.worker, case=again, answer=Answer(True, False, Satisfaction.UNSATISFIED)
    )
    led = town.accepted()
    actions.whistle(actor=town.clerk, case=led, departments=[town.management], reason="要登高车")
    plea = actions.object_to_dispatch(
        actor=town.helper, assignment=town.share(led, town.management), reason="不归", basis="清单"
    )
    actions.rule(actor=town.supervisor, ruling=plea, verdict=Verdict.GRANTED, words="不归其管")
    called = town.accepted()
    actions.whistle(actor=town.worker, case=called, departments=[town.management], reason="到场")
    with clock.stopped_at(DECEMBER_3):
        yield town


def counted(town, closing):
    rows = closing.parties.values_list("party", "role", "measure", "numerator", "denominator")
    return {(party, role, measure): (n, d) for party, role, measure, n, d in rows}


def test_lead_helper_and_whistler_are_all_counted(december):
    n = counted(december, close(december))
    lead, helper = str(december.property.pk), str(december.management.pk)
    assert n[lead, "lead", "accepted"] == (4, 4)
    assert n[lead, "lead", "done"] == (1, 4)
    assert n[lead, "lead", "solved"] == (1, 4)
    assert n[lead, "lead", "held"] == (1, 2), "the result that was sent back counts against it"
    assert n[helper, "helper", "objection"] == (1, 1)
    assert n[helper, "helper", "accepted"] == (0, 1), "the share it was released from is no debt"
    assert n[lead, "whistler", "called_rightly"] == (0, 1)
    assert n[COMMUNITY, "whistler", "called_rightly"] == (1, 1)
    assert n[COMMUNITY, "whistler", "carried"] == (0, 1)


def test_only_parties_are_scored_never_a_person(december):
    parties = {party for party, _role, _measure in counted(december, close(december))}
    assert parties == {str(december.property.pk), str(december.management.pk), COMMUNITY}


def test_replay_gives_the_original_byte_for_byte(december):
    closed = close(december)
    with clock.stopped_at(DECEMBER_3 + timedelta(days=40)):
        again = scores.sheet(queries.replay(closed, closed.sheet.rules))
    assert again == closed.sheet.text
    assert hashlib.sha256(again.encode()).hexdigest() == closed.sheet.digest


def test_a_month_counted_from_its_timelines_is_what_was_kept(december):
    closed = close(december)
    found = {
        (each.party, each.role, each.measure): (each.numerator, each.denominator)
        for each in counting.party_counts(counting.month_of(closed))
    }
    assert found == counted(december, closed)


def test_any_month_can_be_scored_under_other_rules(december):
    closed = close(december)
    root = actor("system_admin", "")
    strict = [piece(measure=Measure.DONE, target=Decimal(100), slope=Decimal(1), floor=Decimal(0))]
    draft = actions.draft_score_rules(
        actor=root, pieces=strict, basis="试算", effective_from=date(2027, 1, 1)
    )
    lead = next(each for each in queries.replay(closed, draft) if each.role == Role.LEAD)
    assert lead.total == Decimal("0.00")
    assert queries.score_rules_for(NOVEMBER) != draft, "a draft scores nobody"


def test_rules_are_announced_for_months_to_come_and_never_change(town):
    root = actor("system_admin", "")

    def draft(month, pieces=None):
        return actions.draft_score_rules(
            actor=root, pieces=pieces or [piece()], basis="考核办法", effective_from=month
        )

    with pytest.raises(Invalid):
        draft(NOVEMBER, [piece(floor=Decimal(30))])
    with pytest.raises(Invalid):
        actions.announce_score_rules(actor=root, rules=draft(NOVEMBER))
    with pytest.raises(NotPermitted):
        actions.announce_score_rules(actor=town.supervisor, rules=draft(date(2027, 1, 1)))
    announced = actions.announce_score_rules(actor=root, rules=draft(date(2027, 1, 1)))
    with pytest.raises(AlreadyAnnounced):
        actions.announce_score_rules(actor=root, rules=announced)
    assert queries.score_rules_for(date(2027, 2, 1)) == announced
    assert queries.score_rules_for(date(2026, 12, 1)) != announced
    assert ScoreRules.objects.filter(announced_at__isnull=False).count() == 2


def test_a_department_reads_its_own_score_alone(december):
    closed = close(december)
    own = queries.scores_shown(december.helper, closed)
    assert {each.party for each in own} == {str(december.management.pk)}
    everybody = queries.scores_shown(actor("evaluator", SUBDISTRICT), closed)
    assert len({each.party for each in everybody}) == 3


def announced_at_random(dice, month):
    """A version of the rules whose every piece is drawn, in force from `month` on."""
    root = actor("system_admin", "")
    drawn = [
        piece(
            role=role, measure=measure, target=Decimal(dice.randint(5000, 10000)) / 100,
            slope=Decimal(dice.randint(0, 200)) / 100, minimum=dice.randint(1, 6),
            floor=Decimal(dice.randint(0, 2500)) / 100, weight=Decimal(dice.randint(1, 3)),
        )
        for role, measures in scores.MEASURES.items() for measure in measures
        if dice.random() < 0.8
    ]  # fmt: skip
    draft = actions.draft_score_rules(
        actor=root, pieces=drawn, basis="考核办法", effective_from=month
    )
    return actions.announce_score_rules(actor=root, rules=draft)


def counted_by_hand(rules, counts):
    """What a clerk with paper would give: {(party, role): total} in hundredths, half up."""
    sums = {}
    for count in counts:
        for one in rules.pieces:
            same = (one["role"], one["measure"]) == (count.role, count.measure)
            if same and count.denominator >= int(one["minimum"]):
                full, weight = Fraction(one["full"]), Fraction(one["weight"])
                missing = Fraction(one["target"]) - Fraction(
                    100 * count.numerator, count.denominator
                )
                got = min(
                    full, max(Fraction(one["floor"]), full - Fraction(one["slope"]) * missing)
                )
                got = Fraction(int(got * 100 + Fraction(1, 2)), 100)
                before = sums.get((count.party, count.role), (Fraction(0), Fraction(0)))
                sums[count.party, count.role] = (
                    before[0] + got * weight,
                    before[1] + full * weight,
                )
    return {who: int(10000 * got / full + Fraction(1, 2)) for who, (got, full) in sums.items()}


@pytest.mark.parametrize("seed", range(4))
def test_months_at_random_are_scored_alike_for_ever_under_each_of_several_versions(town, seed):
    dice, months = random.Random(seed), [date(2026, number, 1) for number in range(6, 12)]
    with clock.stopped_at(datetime(2026, 5, 20, 1, tzinfo=UTC)):
        versions = [announced_at_random(dice, each) for each in sorted(dice.sample(months, 3))]
    crowd = Crowd(cases=dice.randint(150, 400), until=DECEMBER_3, days=185, open_share=0.2)
    pour(crowd, lambda *_words: None)
    with clock.stopped_at(DECEMBER_3):
        closed = [close(town, month=each) for each in dice.sample(months, 3)]
        later = announced_at_random(dice, date(2027, 1, 1))

    for each in closed:
        in_force = [one for one in versions if one.effective_from <= each.month][-1:]
        assert [each.sheet.rules] == (in_force or [queries.score_rules_for(date(2026, 1, 1))])
        assert scores.sheet(queries.replay(each, each.sheet.rules)) == each.sheet.text
        counts = counting.party_counts(counting.month_of(each))
        for rules in (*versions, later):
            again = queries.replay(each, rules)
            assert scores.sheet(again) == scores.sheet(
                scores.scores(scores.from_plain(rules.pieces), counts)
            )
            by_hand = counted_by_hand(rules, counts)
            assert {
                (one.party, one.role): int(one.total * 100)
                for one in again
                if one.total is not None
            } == by_hand
    assert any(each.parties.exists() for each in closed)
