"""What is decided and done about a governance topic, until it may close."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from linli.contracts.cases import TopicAdopted, TopicClosed
from linli.core.divisions.models import Department
from linli.domains.cases import queries
from linli.domains.cases.actions.configure import EVERYWHERE
from linli.domains.cases.actions.find_topics import GOVERN, note_topic
from linli.domains.cases.errors import AlreadyDone, MeasuresOpen, NotQuietYet
from linli.domains.cases.models import (
    GovernanceTopic,
    RecurrenceRule,
    TopicBaseline,
    TopicMeasure,
)
from linli.domains.cases.rules import topics
from linli.domains.cases.rules.recurrence import Demands, Scope
from linli.domains.cases.rules.topics import AT_WORK, NOT_NOW, TopicMove, TopicStatus
from linli.kernel import clock
from linli.kernel.errors import Conflict, Invalid
from linli.kernel.events import publish
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.audit import trail


@transaction.atomic
def adopt_topic(
    *,
    actor: Actor,
    topic: GovernanceTopic,
    words: str,
    owner: Department | None = None,
    target: Decimal | None = None,
    quiet_weeks: int | None = None,
) -> GovernanceTopic:
    """Take a topic up, with an owner (a department, else the actor in person), the weekly rate it has
    to stay below, and for how many weeks; without them those of the opening.
    """
    policy.require(actor, GOVERN, at=topic)

    topic = _locked(topic)
    topic.status = topics.topic_after(TopicStatus(topic.status), TopicMove.ADOPT)
    _set_owner(actor, topic, owner)
    first = topic.baselines.latest("at", "pk")
    if (target or first.target, quiet_weeks or first.quiet_weeks) != (
        first.target,
        first.quiet_weeks,
    ):
        _measure_against(
            actor, topic, first.cases, first.weeks, target or first.target,
            quiet_weeks or first.quiet_weeks, words,
        )  # fmt: skip
    topic.taken_up_at = clock.now()
    topic.save()
    note_topic(topic, "adopt", actor.account_id, words.strip())

    trail.record(actor, "cases.adopt_topic", topic)
    publish(
        TopicAdopted(
            topic_id=topic.pk, area=topic.area,
            department_id=topic.owner_department_id,
        )
    )  # fmt: skip
    return topic


@transaction.atomic
def refuse_topic(*, actor: Actor, topic: GovernanceTopic, words: str) -> GovernanceTopic:
    """Don't take a topic up, with the reason; the machine waits until it has grown."""
    policy.require(actor, GOVERN, at=topic)

    topic = _locked(topic)
    topic.status = topics.topic_after(TopicStatus(topic.status), TopicMove.REFUSE)
    _require(words, words=_("理由不能为空。"))
    topic.ended_at = clock.now()
    topic.save()
    note_topic(topic, "refuse", actor.account_id, words.strip())

    trail.record(actor, "cases.refuse_topic", topic)
    return topic


@transaction.atomic
def add_measure(
    *,
    actor: Actor,
    topic: GovernanceTopic,
    words: str,
    due: date,
    department: Department | None = None,
) -> TopicMeasure:
    """Say what is done about it, by which department (else the actor in person) and until when."""
    policy.require(actor, GOVERN, at=topic)

    topic = _locked(topic)
    topic.status = topics.topic_after(TopicStatus(topic.status), TopicMove.START)
    _require(words, words=_("措施不能为空。"))
    if due < clock.local_date(clock.now()):
        raise Invalid(_("完成日期已经过去，请另选一天。"), due=_("请选今天或者以后。"))
    if department is not None and not topic.area.startswith(department.area):
        raise Invalid(_("这个单位不负责这里，请另选。"), department=_("请另选单位。"))
    if department is None and actor.account_id is None:
        raise Invalid(_("请选由谁去做。"), department=_("请选单位。"))
    made = TopicMeasure.objects.create(
        topic=topic, community_id=topic.community_id, words=words.strip(), due=due,
        department=department, account=None if department else actor.account_id,
        at=clock.now(), by=actor.account_id,
    )  # fmt: skip
    topic.save(update_fields=["status"])
    note_topic(topic, "measure", actor.account_id, made.words, due=due.isoformat())

    trail.record(actor, "cases.add_measure", topic)
    return made


@transaction.atomic
def finish_measure(*, actor: Actor, measure: TopicMeasure, result: str) -> TopicMeasure:
    """Say what came of a measure, once; by whoever governs there or the department that does it."""
    needed = queries.needed_to_finish(actor, measure)
    policy.require(actor, needed, at=measure.topic, department_id=measure.department_id)

    topic = _locked(measure.topic)
    measure = TopicMeasure.objects.get(pk=measure.pk)
    if measure.done_at is not None or not topic.is_open:
        raise AlreadyDone(_("这项措施已经有结果，或者专题已经结束。请刷新页面查看。"))
    _require(result, result=_("结果不能为空。"))
    measure.done_at, measure.done_by = clock.now(), actor.account_id
    measure.result = result.strip()
    measure.save()
    note_topic(topic, "done", actor.account_id, measure.result)

    trail.record(actor, "cases.finish_measure", topic)
    return measure


@transaction.atomic
def rebaseline_topic(
    *, actor: Actor, topic: GovernanceTopic, target: Decimal, quiet_weeks: int, reason: str
) -> TopicBaseline:
    """Measure a topic against the last weeks from now on, for a reason that stays readable beside the
    baseline from before. As many full weeks are counted as at the opening.
    """
    policy.require(actor, GOVERN, at=topic)

    topic = _locked(topic)
    if topic.status not in AT_WORK:
        raise Conflict(NOT_NOW)
    _require(reason, reason=_("理由不能为空。"))
    weeks = topic.baselines.latest("at", "pk").weeks
    this = topics.week_of(clock.local_date(clock.now()))
    counts = queries.weekly(topic.place, this - weeks * topics.WEEK, this)
    made = _measure_against(actor, topic, sum(counts.values()), weeks, target, quiet_weeks, reason)
    note_topic(topic, "rebaseline", actor.account_id, reason.strip())

    trail.record(actor, "cases.rebaseline_topic", topic)
    return made


@transaction.atomic
def close_topic(*, actor: Actor, topic: GovernanceTopic, words: str) -> GovernanceTopic:
    """End a topic whose measures are done and whose rate stayed below the target in each of the last
    full weeks; the figures are kept. Raises NotQuietYet with the weeks in the way, or MeasuresOpen.
    """
    policy.require(actor, GOVERN, at=topic)

    topic, now = _locked(topic), clock.now()
    topic.status = topics.topic_after(TopicStatus(topic.status), TopicMove.CLOSE)
    _require(words, words=_("结论不能为空。"))
    if topic.measures.filter(done_at=None).exists():
        raise MeasuresOpen(_("还有措施没有结果，不能结束专题。"))
    standing = queries.standing_of(topic, topic.baselines.latest("at", "pk"), now)
    if standing.in_the_way:
        raise NotQuietYet(_not_quiet(standing))
    topic.ended_at = now
    topic.save()
    weeks = {f"{monday}": standing.weeks.get(monday, 0) for monday in standing.watched}
    note_topic(topic, "close", actor.account_id, words.strip(), weeks=weeks)

    trail.record(actor, "cases.close_topic", topic)
    publish(TopicClosed(topic_id=topic.pk, area=topic.area, weeks=len(weeks)))
    return topic


@transaction.atomic
def set_recurrence_rule(
    *,
    actor: Actor,
    scope: Scope,
    demands: Demands,
    quiet_weeks: int,
    basis: str,
    effective_from: datetime,
) -> RecurrenceRule:
    """Look for problems that come back by another rule from a moment on; evidence keeps its own."""
    policy.require(actor, "cases.configure", at=EVERYWHERE)

    if effective_from < clock.now():
        words = _("新的规则只能从现在以后开始生效，以前的依据保持原来的规则。")
        raise Invalid(words, effective_from=words)
    _require(basis, basis=_("依据不能为空。"))
    if RecurrenceRule.objects.filter(scope=scope, effective_from=effective_from).exists():
        words = _("这一天已经有一个同样范围的规则，请换一个日期。")
        raise Invalid(words, effective_from=words)
    rule = RecurrenceRule.objects.create(
        scope=scope, window_weeks=demands.window, minimum_cases=demands.cases,
        minimum_reporters=demands.reporters, minimum_buildings=demands.buildings,
        tail=demands.tail, past_weeks=demands.past, least_past_weeks=demands.least_past,
        growth=demands.growth, quiet_weeks=quiet_weeks, basis=basis.strip(),
        effective_from=effective_from,
    )  # fmt: skip

    trail.record(actor, "cases.set_recurrence_rule", rule, scope=scope)
    return rule


def _locked(topic: GovernanceTopic) -> GovernanceTopic:
    """The topic as it is now, held until the deed is done."""
    return GovernanceTopic.objects.select_for_update().get(pk=topic.pk)


def _set_owner(actor: Actor, topic: GovernanceTopic, owner: Department | None) -> None:
    if owner is not None and not topic.area.startswith(owner.area):
        raise Invalid(_("这个单位不负责这里，请另选。"), owner=_("请另选单位。"))
    if owner is None and actor.account_id is None:
        raise Invalid(_("请选由谁负责。"), owner=_("请选单位。"))
    topic.owner_department = owner
    topic.owner_account = None if owner else actor.account_id


def _measure_against(
    actor: Actor,
    topic: GovernanceTopic,
    cases: int,
    weeks: int,
    target: Decimal,
    quiet_weeks: int,
    reason: str,
) -> TopicBaseline:
    rate = topics.rate(cases, weeks)
    if not 0 < target <= rate:
        told = _("目标要大于 0，并且不高于基线（每周 %s 件）。") % rate
        raise Invalid(told, target=told)
    if not 1 <= quiet_weeks <= topics.MOST_QUIET_WEEKS:
        raise Invalid(_("请填 1 到 52 周。"), quiet_weeks=_("请填 1 到 52 周。"))
    return TopicBaseline.objects.create(
        topic=topic, community_id=topic.community_id, at=clock.now(), by=actor.account_id,
        cases=cases, weeks=weeks, rate=rate, target=target, quiet_weeks=quiet_weeks,
        reason=reason.strip(),
    )  # fmt: skip


def _not_quiet(standing: queries.TopicStanding) -> str:
    """Which weeks are in the way, with what they had; those before the topic was taken up too."""
    weeks = "；".join(
        _("%(monday)s 那一周 %(count)d 件")
        % {"monday": f"{each:%Y-%m-%d}", "count": standing.weeks.get(each, 0)}
        for each in standing.in_the_way
    )
    told = _(
        "还不能结束：立项以后要有连续 %(weeks)d 个完整的星期每周低于 %(target)s 件。不符合的有：%(failed)s。"
    )
    return told % {
        "weeks": standing.goal.quiet_weeks, "target": standing.goal.target, "failed": weeks,
    }  # fmt: skip


def _require(text: str, **fields: Any) -> None:
    if not text.strip():
        raise Invalid(_("请写明内容，以后的人要据此了解。"), **fields)
