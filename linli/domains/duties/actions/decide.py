"""What the sub-district decides: admit, refuse, and at each review keep, return or merge."""

from django.db import transaction
from django.utils.translation import gettext as _

from linli.contracts.duties import DutyAdmitted, DutyEnded
from linli.domains.duties import queries, rules, words
from linli.domains.duties.errors import MoveNotAllowed, Unsupported
from linli.domains.duties.models import Duty, Step
from linli.domains.duties.rules import Move, Origin, Status
from linli.kernel import clock
from linli.kernel.errors import Invalid
from linli.kernel.events import publish
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.audit import trail
from linli.platform.database import rows

DECIDE = "duties.decide"


@transaction.atomic
def admit(*, actor: Actor, duty: Duty, seen_version: int | None = None) -> Duty:
    """Put a duty on the list. A delegated one needs authority, and funds, people or equipment.

    Raises NotPermitted, MoveNotAllowed, ChangedMeanwhile, or Unsupported with what is missing.
    """
    policy.require(actor, DECIDE, at=duty)

    duty = queries.held(duty, seen_version)
    status, today = rules.after(Status(duty.status), Move.ADMIT), clock.local_date(clock.now())
    missing = rules.lacking(Origin(duty.origin), queries.given_to(duty), today)
    if missing:
        lacks = "、".join(str(words.NEED[each]) for each in missing)
        said = _("委托事项要权随责走、费随事转，现在还不能准入：%s。请先登记配套。") % lacks
        raise Unsupported(said, missing=[*missing])
    duty.admitted_on, duty.review_on = today, rules.next_review(today)
    _write(actor, duty, status, Move.ADMIT, "", ["admitted_on", "review_on"])

    trail.record(actor, "duties.admit", duty)
    publish(DutyAdmitted(duty_id=duty.pk, area=duty.area, origin=duty.origin))
    return duty


@transaction.atomic
def refuse(*, actor: Actor, duty: Duty, reason: str) -> Duty:
    """Don't put a duty on the list. Raises NotPermitted, MoveNotAllowed, or Invalid without a reason."""
    policy.require(actor, DECIDE, at=duty)

    duty = queries.held(duty)
    status = rules.after(Status(duty.status), Move.REFUSE)
    _write(actor, duty, status, Move.REFUSE, _because(reason))

    trail.record(actor, "duties.refuse", duty)
    return duty


@transaction.atomic
def keep(*, actor: Actor, duty: Duty, reason: str) -> Duty:
    """Find at a review that a duty stays; it is looked at again in a year."""
    policy.require(actor, DECIDE, at=duty)

    duty = queries.held(duty)
    status = rules.after(Status(duty.status), Move.KEEP)
    duty.review_on = rules.next_review(clock.local_date(clock.now()))
    _write(actor, duty, status, Move.KEEP, _because(reason), ["review_on"])

    trail.record(actor, "duties.keep", duty)
    return duty


@transaction.atomic
def return_duty(*, actor: Actor, duty: Duty, reason: str) -> Duty:
    """Give a duty back to whoever it belongs to. A statutory one can't be given back.

    Raises NotPermitted, MoveNotAllowed, or Invalid without a reason.
    """
    policy.require(actor, DECIDE, at=duty)

    duty = queries.held(duty)
    status = rules.after(Status(duty.status), Move.RETURN)
    if duty.origin == Origin.STATUTORY:
        raise MoveNotAllowed(_("依法履职的事项不能退回。"), status=duty.status)
    duty.ended_on = clock.local_date(clock.now())
    _write(actor, duty, status, Move.RETURN, _because(reason), ["ended_on"])

    trail.record(actor, "duties.return", duty)
    publish(DutyEnded(duty_id=duty.pk, area=duty.area, how=status))
    return duty


@transaction.atomic
def merge(*, actor: Actor, duty: Duty, into: Duty, reason: str) -> Duty:
    """Let a duty go up in another of the same community.

    Raises NotPermitted, MoveNotAllowed, or Invalid without a reason or for a pair that can't be.
    """
    policy.require(actor, DECIDE, at=duty)

    duty, into = queries.held_together(duty, into)
    status = rules.after(Status(duty.status), Move.MERGE)
    is_fit = into.status == Status.IN_FORCE and into.community_id == duty.community_id
    if into.pk == duty.pk or not is_fit:
        said = _("只能合并到同一社区、在清单上的另一项。")
        raise Invalid(said, into=said)
    duty.ended_on, duty.merged_into = clock.local_date(clock.now()), into
    _write(actor, duty, status, Move.MERGE, _because(reason), ["ended_on", "merged_into"])

    trail.record(actor, "duties.merge", duty, into=str(into.pk))
    publish(DutyEnded(duty_id=duty.pk, area=duty.area, how=status))
    return duty


def _because(reason: str) -> str:
    if not reason.strip():
        raise Invalid(_("请写明理由。"), reason=_("请写明理由。"))
    return reason.strip()


def _write(
    actor: Actor,
    duty: Duty,
    status: Status,
    move: Move,
    reason: str,
    names: list[str] | None = None,
) -> None:
    duty.status = status
    duty.version += 1
    rows.update(duty, ["status", "version", *(names or [])])
    rows.insert(
        Step(
            duty=duty, community_id=duty.community_id, move=move, reason=reason, at=clock.now(),
            by=actor.account_id,
        )
    )  # fmt: skip
