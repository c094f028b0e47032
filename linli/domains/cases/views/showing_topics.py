"""Governance topics as pages show them: weeks, measures, evidence and what was decided, in words."""

from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from linli.domains.cases import words
from linli.domains.cases.models import (
    Case,
    GovernanceTopic,
    RecurrenceRule,
    TopicBaseline,
    TopicEvidence,
    TopicMeasure,
    TopicStep,
)
from linli.domains.cases.queries import Told, TopicStanding
from linli.domains.cases.queries.topics import BLOCK, GOVERN, WEEKS_SHOWN
from linli.domains.cases.rules import Status
from linli.domains.cases.rules.recurrence import Scope
from linli.domains.cases.rules.topics import AT_WORK, TopicStatus
from linli.kernel import clock
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.ui.components.marks import badge
from linli.platform.ui.components.tables import NONE, Column, address_of, link

HIDDEN = "—"
STEP_TONE = {"adopt": "info", "refuse": "neutral", "close": "good", "rebaseline": "warn"}


def topic_columns() -> list[object]:
    return [
        Column(_("编号"), "number"), Column(_("题目"), "main"), _("地方"), _("分类"), _("负责"),
        _("状态"), _("提出时间"),
    ]  # fmt: skip


def topic_row(topic: GovernanceTopic, place: str) -> list[object]:
    late = getattr(topic, "late", 0)
    status = status_of(topic)
    told = (
        badge(_("%d 项措施超期") % late, tone="bad")
        if late
        else badge(status["label"], status["tone"])
    )
    return [
        link(topic.number, address_of("cases:topic", topic.pk)),
        topic.title,
        place,
        topic.category.called,
        owner_of(topic) or NONE,
        told,
        _day(topic.opened_at),
    ]


def status_of(topic: GovernanceTopic) -> dict[str, Any]:
    status = TopicStatus(topic.status)
    return {"label": words.TOPIC[status], "tone": words.TOPIC_TONE[status]}


def owner_of(topic: GovernanceTopic) -> str:
    if topic.owner_department is not None:
        return topic.owner_department.name
    return _("立项的人") if topic.owner_account else ""


def facts(topic: GovernanceTopic, standing: TopicStanding) -> list[tuple[Any, Any]]:
    goal = standing.goal
    return [
        (_("编号"), topic.number),
        (_("状态"), status_of(topic)["label"]),
        (_("分类"), topic.category.called),
        (_("负责"), owner_of(topic)),
        (_("提出"), _("%s，由人提出") % _day(topic.opened_at)
         if topic.opened_by else _("%s，自动发现") % _day(topic.opened_at)),
        (_("基线"), _("每周 %s 件") % goal.rate),
        (_("目标"), _("连续 %(weeks)d 个完整的星期，每周低于 %(target)s 件")
         % {"weeks": goal.quiet_weeks, "target": goal.target}),
    ]  # fmt: skip


def effect_words(standing: TopicStanding) -> str:
    """The rate before and since, and how sure that is."""
    found = standing.effect
    if found is None:
        return _("立项以后还没有完整的星期，看不出变化。")
    since = len(standing.weeks_since)
    told = _(
        "立项前 %(weeks)d 周 %(before)d 件，每周 %(rate)s 件；立项后 %(since)d 周 %(after)d 件，"
        "每周 %(now)s 件，是原来的 %(ratio)s 倍（95%% 区间 %(low)s 到 %(high)s）。"
    )
    return told % {
        "weeks": standing.goal.weeks, "before": standing.goal.cases, "rate": standing.goal.rate,
        "since": since, "after": standing.cases_since, "now": f"{standing.cases_since / since:.2f}",
        "ratio": _two(found.ratio), "low": _two(found.low), "high": _two(found.high),
    }  # fmt: skip


def in_the_way(standing: TopicStanding) -> list[str]:
    """What keeps the topic from closing, week by week."""
    since = set(standing.weeks_since)
    return [
        _("%(monday)s 那一周：%(count)d 件")
        % {"monday": f"{each:%Y-%m-%d}", "count": standing.weeks.get(each, 0)}
        if each in since
        else _("%s 那一周：立项以前，不算") % f"{each:%Y-%m-%d}"
        for each in standing.in_the_way
    ]


def chart_columns() -> list[object]:
    return [_("星期一"), _("件数"), _("基线"), _("目标")]


def chart_rows(standing: TopicStanding) -> list[list[Any]]:
    goal = standing.goal
    return [
        [f"{monday:%Y-%m-%d}", count, float(goal.rate), float(goal.target)]
        for monday, count in list(standing.weeks.items())[-WEEKS_SHOWN:]
    ]


def evidence_shown(evidence: TopicEvidence, sees_voices: bool) -> dict[str, Any]:
    """A piece of evidence in words. How many people reported is only for those who govern or measure:
    whoever is complained about could else tell that one person reported again.
    """
    told = _(
        "%(since)s 至 %(until)s：%(cases)d 件；以前 %(weeks)d 周共 %(past)d 件，"
        "若和以前一样，这么多的概率是 %(chance)s（规则第 %(version)d 版）。"
    )
    return {
        "at": _day(evidence.at),
        "words": told % {
            "since": _day(evidence.since), "until": _day(evidence.until), "cases": evidence.cases,
            "weeks": evidence.past_weeks, "past": evidence.past_cases,
            "chance": _chance(evidence), "version": evidence.rule_id,
        },
        "voices": _("%d 人反映或关注。") % evidence.reporters if sees_voices else "",
        "href": reverse("cases:topic_evidence", args=[evidence.topic_id, evidence.pk]),
    }  # fmt: skip


def evidence_columns() -> list[object]:
    return [Column(_("编号"), "number"), Column(_("事情"), "main"), _("反映日期"), _("状态")]


def evidence_row(case: Case) -> list[object]:
    opens = bool(getattr(case, "opens", False))
    status = Status(case.status)
    return [
        link(case.number, address_of("cases:case", case.pk)) if opens else case.number,
        case.headline if opens else HIDDEN,
        _day(case.reported_at),
        badge(words.STATUS[status], tone=words.STATUS_TONE[status]),
    ]


def measure_shown(actor: Actor, measure: TopicMeasure, topic: GovernanceTopic) -> dict[str, Any]:
    """A measure with its standing, and whether the actor may say what came of it."""
    today = clock.local_date(clock.now())
    ended = clock.local_date(measure.done_at) if measure.done_at else today
    may = policy.allows(actor, GOVERN, at=topic) or (
        measure.department_id is not None
        and policy.allows(actor, "cases.handle", at=topic, department_id=measure.department_id)
    )
    return {
        "pk": measure.pk,
        "words": measure.words,
        "who": measure.department.name if measure.department else _("立项的人"),
        "due": measure.due,
        "is_late": ended > measure.due,
        "is_done": measure.done_at is not None,
        "result": measure.result,
        "may": may and measure.done_at is None and topic.status in AT_WORK,
    }


def baseline_words(baseline: TopicBaseline) -> str:
    told = _(
        "%(at)s：%(weeks)d 周 %(cases)d 件，每周 %(rate)s 件；目标每周低于 %(target)s 件，"
        "连续 %(quiet)d 周。%(reason)s"
    )
    return told % {
        "at": _day(baseline.at), "weeks": baseline.weeks, "cases": baseline.cases,
        "rate": baseline.rate, "target": baseline.target, "quiet": baseline.quiet_weeks,
        "reason": baseline.reason,
    }  # fmt: skip


def step(step: TopicStep) -> dict[str, Any]:
    return {
        "at": step.at,
        "title": words.TOPIC_STEP[step.kind],
        "detail": step.words,
        "tone": STEP_TONE.get(step.kind, "info"),
    }


def rule_columns() -> list[object]:
    return [
        Column(_("版本"), "number"),
        _("范围"),
        Column(_("规则"), "main"),
        _("依据"),
        _("从哪天起"),
    ]


def rule_row(rule: RecurrenceRule) -> list[object]:
    told = _(
        "最近 %(window)d 周至少 %(cases)d 件，至少 %(reporters)d 人反映%(buildings)s；和以前 %(past)d 周"
        "（至少 %(least)d 周）相比，偶然的概率不超过 %(tail)s；不立项后增加 %(growth)d%% 再提出；"
        "新专题要连续 %(quiet)d 周低于目标。"
    )
    or_buildings = (
        _("，或者涉及 %d 栋楼") % rule.minimum_buildings if rule.minimum_buildings else ""
    )
    return [
        f"v{rule.version}",
        words.SCOPE[Scope(rule.scope)],
        told % {
            "window": rule.window_weeks, "cases": rule.minimum_cases,
            "reporters": rule.minimum_reporters, "buildings": or_buildings,
            "past": rule.past_weeks, "least": rule.least_past_weeks, "tail": f"{rule.tail:g}",
            "growth": round(rule.growth * 100), "quiet": rule.quiet_weeks,
        },
        _(rule.basis),
        _day(rule.effective_from) if rule.effective_from.year > 2000 else _("一开始"),
    ]  # fmt: skip


def rule_initial(rule: RecurrenceRule) -> dict[str, Any]:
    """What the form begins with: the demands of one rule, from tomorrow on."""
    asked = rule.demands
    names = ("window", "cases", "reporters", "buildings", "tail", "past", "least_past", "growth")
    tomorrow = clock.local_date(clock.now()) + timedelta(days=1)
    return {name: getattr(asked, name) for name in names} | {
        "scope": rule.scope, "quiet_weeks": rule.quiet_weeks, "effective_from": tomorrow,
    }  # fmt: skip


def told_columns() -> list[object]:
    return [_("从哪天起的四周"), _("件数")]


def told(topic: Told, place: int) -> dict[str, Any]:
    """A topic for residents: no place narrower than the community, hidden figures as a dash."""
    return {
        "id": f"curve-{place}",
        "title": topic.topic.title,
        "category": topic.topic.category.called,
        "status": status_of(topic.topic),
        "measures": [
            {"words": each.words, "due": each.due, "result": each.result} for each in topic.measures
        ],
        "rows": [[f"{start:%Y-%m-%d}", count] for start, count in topic.blocks],
        "label": _("每 %d 周的件数") % BLOCK,
    }


def quarter_name(first: date) -> str:
    last = (first.replace(day=28) + timedelta(days=65)).replace(day=1)
    return f"{first:%Y-%m} — {last:%Y-%m}"


def _chance(evidence: TopicEvidence) -> str:
    return _("不到万分之一") if evidence.chance < 0.0001 else f"{evidence.chance:.2g}"


def _two(number: float | None) -> str:
    return NONE if number is None else f"{number:.2f}"


def _day(at: Any) -> str:
    return date_format(timezone.localtime(at), "Y-m-d")
