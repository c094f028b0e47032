"""After the decision: it is posted, objections are answered, tasks carry it out, its effect is seen."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from linli.contracts.council import DecisionProgressed, DecisionSentToCases
from linli.core.divisions.models import Department
from linli.domains.council import queries
from linli.domains.council.actions.propose import keep_files, locked, publish_moved, require_words
from linli.domains.council.actions.step import finish
from linli.domains.council.errors import DoneAlready, MoveNotAllowed, StepTooEarly
from linli.domains.council.models import (
    DecisionPosting,
    EffectAnswer,
    EffectReview,
    Proposal,
    ProposalObjection,
    ProposalTask,
    TaskProgress,
)
from linli.domains.council.models.execution import WHOLE
from linli.domains.council.rules import proposals
from linli.domains.council.rules.procedures import Need
from linli.domains.council.rules.proposals import NOT_NOW, Course, Stage
from linli.kernel import clock
from linli.kernel.errors import Invalid
from linli.kernel.events import publish
from linli.kernel.ids import new_id
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.audit import trail
from linli.platform.calendar import queries as calendars
from linli.platform.calendar.clocks.words import moment
from linli.platform.database import rows
from linli.platform.files.actions import Upload

MOST_DAYS = 250  # working days, about a year


@transaction.atomic
def post_decision(
    *, actor: Actor, proposal: Proposal, place: str, posted_at: datetime, photos: Sequence[Upload]
) -> DecisionPosting:
    """Put on record that the step under way hangs out at `place` since `posted_at`, with its proof."""
    policy.require(actor, "council.guide", at=proposal)

    proposal = _on_publicity(proposal)
    place = require_words(place, "place", _("请写明张贴在哪里。"), 200)
    if not photos:
        raise Invalid(_("请添加张贴的照片。"), photos=_("请添加张贴的照片。"))
    if not proposal.since <= posted_at <= clock.now():
        wrong = _("张贴时间要在这一步开始以后，不能晚于现在。")
        raise Invalid(wrong, posted_at=wrong)
    made = rows.insert(
        DecisionPosting(
            id=new_id(), proposal=proposal, community_id=proposal.community_id, step=proposal.step,
            place=place, posted_at=posted_at, at=clock.now(), by=actor.account_id,
        )
    )  # fmt: skip
    keep_files(actor, proposal, "council.decision_posting", made.pk, photos)

    trail.record(actor, "council.post", proposal, posting=str(made.pk))
    return made


@transaction.atomic
def object_to_decision(*, actor: Actor, proposal: Proposal, words: str) -> ProposalObjection:
    """Object to what hangs out; an answer is due within the days of the procedure."""
    policy.require(actor, queries.PROPOSE, at=proposal)

    proposal = _on_publicity(proposal)
    words, now = require_words(words, "words", _("请写明您的意见。")), clock.now()
    made = rows.insert(
        ProposalObjection(
            proposal=proposal, community_id=proposal.community_id, step=proposal.step, words=words,
            at=now, by=actor.account_id, due_at=now + timedelta(days=proposal.rules.answer_days),
        )
    )  # fmt: skip

    trail.record(actor, "council.object_to_decision", proposal)
    return made


@transaction.atomic
def answer_decision(
    *, actor: Actor, objection: ProposalObjection, answer: str
) -> ProposalObjection:
    """Answer an objection to what hangs out, once."""
    policy.require(actor, "council.guide", at=objection.proposal)

    proposal = locked(objection.proposal)
    objection = rows.fetch(ProposalObjection, objection.pk)
    if objection.answered_at is not None:
        raise DoneAlready(_("这条意见已经答复。"))
    objection.answer = require_words(answer, "answer", _("请写明答复。"))
    objection.answered_at, objection.answered_by = clock.now(), actor.account_id
    objection.save()

    trail.record(actor, "council.answer_decision", proposal)
    return objection


@transaction.atomic
def add_task(
    *,
    actor: Actor,
    proposal: Proposal,
    words: str,
    days: int,
    department: Department | None = None,
) -> ProposalTask:
    """Say what carries the decision out, whose it is (a department, else the actor's own) and within
    how many working days.
    """
    policy.require(actor, "council.guide", at=proposal)

    proposal = _decided(proposal)
    words = require_words(words, "words", _("请写明要做什么，不写居民姓名和电话。"), 400)
    if not 1 <= days <= MOST_DAYS:
        wrong = _("期限是 1 到 %d 个工作日。") % MOST_DAYS
        raise Invalid(wrong, days=wrong)
    if department is not None and not proposal.area.startswith(department.area):
        raise Invalid(_("这个单位不负责这里，请另选。"), department=_("请另选单位。"))
    now, calendar = clock.now(), calendars.current()
    made = rows.insert(
        ProposalTask(
            id=new_id(), proposal=proposal, community_id=proposal.community_id, area=proposal.area,
            words=words, department=department, account=None if department else actor.account_id,
            days=days, calendar_version=calendar.version, at=now, by=actor.account_id,
            due_at=calendar.add_working_days(now, days),
        )
    )  # fmt: skip

    trail.record(actor, "council.add_task", proposal, task=str(made.pk))
    return made


@transaction.atomic
def report_progress(
    *, actor: Actor, task: ProposalTask, percent: int, words: str, photos: Sequence[Upload] = ()
) -> ProposalTask:
    """Say how far a task is and what shows it; everybody who took part hears of it.

    A task never goes backwards. At 100 it is done, and with the last one the decision is.
    """
    policy.require(actor, "council.guide", at=task.proposal)

    proposal = _decided(task.proposal)
    task = rows.fetch(ProposalTask, task.pk)
    if task.done_at is not None:
        raise DoneAlready(_("这项任务已经完成。"))
    if not task.percent <= percent <= WHOLE:
        wrong = _("进度是 %(from)d 到 100，不能比上次少。") % {"from": task.percent}
        raise Invalid(wrong, percent=wrong)
    words, now = (
        require_words(words, "words", _("请写明做了什么、在哪里能看到。"), 400),
        clock.now(),
    )
    made = rows.insert(
        TaskProgress(
            id=new_id(), task=task, community_id=task.community_id, at=now, by=actor.account_id,
            percent=percent, words=words,
        )
    )  # fmt: skip
    keep_files(actor, proposal, "council.progress", made.pk, photos)
    task.percent, task.done_at = percent, now if percent == WHOLE else None
    task.save(update_fields=["percent", "done_at"])
    _finish_with_the_last(proposal)

    trail.record(actor, "council.progress", proposal, task=str(task.pk), percent=percent)
    publish(
        DecisionProgressed(
            proposal_id=proposal.pk, task_id=task.pk, area=proposal.area, percent=percent
        )
    )
    return task


@transaction.atomic
def say_effect(*, actor: Actor, proposal: Proposal, helped: bool) -> EffectAnswer:
    """Say whether it helped: the proposer and whoever stood behind it, once each."""
    policy.require(actor, queries.PROPOSE, at=proposal)

    proposal, person = locked(proposal), queries.person_of(actor)
    if proposal.status != Stage.FINISHED:
        raise MoveNotAllowed(NOT_NOW)
    if not queries.has_supported(person, proposal):
        raise MoveNotAllowed(_("由提议和支持这件事的居民来评价。"))
    if queries.has_answered_effect(person, proposal):
        raise DoneAlready(_("您已经评价过。"))
    made = rows.insert(
        EffectAnswer(
            proposal=proposal, community_id=proposal.community_id, person=person, helped=helped,
            at=clock.now(),
        )
    )  # fmt: skip

    trail.record(actor, "council.say_effect", proposal)
    return made


@transaction.atomic
def review_effect(
    *,
    actor: Actor,
    proposal: Proposal,
    measure: str,
    before: Decimal,
    after: Decimal,
    words: str,
) -> EffectReview:
    """Look at the effect in a figure. Raises StepTooEarly before the weeks of the procedure are over."""
    policy.require(actor, "council.guide", at=proposal)

    proposal, now = locked(proposal), clock.now()
    status = proposals.stage_after(Stage(proposal.status), Course.REVIEW)
    if proposal.review_from is not None and now < proposal.review_from:
        told = {"weeks": proposal.rules.review_weeks, "at": moment(proposal.review_from)}
        raise StepTooEarly(
            _("完成满 %(weeks)d 周才能评估效果，最早 %(at)s。") % told,
            rule=proposal.procedure, earliest=proposal.review_from.isoformat(),
        )  # fmt: skip
    made = rows.insert(
        EffectReview(
            proposal=proposal, community_id=proposal.community_id,
            measure=require_words(measure, "measure", _("请写明量的是什么。"), 60),
            before=before, after=after, words=require_words(words, "words", _("请写明效果。")),
            at=now, by=actor.account_id,
        )
    )  # fmt: skip
    proposal.status, proposal.since = status, now
    proposal.save(update_fields=["status", "since"])

    trail.record(actor, "council.review_effect", proposal)
    publish_moved(proposal)
    return made


@transaction.atomic
def send_to_cases(*, actor: Actor, proposal: Proposal, words: str) -> None:
    """Let what was decided be handled as a case; a second time it is the same case."""
    policy.require(actor, "council.guide", at=proposal)

    proposal = _decided(proposal)
    words = require_words(words, "words", _("请写明要做什么，不写居民姓名和电话。"), 400)

    trail.record(actor, "council.send_to_cases", proposal)
    publish(
        DecisionSentToCases(
            proposal_id=proposal.pk, area=proposal.area, number=proposal.number, words=words
        )
    )


def _on_publicity(proposal: Proposal) -> Proposal:
    """The proposal, held, on a step at which something hangs out."""
    proposal = locked(proposal)
    if proposal.status != Stage.RUNNING or Need.POSTED not in proposal.rule.needs:
        raise MoveNotAllowed(_("现在不在公示的一步。"))
    return proposal


def _decided(proposal: Proposal) -> Proposal:
    """The proposal, held, decided for and not yet finished."""
    proposal = locked(proposal)
    is_at_work = proposal.status in {Stage.RUNNING, Stage.EXECUTING}
    if proposal.decided_at is None or not is_at_work:
        raise MoveNotAllowed(_("作出决定以后、完成以前才能这样做。"))
    return proposal


def _finish_with_the_last(proposal: Proposal) -> None:
    if proposal.status != Stage.EXECUTING or proposal.tasks.filter(done_at=None).exists():
        return
    finish(proposal)
    proposal.save()
    publish_moved(proposal)
