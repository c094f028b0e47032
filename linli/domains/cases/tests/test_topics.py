"""Problems that come back: found at night, decided by people, closed only when they stay away."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.domains.cases import actions, queries
from linli.domains.cases.actions import Reporter
from linli.domains.cases.errors import (
    AlreadyDone,
    MeasuresOpen,
    MoveNotAllowed,
    NothingRecurs,
    NotQuietYet,
    TopicIsOpen,
)
from linli.domains.cases.models import GovernanceTopic
from linli.domains.cases.rules import Channel, Ground, topics
from linli.domains.cases.rules.topics import TOPIC_MOVES, WEEK, TopicMove, TopicStatus
from linli.domains.cases.tests.conftest import COMMUNITY, ELSEWHERE, GRID, MONDAY, actor
from linli.kernel import clock
from linli.kernel.errors import Invalid, NotFound, NotPermitted
from linli.platform.access.actor import machine
from linli.platform.database import scope

LINLI = machine("cases")
SECRETARY = actor("secretary", COMMUNITY)
LONG_AGO = MONDAY - timedelta(weeks=40)


def reported(town, at, *, category="lift", number=0, grid=GRID, confidential=False, **changes):
    """A case of a kind, as a dispatcher would classify it."""
    with clock.stopped_at(at):
        case = town.reported(
            actor=town.worker, area=grid, channel=Channel.PHONE,
            reporter=Reporter(phone=f"198000011{number:02d}", is_confidential=confidential),
            **changes,
        )  # fmt: skip
    case.category = queries.categories().get(code=category)
    case.save(update_fields=["category"])
    return case


def cluster(town, count=6, until=MONDAY, **changes):
    """Neighbours of a grid report the same kind of matter, one a day."""
    return [
        reported(town, until - timedelta(days=1 + each), number=each, **changes)
        for each in range(count)
    ]


@pytest.fixture
def past(town):
    """A sub-district that has had cases for long, though none of this kind lately."""
    reported(town, LONG_AGO, category="noise", number=50)
    return town


def found(at=MONDAY):
    with clock.stopped_at(at):
        return actions.find_topics(actor=LINLI, at=at)


def the_topic():
    return GovernanceTopic.objects.latest("opened_at", "pk")


def adopted(town, **changes):
    cluster(town)
    found()
    values = {"actor": SECRETARY, "words": "列为本月一题", "owner": None} | changes
    with clock.stopped_at(MONDAY + timedelta(hours=3)):
        return actions.adopt_topic(topic=the_topic(), **values)


def running(town, **changes):
    topic = adopted(town, **changes)
    with clock.stopped_at(MONDAY + timedelta(hours=4)):
        measure = actions.add_measure(
            actor=SECRETARY, topic=topic, words="更换门机", due=date(2026, 11, 20),
            department=town.property,
        )  # fmt: skip
        actions.finish_measure(actor=SECRETARY, measure=measure, result="已更换")
    return GovernanceTopic.objects.get(pk=topic.pk)


def closes(topic, weeks):
    with clock.stopped_at(MONDAY + WEEK * weeks):
        return actions.close_topic(actor=SECRETARY, topic=topic, words="没有再发生")


def test_a_problem_that_comes_back_is_proposed_with_its_evidence(past):
    cases = cluster(past)
    assert found() == 1
    topic = the_topic()
    assert (topic.status, topic.area, topic.category.code) == ("proposed", GRID, "lift")
    (evidence,) = queries.evidence_of(topic)
    assert (evidence.cases, evidence.reporters, evidence.past_cases) == (6, 6, 0)
    assert set(evidence.listed.values_list("case_id", flat=True)) == {each.pk for each in cases}
    assert evidence.chance < 0.001
    (baseline,) = queries.baselines_of(topic)
    assert baseline.rate == Decimal("1.50")


def test_looking_again_proposes_nothing_more(past):
    cluster(past)
    assert [found(), found(), found(MONDAY + timedelta(days=1))] == [1, 0, 0]


def test_what_is_usual_there_is_no_problem_that_comes_back(past):
    for week in range(5, 35):
        for each in range(2):
            reported(past, MONDAY - WEEK * week, number=each)
    cluster(past)
    assert found() == 0


def test_one_person_who_reports_again_and_again_is_no_cluster(past):
    for each in range(8):
        reported(past, MONDAY - timedelta(days=1 + each), number=1)
    assert found() == 0


def test_a_community_without_a_past_is_not_compared(town):
    cluster(town)
    assert found() == 0


def test_declined_and_withdrawn_cases_do_not_count(past):
    cases = cluster(past)
    with clock.stopped_at(MONDAY):
        actions.decline_case(
            actor=past.dispatcher,
            case=cases[0],
            ground=Ground.BEYOND_DUTIES,
            explanation="市场解决",
        )
        actions.withdraw_case(actor=LINLI, case=cases[1], reason="不用了")
    assert found() == 0


def test_merged_cases_are_one_matter_with_the_voices_of_all(past):
    first, second, *_others = cluster(past, 6)
    with clock.stopped_at(MONDAY):
        actions.merge_cases(actor=past.dispatcher, into=first, cases=[second])
    assert found() == 1
    (evidence,) = queries.evidence_of(the_topic())
    assert (evidence.cases, evidence.reporters) == (5, 6)


def test_evidence_names_nobody(past):
    cluster(past)
    found()
    topic = the_topic()
    kept = str([each.__dict__ for each in (*queries.evidence_of(topic), topic)])
    assert "198" not in kept
    (evidence,) = queries.evidence_of(topic)
    evaluator = actor("evaluator", COMMUNITY)
    listed = queries.evidence_cases(evaluator, topic, evidence.pk)
    assert len(listed) == 6
    assert not any(each.opens for each in listed)


def test_new_cases_become_evidence_of_the_open_topic_once_a_week(past):
    cluster(past)
    found()
    reported(past, MONDAY + timedelta(days=8), number=20)
    assert found(MONDAY + timedelta(days=9)) == 0
    assert found(MONDAY + timedelta(days=9)) == 0
    assert [each.cases for each in queries.evidence_of(the_topic())] == [6, 7]


def test_a_refused_cluster_waits_until_it_has_grown_by_half(past):
    cluster(past)
    found()
    with clock.stopped_at(MONDAY):
        with pytest.raises(Invalid):
            actions.refuse_topic(actor=SECRETARY, topic=the_topic(), words=" ")
        actions.refuse_topic(actor=SECRETARY, topic=the_topic(), words="物业已在大修")
    for each in range(2):
        reported(past, MONDAY + timedelta(hours=1 + each), number=30 + each)
    assert found(MONDAY + timedelta(days=1)) == 0
    reported(past, MONDAY + timedelta(hours=5), number=40)
    assert found(MONDAY + timedelta(days=1)) == 1


def test_a_topic_is_taken_up_with_owner_target_and_weeks(past):
    topic = adopted(past, owner=past.property, target=Decimal("1.00"), quiet_weeks=4)
    assert (topic.status, topic.owner_department) == ("adopted", past.property)
    assert [each.target for each in queries.baselines_of(topic)] == [
        Decimal("1.50"),
        Decimal("1.00"),
    ]
    with pytest.raises(MoveNotAllowed):
        actions.adopt_topic(actor=SECRETARY, topic=topic, words="再来")


@pytest.mark.parametrize("target", ["0", "-1", "1.51"])
def test_a_target_no_better_than_the_baseline_or_out_of_reach_is_refused(past, target):
    with pytest.raises(Invalid):
        adopted(past, target=Decimal(target) or Decimal("-0.1"))


def test_a_topic_closes_after_its_quiet_weeks_and_tells_what_became_of_the_rate(past):
    topic = running(past, quiet_weeks=4)
    with pytest.raises(NotQuietYet):
        closes(topic, 4)  # the week in which it was taken up isn't a full one
    closed = closes(topic, 5)
    assert closed.status == "closed"
    standing = queries.standing_of(closed, queries.baselines_of(closed)[-1], MONDAY + WEEK * 9)
    assert standing.cases_since == 0
    assert standing.effect is not None
    assert standing.effect.ratio == 0
    assert standing.effect.high is not None
    assert standing.effect.high < 1


def test_the_refusal_to_close_says_which_weeks(past):
    topic = running(past, quiet_weeks=4)
    for each in range(2):
        reported(past, MONDAY + WEEK * 3 + timedelta(hours=each), number=each)
    with pytest.raises(NotQuietYet) as refusal:
        closes(topic, 6)
    assert "2026-11-23" in str(refusal.value)
    assert "2026-11-30" not in str(refusal.value)
    assert closes(topic, 8).status == "closed"


def test_a_topic_with_an_unfinished_measure_stays_open(past):
    topic = running(past, quiet_weeks=1)
    with clock.stopped_at(MONDAY + WEEK):
        actions.add_measure(actor=SECRETARY, topic=topic, words="每周巡查", due=date(2026, 12, 1))
    with pytest.raises(MeasuresOpen):
        closes(topic, 6)


def test_the_department_of_a_measure_says_what_came_of_it_once(past):
    topic = adopted(past)
    with clock.stopped_at(MONDAY + timedelta(hours=4)):
        measure = actions.add_measure(
            actor=SECRETARY, topic=topic, words="更换门机", due=date(2026, 11, 20),
            department=past.property,
        )  # fmt: skip
        with pytest.raises(NotPermitted):
            actions.finish_measure(actor=past.helper, measure=measure, result="完成")
        actions.finish_measure(actor=past.clerk, measure=measure, result="完成")
        with pytest.raises(AlreadyDone):
            actions.finish_measure(actor=past.clerk, measure=measure, result="完成")


def test_a_new_baseline_stands_beside_the_old_one_with_its_reason(past):
    topic = running(past)
    for each in range(4):
        reported(past, MONDAY + WEEK * each + timedelta(hours=5), number=each)
    with clock.stopped_at(MONDAY + WEEK * 4):
        with pytest.raises(Invalid):
            actions.rebaseline_topic(
                actor=SECRETARY, topic=topic, target=Decimal("0.5"), quiet_weeks=8, reason=""
            )
        actions.rebaseline_topic(
            actor=SECRETARY, topic=topic, target=Decimal("0.5"), quiet_weeks=8, reason="新楼入住"
        )
    told = [(each.rate, each.reason) for each in queries.baselines_of(topic)]
    assert told == [(Decimal("1.50"), ""), (Decimal("1.00"), "新楼入住")]


def test_a_problem_that_returns_gets_a_new_topic_that_names_the_old_one(past):
    old = closes(running(past, quiet_weeks=1), 3)
    later = MONDAY + WEEK * 6
    assert found(MONDAY + WEEK * 3) == 0, "what was before the end doesn't open it again"
    cluster(past, until=later)
    assert found(later) == 1
    assert the_topic().previous == old


def test_a_topic_is_opened_by_hand_with_what_there_was_however_little(past):
    reported(past, MONDAY - timedelta(days=1))
    lift, noise = (queries.categories().get(code=each) for each in ("lift", "noise"))
    told = {"actor": SECRETARY, "area": COMMUNITY, "title": "电梯", "reason": "居民代表提出"}
    with clock.stopped_at(MONDAY):
        made = actions.open_topic(category=lift, **told)
        assert made.opened_by == SECRETARY.account_id
        with pytest.raises(TopicIsOpen):
            actions.open_topic(category=lift, **told)
        with pytest.raises(NothingRecurs):
            actions.open_topic(category=noise, **told)
        with pytest.raises(NotPermitted):
            actions.open_topic(category=lift, **(told | {"actor": past.worker}))


def test_a_neighbouring_community_reads_nothing_of_it(past):
    cluster(past)
    found()
    stranger = actor("secretary", ELSEWHERE)
    assert not queries.topics_listed(stranger)
    with pytest.raises(NotFound):
        queries.topic(stranger, the_topic().pk)
    with pytest.raises(NotPermitted):
        actions.adopt_topic(actor=stranger, topic=the_topic(), words="立项")
    with scope.limited_to((ELSEWHERE,)):
        assert not GovernanceTopic.objects.exists()


def test_residents_read_what_is_done_and_no_small_figure(past):
    topic = adopted(past)
    for each in range(3):
        reported(past, MONDAY - WEEK * 10 + timedelta(hours=each), number=each)
    with clock.stopped_at(MONDAY + WEEK):
        (told,) = queries.topics_told(COMMUNITY)
    assert told.topic == topic
    figures = [n for _start, n in told.blocks]
    assert set(figures) <= {0, None, 6}
    assert None in figures


def test_a_proposal_that_nobody_has_taken_up_is_not_for_residents(past):
    cluster(past)
    found()
    assert not queries.topics_told(COMMUNITY)


@pytest.mark.parametrize("move", TopicMove)
@pytest.mark.parametrize("status", TopicStatus)
def test_every_state_of_a_topic_with_every_move(status, move):
    if (status, move) in TOPIC_MOVES:
        assert topics.topic_after(status, move) == TOPIC_MOVES[status, move]
    else:
        with pytest.raises(MoveNotAllowed):
            topics.topic_after(status, move)


@given(
    st.lists(st.integers(0, 5), min_size=60, max_size=60),
    st.integers(1, 52),
    st.decimals("0.01", 5, places=2),
    st.integers(0, 60),
)
def test_no_topic_closes_while_any_of_its_last_weeks_is_at_or_above(counts, weeks, target, since):
    first = date(2025, 9, 1)
    by_week = {first + WEEK * each: count for each, count in enumerate(counts)}
    today = first + WEEK * 60 + timedelta(days=3)
    watched = topics.weeks_to_watch(today, weeks)
    taken_up = first + WEEK * since + timedelta(days=2)
    stopped = topics.weeks_in_the_way(by_week, watched, target, taken_up)
    last = counts[-weeks:]
    quiet = all(count < target for count in last)
    assert len(watched) == weeks
    assert watched[-1] == first + WEEK * 59
    assert (not stopped) == (quiet and 60 - weeks > since)
