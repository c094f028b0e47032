"""What the pages of proposals say, in words."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _

from linli.domains.council import queries, words
from linli.domains.council.models import Proposal, ProposalRefusal
from linli.domains.council.rules.procedures import (
    BEFORE_DAYS,
    BEFORE_STEPS,
    Need,
    Procedure,
)
from linli.domains.council.rules.proposals import (
    Amended,
    Criterion,
    Stage,
    days_between,
    earliest_end,
    is_amendable,
)
from linli.domains.council.views.proposal_deeds import DEEDS, Deed
from linli.platform.access import policy
from linli.platform.access.actor import Actor, Kind
from linli.platform.files import queries as files

TONES = {
    Stage.RUNNING: "info",
    Stage.REFUSED: "warn",
    Stage.WITHDRAWN: "neutral",
    Stage.REJECTED: "bad",
    Stage.EXECUTING: "info",
    Stage.FINISHED: "good",
    Stage.REVIEWED: "good",
}
AT_WORK = (Stage.RUNNING, Stage.EXECUTING)
Asked = Callable[[Proposal, "ProposalRefusal | None"], bool]


def _running(about: Proposal) -> bool:
    return about.status == Stage.RUNNING


def _posting(about: Proposal) -> bool:
    return _running(about) and Need.POSTED in about.rule.needs


def _at_work(about: Proposal) -> bool:
    return about.decided_at is not None and about.status in AT_WORK


def _amendable(about: Proposal) -> bool:
    return is_amendable(about.rules, Stage(about.status), about.step)


# When a deed is offered, beside the permission that it needs; the action asks again and decides.
OFFERED: Mapping[str, Asked] = {
    "support": lambda about, _no: _running(about) and about.decided_at is None,
    "support_for": lambda about, _no: _running(about) and about.decided_at is None,
    "step": lambda about, _no: _running(about),
    "post": lambda about, _no: _posting(about),
    "object_to_decision": lambda about, _no: _posting(about),
    "task": lambda about, _no: _at_work(about),
    "send_to_cases": lambda about, _no: _at_work(about),
    "say_effect": lambda about, _no: about.status == Stage.FINISHED,
    "review": lambda about, _no: about.status == Stage.FINISHED,
    "amend": lambda about, _no: _amendable(about),
    "refuse": lambda about, no: _running(about) and about.step == 0 and no is None,
    "object_to_refusal": lambda about, no: about.status == Stage.REFUSED
    and no is not None and no.objected_at is None,
    "judge": lambda about, no: no is not None and no.objected_at is not None and no.upheld is None,
    "withdraw": lambda about, _no: _running(about) and about.decided_at is None,
    "answer_amendment": lambda about, _no: _amendable(about),
    "answer_decision": lambda about, _no: True,
    "progress": lambda about, _no: _at_work(about),
}  # fmt: skip
OWN = ("object_to_refusal", "withdraw", "answer_amendment")


def open_deeds(actor: Actor, about: Proposal) -> Sequence[str]:
    """What this actor is offered now, in the order of the table."""
    refusal = ProposalRefusal.objects.filter(proposal=about).first()
    is_own, person = queries.is_author(actor, about), queries.person_of(actor)
    has_part = queries.has_supported(person, about)
    has_said = has_part and queries.has_answered_effect(person, about)
    hidden = {
        "support": has_part,
        "say_effect": not has_part or has_said,
        "judge": refusal is not None and refusal.by == actor.account_id,
        **{key: not is_own for key in OWN},
    }
    return [
        key
        for key, each in DEEDS.items()
        if OFFERED[key](about, refusal) and not hidden.get(key, False)
        if any(policy.allows(actor, need, at=about) for need in each.needs)
    ]


def deed(key: str, told: Deed, about: Proposal, form: forms.Form) -> dict[str, Any]:
    """One form of the page, where it is sent, and whether it stands open."""
    return {
        "key": key,
        "title": told.title,
        "form": form,
        "action": reverse(f"council:proposal_{key}", args=[about.pk]),
        "is_open": key in {"support", "step", "say_effect"} or form.is_bound,
    }


def row(about: Proposal, now: datetime) -> dict[str, Any]:
    """One proposal in a list."""
    is_late = about.due_at is not None and about.due_at < now
    return {
        "proposal": about,
        "where": about.rule.title if _running(about) else words.STAGE[Stage(about.status)],
        "tone": "bad" if is_late else TONES[Stage(about.status)],
        "is_late": is_late,
        "days": days_between(about.since, now),
    }


def procedure(told: Procedure) -> dict[str, Any]:
    """A procedure as a table: step, who, what has to be there, days."""
    return {
        "title": told.title,
        "days": told.plan_days,
        "steps": [
            {
                "title": each.title,
                "plan": each.plan_days,
                "least": each.least_days,
                "sources": "；".join(each.sources),
            }
            for each in told.steps
        ],
    }


def page(actor: Actor, about: Proposal, now: datetime) -> dict[str, Any]:
    """Everything that the page reads; a constant number of queries."""
    helped, everyone = queries.effect_of(about)
    return {
        "about": about,
        **row(about, now),
        "stage": words.STAGE[Stage(about.status)],
        "titles": [each.title for each in about.rules.steps],
        "current": about.step
        + 1
        + (about.status in {Stage.EXECUTING, Stage.FINISHED, Stage.REVIEWED}),
        "next": _next(about, now),
        "measured": _measured(about, now),
        "compared": _compared(about),
        "photos": files.attached_to(actor, "council.proposal", about.pk),
        "timeline": _timeline(about),
        "texts": list(about.texts.all()),
        "amendments": [
            {"amendment": each, "status": words.AMENDED[Amended(each.status)]}
            for each in about.amendments.all()
        ],
        "refusal": _refusal(about),
        "postings": list(about.postings.all()),
        "objections": _objections(actor, about),
        "tasks": [
            {"task": each}
            for each in about.tasks.select_related("department").prefetch_related("progress")
        ],
        "helped": helped,
        "answered": everyone,
        "review": getattr(about, "review", None),
        "is_resident": actor.kind == Kind.RESIDENT,
    }


def _next(about: Proposal, now: datetime) -> dict[str, Any] | None:
    """What the rule says of the step under way; None when no step is."""
    if not _running(about):
        return None
    rule, following = about.rule, about.rules.steps[about.step + 1 :]
    posted = about.postings.filter(step=about.step).first()
    earliest = earliest_end(rule, about.since, posted.posted_at if posted else None)
    return {
        "title": rule.title,
        "least": rule.least_days,
        "plan": rule.plan_days,
        "earliest": earliest if earliest > now else None,
        "sources": "；".join(rule.sources),
        "then": following[0].title if following else _("落实"),
        "needs_support": Need.SUPPORT in rule.needs,
    }


def _measured(about: Proposal, now: datetime) -> Sequence[tuple[object, ...]]:
    """Each step with the days it took, or has taken so far, beside those of the plan."""
    taken = {each.at: each for each in about.taken.all()}
    rows: list[tuple[object, ...]] = []
    for at, rule in enumerate(about.rules.steps):
        done = taken.get(at)
        days: object = "—"
        if done:
            days = days_between(done.since, done.taken_at)
        elif at == about.step and _running(about):
            days = _("已 %s 天") % days_between(about.since, now)
        rows.append((rule.title, rule.plan_days, days))
    return rows


def _compared(about: Proposal) -> str:
    told = {
        "steps": len(about.rules.steps), "days": about.rules.plan_days,
        "before": BEFORE_STEPS, "before_days": BEFORE_DAYS,
    }  # fmt: skip
    return (
        _("以前要 %(before)d 步、%(before_days)d 天；按这个程序 %(steps)d 步、%(days)d 天。") % told
    )


def _timeline(about: Proposal) -> Sequence[dict[str, Any]]:
    """What happened, in order, without anybody's name."""
    titles = {each.key: each.title for each in about.rules.steps}
    told = [{"at": about.proposed_at, "title": _("提出"), "detail": "", "tone": "info"}]
    told += [
        {
            "at": each.taken_at,
            "title": _("完成：%s") % titles[each.key] if each.adopted else _("决定不做"),
            "detail": each.words,
            "tone": "good" if each.adopted else "bad",
        }
        for each in about.taken.all()
    ]
    if about.finished_at:
        told.append({"at": about.finished_at, "title": _("落实完成"), "detail": "", "tone": "good"})
    return told


def _refusal(about: Proposal) -> dict[str, Any] | None:
    found = ProposalRefusal.objects.filter(proposal=about).first()
    return (
        {"refusal": found, "criterion": words.CRITERION[Criterion(found.criterion)]}
        if found
        else None
    )


def _objections(actor: Actor, about: Proposal) -> Sequence[dict[str, Any]]:
    """All for whoever answers them; residents read their own and every answer stays with its asker."""
    found = about.objections.all()
    if not policy.allows(actor, "council.guide", at=about):
        found = found.filter(by=actor.account_id) if actor.account_id else found.none()
    return [{"objection": each} for each in found]
