"""A proposal on its way: who may take which step, when, with what, and what comes afterwards."""

import random
from datetime import timedelta
from io import BytesIO
from itertools import pairwise

import pytest
from django.core.files.base import ContentFile
from django.db import DatabaseError, transaction
from PIL import Image

from linli.domains.council import actions, queries
from linli.domains.council.actions import Proof, Said
from linli.domains.council.errors import (
    DoneAlready,
    EvidenceMissing,
    MoveNotAllowed,
    NotTheirStep,
    StepOutOfOrder,
    StepTaken,
    StepTooEarly,
)
from linli.domains.council.models import Proposal, ProposalStep
from linli.domains.council.rules.procedures import (
    BEFORE_DAYS,
    BEFORE_STEPS,
    FOUR_STEPS,
    PROCEDURES,
    supporters_needed,
)
from linli.domains.council.rules.proposals import Heads, Stage
from linli.domains.council.tests.conftest import COMMUNITY, ELSEWHERE, MONDAY, actor, resident
from linli.kernel import clock
from linli.kernel.errors import DomainError, Invalid, NotFound, NotPermitted
from linli.kernel.ids import new_id

DAY = timedelta(days=1)
SAID = Said("北门装路灯", "北门到公交站没有路灯，晚上看不清路面", "装三盏太阳能路灯", "北门")
NEIGHBOURS = ("li", "zhao")


def photo():
    picture = BytesIO()
    Image.new("RGB", (9, 9), "#807040").save(picture, "PNG")
    return ContentFile(picture.getvalue(), name="公示栏.png")


class Hall:
    """The actors around one proposal, and shortcuts through its steps."""

    def __init__(self, town):
        self.worker, self.stranger = town.worker, town.stranger
        self.colleague, self.secretary = actor("community_worker"), actor("secretary")
        self.author = resident("wang")

    def proposed(self, said=SAID, at=MONDAY, **more) -> Proposal:
        with clock.stopped_at(at):
            return actions.propose(actor=self.author, area=COMMUNITY, said=said, **more)

    def supported(self) -> Proposal:
        made = self.proposed()
        for name in NEIGHBOURS:
            actions.support(actor=resident(name), proposal=made)
        return made

    def step(self, made, step, at, by=None, adopted=True, **proof) -> Proposal:
        with clock.stopped_at(at):
            return actions.take_step(
                actor=by or self.worker, proposal=made, step=step, proof=Proof(**proof),
                adopted=adopted,
            )  # fmt: skip

    def deliberated(self) -> Proposal:
        made = self.step(self.supported(), "propose", MONDAY)
        return self.step(made, "deliberate", MONDAY + 2 * DAY, words="大家同意装灯")

    def decided(self) -> Proposal:
        at = MONDAY + 3 * DAY
        return self.step(self.deliberated(), "decide", at, self.secretary, files=[photo()])

    def posted(self) -> Proposal:
        made = self.decided()
        with clock.stopped_at(MONDAY + 3 * DAY + timedelta(hours=1)):
            actions.post_decision(
                actor=self.worker, proposal=made, place="北门公示栏",
                posted_at=MONDAY + 3 * DAY, photos=[photo()],
            )  # fmt: skip
        return made

    def executing(self) -> Proposal:
        return self.step(self.posted(), "publicise", MONDAY + 6 * DAY)

    def finished(self) -> Proposal:
        made = self.executing()
        with clock.stopped_at(MONDAY + 7 * DAY):
            task = actions.add_task(actor=self.worker, proposal=made, words="买灯", days=5)
            actions.report_progress(
                actor=self.worker, task=task, percent=100, words="灯已装好", photos=[photo()]
            )
        return Proposal.objects.get(pk=made.pk)


@pytest.fixture
def hall(town):
    return Hall(town)


def test_the_plan_s_procedure_has_four_steps_and_seven_days_instead_of_six_and_fifteen():
    assert (len(FOUR_STEPS.steps), FOUR_STEPS.plan_days) == (4, 7)
    assert (BEFORE_STEPS, BEFORE_DAYS) == (6, 15)
    assert sum(each.least_days for each in FOUR_STEPS.steps) <= FOUR_STEPS.plan_days


def test_every_procedure_decides_once_names_its_sources_and_tells_steps_apart():
    for each in PROCEDURES.values():
        assert sum(step.decides for step in each.steps) == 1
        assert len({step.key for step in each.steps}) == len(each.steps)
        assert all(step.sources and step.needs for step in each.steps)
        assert all(step.plan_days >= step.least_days for step in each.steps)


@pytest.mark.parametrize(("residents", "needed"), [(0, 3), (300, 3), (301, 5), (10_001, 30)])
def test_a_larger_community_asks_for_more_supporters(residents, needed):
    assert supporters_needed(residents) == needed


@pytest.mark.parametrize(
    ("heads", "carries"),
    [
        (Heads(100, 51, 26), True), (Heads(100, 50, 50), False), (Heads(100, 52, 26), False),
        (Heads(0, 0, 0), False), (Heads(10, 11, 11), False), (Heads(3, 2, 2), True),
    ],
)  # fmt: skip
def test_half_itself_is_no_majority_of_those_who_may_come_or_of_those_who_came(heads, carries):
    assert heads.is_majority is carries


def test_a_proposal_goes_through_four_steps_in_seven_days_to_what_was_carried_out(hall):
    made = hall.finished()
    assert made.status == Stage.FINISHED
    taken = list(ProposalStep.objects.filter(proposal=made).values_list("key", flat=True))
    assert taken == ["propose", "deliberate", "decide", "publicise"]
    last = ProposalStep.objects.get(proposal=made, key="publicise")
    assert last.taken_at - made.proposed_at == 6 * DAY


def test_a_step_out_of_order_is_refused_with_the_step_that_comes_first(hall):
    made = hall.proposed()
    with pytest.raises(StepOutOfOrder, match="居民提议") as refused:
        hall.step(made, "deliberate", MONDAY + 9 * DAY, words="同意")
    assert refused.value.facts["rule"] == "four-steps-2026"
    assert refused.value.facts["sources"]


def test_a_step_too_early_is_refused_with_the_moment_and_the_source(hall):
    made = hall.step(hall.supported(), "propose", MONDAY)
    with pytest.raises(StepTooEarly, match=r"至少要满 1 天.*四步七天") as refused:
        hall.step(made, "deliberate", MONDAY + DAY - timedelta(seconds=1), words="同意")
    assert refused.value.facts["earliest"] == (MONDAY + DAY).isoformat()
    assert hall.step(made, "deliberate", MONDAY + DAY, words="同意").step == 2


def test_a_step_without_its_evidence_is_refused_with_what_is_missing(hall):
    made = hall.proposed()
    with pytest.raises(EvidenceMissing, match="支持的人数还不够") as refused:
        hall.step(made, "propose", MONDAY)
    assert refused.value.facts["missing"] == ["support"]
    made = hall.deliberated()
    with pytest.raises(EvidenceMissing, match="纪要"):
        hall.step(made, "decide", MONDAY + 3 * DAY, hall.secretary, meeting_id=new_id())


def test_a_worker_doesn_t_take_the_step_that_the_secretary_takes(hall):
    made = hall.deliberated()
    with pytest.raises(NotTheirStep, match="社区负责人"):
        hall.step(made, "decide", MONDAY + 3 * DAY, files=[photo()])
    for other in (hall.author, hall.stranger):
        with pytest.raises(NotPermitted):
            hall.step(made, "decide", MONDAY + 3 * DAY, other, files=[photo()])


def test_the_second_of_two_workers_reads_that_the_step_was_taken(hall):
    made = hall.supported()
    hall.step(made, "propose", MONDAY)
    with pytest.raises(StepTaken) as refused:
        hall.step(made, "propose", MONDAY, hall.colleague)
    assert refused.value.facts["since"] == MONDAY.isoformat()


def test_a_meeting_counts_once_its_minutes_are_signed_and_only_in_its_community(hall):
    made, here, there = hall.deliberated(), new_id(), new_id()
    for meeting, area in ((here, COMMUNITY), (here, COMMUNITY)):
        actions.note_meeting(actor=hall.secretary, meeting_id=meeting, area=area, kind="four_party")
    with pytest.raises(EvidenceMissing):
        hall.step(made, "decide", MONDAY + 3 * DAY, hall.secretary, meeting_id=there)
    assert hall.step(made, "decide", MONDAY + 3 * DAY, hall.secretary, meeting_id=here).step == 3


def test_the_community_may_decide_against_it_but_only_at_the_step_that_decides(hall):
    made = hall.step(hall.supported(), "propose", MONDAY)
    with pytest.raises(MoveNotAllowed):
        hall.step(made, "deliberate", MONDAY + DAY, words="不同意", adopted=False)
    made = hall.step(made, "deliberate", MONDAY + DAY, words="有分歧")
    made = hall.step(
        made, "decide", MONDAY + 2 * DAY, hall.secretary, adopted=False, files=[photo()]
    )
    assert (made.status, made.due_at) == (Stage.REJECTED, None)


def test_a_posting_runs_its_days_from_when_it_was_hung_out_and_waits_for_answers(hall):
    made = hall.posted()
    with clock.stopped_at(MONDAY + 4 * DAY):
        asked = actions.object_to_decision(actor=resident("li"), proposal=made, words="会刺眼")
    assert asked.due_at == MONDAY + 7 * DAY
    with pytest.raises(EvidenceMissing, match="没有答复"):
        hall.step(made, "publicise", MONDAY + 6 * DAY)
    with clock.stopped_at(MONDAY + 5 * DAY):
        actions.answer_decision(actor=hall.worker, objection=asked, answer="会加灯罩")
        with pytest.raises(DoneAlready):
            actions.answer_decision(actor=hall.worker, objection=asked, answer="再答")
    with pytest.raises(StepTooEarly):
        hall.step(made, "publicise", MONDAY + 6 * DAY - timedelta(seconds=1))
    assert hall.step(made, "publicise", MONDAY + 6 * DAY).status == Stage.EXECUTING


@pytest.mark.parametrize("posted", [MONDAY, MONDAY + 30 * DAY])
def test_a_posting_isn_t_put_on_record_for_before_the_decision_or_for_later(hall, posted):
    made = hall.decided()
    with clock.stopped_at(MONDAY + 4 * DAY), pytest.raises(Invalid):
        actions.post_decision(
            actor=hall.worker, proposal=made, place="北门", posted_at=posted, photos=[photo()]
        )


def test_a_task_never_goes_backwards_and_its_deadline_is_on_the_working_calendar(hall):
    made = hall.executing()
    with clock.stopped_at(MONDAY + 7 * DAY):  # a Monday
        task = actions.add_task(actor=hall.worker, proposal=made, words="买灯", days=5)
        assert clock.local_date(task.due_at) == clock.local_date(MONDAY + 14 * DAY)
        actions.report_progress(actor=hall.worker, task=task, percent=40, words="已下单")
        with pytest.raises(Invalid):
            actions.report_progress(actor=hall.worker, task=task, percent=30, words="退了")


def test_those_who_took_part_say_once_whether_it_helped_and_the_review_waits_its_weeks(hall):
    made = hall.finished()
    actions.say_effect(actor=resident("li"), proposal=made, helped=True)
    with pytest.raises(DoneAlready):
        actions.say_effect(actor=resident("li"), proposal=made, helped=False)
    with pytest.raises(MoveNotAllowed):
        actions.say_effect(actor=resident("sun"), proposal=made, helped=False)
    assert queries.effect_of(made) == (1, 1)
    figures = {"measure": "夜间摔倒（次/月）", "before": 3, "after": 0, "words": "没有人再摔"}
    with clock.stopped_at(made.review_from - timedelta(seconds=1)), pytest.raises(StepTooEarly):
        actions.review_effect(actor=hall.worker, proposal=made, **figures)
    with clock.stopped_at(made.review_from):
        actions.review_effect(actor=hall.worker, proposal=made, **figures)
    made.refresh_from_db()
    assert made.status == Stage.REVIEWED


def test_the_figures_count_steps_days_tasks_in_time_and_nothing_where_nothing_was(hall):
    asked = (hall.secretary, COMMUNITY, MONDAY - DAY, MONDAY + 30 * DAY)
    assert queries.days_per_proposal(*asked) is None
    hall.finished()
    assert queries.steps_per_proposal(*asked) == 4
    assert queries.days_per_proposal(*asked) == 6
    assert queries.in_time(*asked) == 1
    assert queries.participation(*asked) is None  # nobody is on the register
    assert queries.in_time(hall.stranger, *asked[1:]) is None


def test_what_isn_t_theirs_looks_like_what_isn_t_there(hall):
    made = hall.proposed()
    with pytest.raises(NotFound):
        queries.proposal(hall.stranger, made.pk)
    assert not queries.may_see_proposal(actor("community_worker", ELSEWHERE), made.pk)
    assert queries.may_see_proposal(hall.author, made.pk)


@pytest.mark.parametrize(
    "change", [{"step": 3}, {"procedure": "budget-2026"}, {"threshold": 0}, {"step": 2}]
)
def test_the_database_itself_refuses_to_skip_a_step_or_change_the_rule(hall, change):
    made = hall.supported()
    with pytest.raises(DatabaseError, match="refused"), transaction.atomic():
        Proposal.objects.filter(pk=made.pk).update(**change)


def test_steps_that_were_taken_and_versions_can_t_be_changed(hall):
    made = hall.deliberated()
    for kept, change in ((made.taken, {"words": "另一句"}), (made.texts, {"remedy": "另一句"})):
        with pytest.raises(DatabaseError, match="refused"), transaction.atomic():
            kept.update(**change)


@pytest.mark.parametrize("seed", range(25))
def test_no_sequence_of_attempts_ever_takes_a_step_out_of_order_or_too_early(hall, seed):
    """Whatever is tried by whomever: what was taken is a beginning of the procedure, in its times."""
    dice, at = random.Random(seed), MONDAY  # a sequence that can be had again
    made = hall.supported()
    keys = [each.key for each in FOUR_STEPS.steps]
    for _attempt in range(40):
        at += timedelta(hours=dice.choice((0, 1, 11, 25, 60)))
        by = dice.choice((hall.worker, hall.secretary, hall.author, hall.stranger))
        proof = {"words": dice.choice(("", "同意")), "files": dice.choice(([], [photo()]))}
        try:
            if dice.random() < 0.2:
                with clock.stopped_at(at), transaction.atomic():
                    actions.post_decision(
                        actor=by, proposal=made, place="门口", posted_at=at, photos=[photo()]
                    )
            else:
                hall.step(made, dice.choice(keys), at, by, dice.random() < 0.9, **proof)
        except DomainError:
            continue
    made.refresh_from_db()
    taken = list(made.taken.all())
    assert [each.key for each in taken] == keys[: len(taken)]
    assert [each.at for each in taken] == list(range(len(taken)))
    for earlier, later in pairwise(taken):
        assert later.since == earlier.taken_at
    for each in taken:
        rule = FOUR_STEPS.steps[each.at]
        posted = made.postings.first()
        begun = posted.posted_at if each.key == "publicise" else each.since
        assert each.taken_at - begun >= timedelta(days=rule.least_days)
