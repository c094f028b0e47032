"""Leaving a case out of the rates (剔除): asked for, decided by somebody else, appealed once."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from linli.contracts.cases import ExclusionAsked, ExclusionDecided
from linli.domains.cases.actions.record import locked, note
from linli.domains.cases.errors import AlreadyRuled, AskedTwice, JudgeInOwnCause
from linli.domains.cases.models import Case, Exclusion, ExclusionGround
from linli.domains.cases.rules import exclusions
from linli.domains.cases.rules.rulings import Verdict
from linli.kernel import clock
from linli.kernel.errors import Invalid
from linli.kernel.events import publish
from linli.platform.access import policy
from linli.platform.access.actor import Actor, Kind
from linli.platform.audit import trail
from linli.platform.files import actions as files
from linli.platform.files.actions import Upload

ASK, DECIDE, HEAR = "cases.ask_exclusion", "cases.decide_exclusion", "cases.hear_appeal"


@transaction.atomic
def ask_exclusion(
    *,
    actor: Actor,
    case: Case,
    ground: ExclusionGround,
    words: str,
    photos: Sequence[Upload] = (),
    department_id: UUID | None = None,
) -> Exclusion:
    """Ask that a case doesn't count, on a ground and with evidence; once for each party.

    For the department at work on it, or for the community itself. Raises AskedTwice.
    """
    policy.require(actor, ASK, at=case, department_id=department_id)

    case = locked(case)
    if not words.strip():
        raise Invalid(_("请写明证据，决定的人要据此判断。"), words=_("证据说明不能为空。"))
    if not ground.is_active:
        raise Invalid(_("这个理由已经停用，请另选一个。"), ground=_("已停用。"))
    if department_id and not case.assignments.filter(department_id=department_id).exists():
        raise Invalid(_("贵单位没有参加办理这个事件。"), department=_("没有参加办理。"))
    asked_before = Exclusion.objects.filter(case=case).values_list("department_id", flat=True)
    if department_id in {*asked_before}:
        raise AskedTwice(_("已经为这个事件申请过剔除，不能再次申请。"))

    asked = Exclusion.objects.create(
        case=case, community_id=case.community_id, area=case.area, department_id=department_id,
        ground=ground, words=words.strip(), asked_at=clock.now(), asked_by=actor.account_id,
    )  # fmt: skip
    for photo in photos:
        files.keep_photo(
            actor, photo, owner_kind="cases.exclusion", owner_id=asked.pk,
            community_id=case.community_id, area=case.area,
        )  # fmt: skip
    note(case, "ask_exclusion", actor, words.strip(), department=asked.department, ground=ground.pk)

    trail.record(actor, "cases.ask_exclusion", case, ground=ground.pk)
    _publish_asked(asked, is_appeal=False)
    return asked


@transaction.atomic
def decide_exclusion(
    *, actor: Actor, exclusion: Exclusion, verdict: Verdict, words: str
) -> Exclusion:
    """Leave the case out or not, once, with words. Raises AlreadyRuled, or JudgeInOwnCause for
    whoever asked, dispatched or handled it, and for the departments at work on it.
    """
    policy.require(actor, DECIDE, at=exclusion)

    case, exclusion = _locked(exclusion)
    if not exclusion.is_open:
        raise AlreadyRuled(_("已经有人决定了这项申请。请刷新页面查看。"))
    _require_outsider(actor, case, exclusion.asked_by)
    _require_words(verdict, words)

    exclusion.verdict, exclusion.ruling = verdict, words.strip()
    exclusion.ruled_at, exclusion.ruled_by = clock.now(), actor.account_id
    exclusion.ruled_level = _level(actor, DECIDE, case)
    exclusion.save()
    note(case, "decide_exclusion", actor, words.strip(), verdict=verdict)

    trail.record(actor, "cases.decide_exclusion", case, verdict=verdict)
    _publish_decided(exclusion, verdict, is_appeal=False)
    return exclusion


@transaction.atomic
def appeal_exclusion(*, actor: Actor, exclusion: Exclusion, words: str) -> Exclusion:
    """Ask a higher decider to look again, once; until then the first verdict stands."""
    policy.require(actor, ASK, at=exclusion, department_id=exclusion.department_id)

    case, exclusion = _locked(exclusion)
    if exclusion.is_open:
        raise Invalid(_("还没有决定，不能申诉。"), appeal=_("请等待决定。"))
    if exclusion.appealed_at is not None:
        raise AskedTwice(_("已经申诉过一次，不能再次申诉。"))
    if not words.strip():
        raise Invalid(_("请写明不服的理由。"), appeal=_("理由不能为空。"))

    exclusion.appeal = words.strip()
    exclusion.appealed_at, exclusion.appealed_by = clock.now(), actor.account_id
    exclusion.save()
    note(case, "appeal_exclusion", actor, words.strip(), department=exclusion.department)

    trail.record(actor, "cases.appeal_exclusion", case)
    _publish_asked(exclusion, is_appeal=True)
    return exclusion


@transaction.atomic
def hear_appeal(*, actor: Actor, exclusion: Exclusion, verdict: Verdict, words: str) -> Exclusion:
    """The last word on an exclusion, by somebody with a larger area than the first decider's."""
    policy.require(actor, HEAR, at=exclusion)

    case, exclusion = _locked(exclusion)
    if not exclusion.is_appealed:
        raise AlreadyRuled(_("没有等待裁定的申诉，或者已经有人裁定。"))
    level = _level(actor, HEAR, case)
    if not exclusions.is_higher(level, exclusion.ruled_level or 0):
        raise JudgeInOwnCause(_("申诉要由比原来决定的人更高一级的单位裁定。"))
    _require_outsider(actor, case, exclusion.asked_by, exclusion.ruled_by, exclusion.appealed_by)
    _require_words(verdict, words)

    exclusion.appeal_verdict, exclusion.appeal_ruling = verdict, words.strip()
    exclusion.appeal_ruled_at, exclusion.appeal_ruled_by = clock.now(), actor.account_id
    exclusion.save()
    note(case, "hear_appeal", actor, words.strip(), verdict=verdict)

    trail.record(actor, "cases.hear_appeal", case, verdict=verdict)
    _publish_decided(exclusion, verdict, is_appeal=True)
    return exclusion


def _publish_asked(asked: Exclusion, *, is_appeal: bool) -> None:
    publish(
        ExclusionAsked(
            case_id=asked.case_id, exclusion_id=asked.pk, area=asked.area, is_appeal=is_appeal
        )
    )


def _publish_decided(decided: Exclusion, verdict: Verdict, *, is_appeal: bool) -> None:
    publish(
        ExclusionDecided(
            case_id=decided.case_id, exclusion_id=decided.pk, area=decided.area,
            is_appeal=is_appeal, verdict=verdict,
        )
    )  # fmt: skip


def _locked(exclusion: Exclusion) -> tuple[Case, Exclusion]:
    """The exclusion as it is now, behind the lock of its case."""
    case = locked(exclusion.case)
    fresh = Exclusion.objects.select_related("ground", "department").get(pk=exclusion.pk)
    fresh.case = case
    return case, fresh


def _level(actor: Actor, permission: str, case: Case) -> int:
    """How many digits the widest area has from which the actor decides here; fewer is higher."""
    if actor.kind == Kind.MACHINE:
        return len(case.subdistrict) if permission == DECIDE else 0
    return min(len(area) for area in actor.areas(permission) if case.area.startswith(area))


def _require_outsider(actor: Actor, case: Case, *involved: UUID | None) -> None:
    """Nobody decides on what they asked for or worked on, nor for a department that worked on it."""
    if actor.account_id is None:
        return
    parties = set(case.assignments.values_list("department_id", flat=True))
    at_work = case.steps.filter(by=actor.account_id).exclude(
        kind__in=("decide_exclusion", "hear_appeal", "rule", "escalate")
    )
    own = {each.department_id for each in actor.holdings} & parties
    if actor.account_id in involved or own or at_work.exists():
        raise JudgeInOwnCause(_("申请、派单或者参加办理的人和单位不能决定剔除，请由另外的人决定。"))


def _require_words(verdict: Verdict, words: str) -> None:
    if verdict not in {Verdict.GRANTED, Verdict.REFUSED}:
        raise Invalid(_("请选择同意或者不同意。"), verdict=_("请选择一项。"))
    if not words.strip():
        raise Invalid(_("请写明决定的理由，各方会看到。"), words=_("理由不能为空。"))
