"""Who is told what, once for each thing that happened. Messages carry a link and no personal data."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from linli.domains.cases.models import Assignment, Case, Exclusion, Ruling
from linli.domains.cases.rules import GONE, OPEN_SHARES, Share
from linli.domains.cases.rules.ladder import Rung
from linli.domains.cases.rules.rulings import Plea, Verdict
from linli.domains.cases.words import CLIMBED, PLEA, VERDICT
from linli.kernel import clock
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.audit import trail
from linli.platform.notices import actions as notices
from linli.platform.notices.recipients import Holders
from linli.platform.search import index
from linli.platform.search.tokens import Form, Text


@transaction.atomic
def tell_community(*, actor: Actor, case: Case) -> None:
    """Tell those who dispatch and those at the community's desk that a case has come in."""
    policy.require(actor, "cases.dispatch", at=case)
    words = _("新事件 %s 等待派单。") % case.number
    _send(case, Holders("cases.dispatch", case.area), "cases.reported", words, "reported")
    trail.record(actor, "cases.tell", case, topic="reported")


@transaction.atomic
def tell_parties(*, actor: Actor, case: Case, department_ids: Iterable[UUID]) -> None:
    """Tell each department that it has been sent a share."""
    policy.require(actor, "cases.dispatch", at=case)
    words = _("事件 %s 已派给您的单位，请签收。") % case.number
    for department_id in department_ids:
        to = Holders("cases.handle", case.area, department_id)
        _send(case, to, "cases.dispatched", words, f"dispatched:{department_id}:{case.cycle}")
    trail.record(actor, "cases.tell", case, topic="dispatched")


@transaction.atomic
def tell_dispatchers(*, actor: Actor, case: Case) -> None:
    """Tell the dispatchers that a party sent its share back."""
    policy.require(actor, "cases.dispatch", at=case)
    words = _("事件 %s 的派单被退回，请重新派单。") % case.number
    to = Holders("cases.dispatch", case.area)
    _send(case, to, "cases.returned", words, f"returned:{case.version}")
    trail.record(actor, "cases.tell", case, topic="returned")


@transaction.atomic
def tell_callers(*, actor: Actor, case: Case) -> None:
    """Tell those who call residents back that a result has been reported."""
    policy.require(actor, "cases.dispatch", at=case)
    words = _("事件 %s 已上报结果，请回访居民。") % case.number
    to = Holders("cases.call_back", case.area)
    _send(case, to, "cases.result", words, f"result:{case.cycle}")
    trail.record(actor, "cases.tell", case, topic="result")


@transaction.atomic
def tell_lead(*, actor: Actor, case: Case, cycle: int) -> None:
    """Tell the lead that the reporter doesn't find it solved."""
    policy.require(actor, "cases.dispatch", at=case)
    words = _("事件 %s 没有解决，已退回重新办理。") % case.number
    for share in case.assignments.filter(is_lead=True).exclude(status=Share.RETURNED):
        to = Holders("cases.handle", case.area, share.department_id)
        _send(case, to, "cases.reopened", words, f"reopened:{cycle}")
    trail.record(actor, "cases.tell", case, topic="reopened")


@transaction.atomic
def tell_superior(*, actor: Actor, case: Case, ruling: Ruling) -> None:
    """Tell those who rule that a party asks for something."""
    policy.require(actor, "cases.dispatch", at=case)
    words = _("事件 %(number)s 有一项申请等待裁定：%(plea)s。") % {
        "number": case.number, "plea": PLEA[Plea(ruling.plea)],
    }  # fmt: skip
    _send(case, Holders("cases.rule", case.area), "cases.plea", words, f"plea:{ruling.pk}")
    trail.record(actor, "cases.tell", case, topic="plea")


@transaction.atomic
def tell_of_verdict(*, actor: Actor, case: Case, ruling: Ruling) -> None:
    """Tell whoever asked, and the lead, what was decided."""
    policy.require(actor, "cases.dispatch", at=case)
    words = _("事件 %(number)s 的%(plea)s已裁定：%(verdict)s。") % {
        "number": case.number, "plea": PLEA[Plea(ruling.plea)], "verdict": VERDICT[Verdict(ruling.verdict)],
    }  # fmt: skip
    leads = case.assignments.filter(is_lead=True).exclude(status__in=GONE)
    for department_id in {ruling.department_id, *leads.values_list("department_id", flat=True)}:
        to = Holders("cases.handle", case.area, department_id)
        _send(case, to, "cases.ruled", words, f"ruled:{ruling.pk}:{department_id}")
    trail.record(actor, "cases.tell", case, topic="ruled")


@transaction.atomic
def tell_deciders(*, actor: Actor, exclusion: Exclusion, is_appeal: bool) -> None:
    """Tell those who decide on exclusions, or hear appeals, that one waits for them."""
    policy.require(actor, "cases.dispatch", at=exclusion.case)
    permission = "cases.hear_appeal" if is_appeal else "cases.decide_exclusion"
    said = (
        _("事件 %s 有一项剔除申诉等待裁定。")
        if is_appeal
        else _("事件 %s 有一项剔除申请等待决定。")
    )
    _send_exclusion(
        exclusion, Holders(permission, exclusion.area), "cases.exclusion", said,
        f"asked:{is_appeal}",
    )  # fmt: skip
    trail.record(actor, "cases.tell", exclusion.case, topic="exclusion")


@transaction.atomic
def tell_asker(*, actor: Actor, exclusion: Exclusion, is_appeal: bool) -> None:
    """Tell the department that asked, or the colleague who asked for the community, what was decided."""
    policy.require(actor, "cases.dispatch", at=exclusion.case)
    said = _("事件 %s 的剔除申诉已经裁定。") if is_appeal else _("事件 %s 的剔除申请已经决定。")
    to: Holders | UUID | None = exclusion.appealed_by if is_appeal else exclusion.asked_by
    if exclusion.department_id:
        to = Holders("cases.ask_exclusion", exclusion.area, exclusion.department_id)
    if to is not None:
        _send_exclusion(exclusion, to, "cases.excluded", said, f"decided:{is_appeal}")
    trail.record(actor, "cases.tell", exclusion.case, topic="excluded")


@transaction.atomic
def tell_climbed(*, actor: Actor, case: Case, rung: Rung) -> None:
    """Tell the parties at work, and from the second rung on the superior, which rung was reached."""
    policy.require(actor, "cases.dispatch", at=case)
    words = CLIMBED[rung] % case.number
    once = f"{rung}:{case.cycle}"
    for share in case.assignments.filter(status__in=OPEN_SHARES):
        to = Holders("cases.handle", case.area, share.department_id)
        _send(case, to, "cases.escalated", words, f"{once}:{share.department_id}")
    if rung != Rung.REMIND:
        _send(case, Holders("cases.rule", case.area), "cases.escalated", words, once)
    trail.record(actor, "cases.tell", case, topic="escalated")


@transaction.atomic
def remind_party(*, actor: Actor, assignment: Assignment) -> None:
    """Tell a department once that its share is overdue."""
    policy.require(actor, "cases.dispatch", at=assignment.case)
    case = assignment.case
    words = _("事件 %s 已超过办理时限，请尽快办理。") % case.number
    to = Holders("cases.handle", case.area, assignment.department_id)
    _send(case, to, "cases.overdue", words, f"overdue:{assignment.pk}:{case.cycle}")
    assignment.reminded_at = clock.now()
    assignment.save(update_fields=["reminded_at"])
    trail.record(actor, "cases.remind", case, department=str(assignment.department_id))


@transaction.atomic
def index_case(*, actor: Actor, case: Case) -> None:
    """Let the search box find the case by its number and its words."""
    policy.require(actor, "cases.dispatch", at=case)
    index.put("case", case.pk, case.community_id, case.area, _texts(case))
    trail.record(actor, "cases.index", case)


def index_cases(*, actor: Actor, cases: Iterable[Case]) -> int:
    """Write the search tokens of many cases anew; returns how many there were."""
    policy.require(actor, "cases.dispatch", at="")
    entries = [index.Entry(case.pk, case.community_id, case.area, _texts(case)) for case in cases]
    index.put_many("case", entries)
    return len(entries)


def _texts(case: Case) -> list[Text]:
    return [
        Text(Form.CODE, case.number),
        Text(Form.PROSE, case.description),
        Text(Form.TITLE, case.location),
    ]


def _send_exclusion(
    exclusion: Exclusion, to: Holders | UUID, topic: str, words: str, once: str
) -> None:
    notices.send(
        to=to, topic=topic, words=words % exclusion.case.number,
        link=reverse("cases:exclusion", args=[exclusion.pk]),
        once_key=f"{topic}:{exclusion.pk}:{once}",
    )  # fmt: skip


def _send(case: Case, to: Holders, topic: str, words: str, once: str) -> None:
    notices.send(
        to=to,
        topic=topic,
        words=words,
        link=reverse("cases:case", args=[case.pk]),
        urgent=case.is_urgent,
        once_key=f"{topic}:{case.pk}:{once}",
    )
