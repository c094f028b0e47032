"""How a duty comes onto the list, and how what is said of it is put right."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from linli.domains.duties import queries
from linli.domains.duties.errors import MoveNotAllowed, OnTheListAlready
from linli.domains.duties.models import Duty
from linli.domains.duties.rules import HOURS_AT_MOST, Origin, Status, next_review
from linli.kernel import clock
from linli.kernel.errors import Invalid
from linli.platform.access import policy
from linli.platform.access.actor import COMMUNITY_DIGITS, Actor
from linli.platform.audit import trail
from linli.platform.database import rows


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of a duty; `hours` of work a month, `post` the office that does it."""

    title: str
    origin: Origin
    basis: str
    post: str
    hours: Decimal
    detail: str = ""
    delegated_by: str = ""


@transaction.atomic
def propose_duty(*, actor: Actor, area: str, told: Told) -> Duty:
    """Ask that a duty be put on the list; the sub-district admits or refuses it.

    Raises NotPermitted, Invalid, or OnTheListAlready for a title that stands there.
    """
    policy.require(actor, "duties.propose", at=area)

    _check(area, told)
    duty = _insert(_filled(Duty(proposed_at=clock.now(), proposed_by=actor.account_id), area, told))

    trail.record(actor, "duties.propose", duty, origin=told.origin)
    return duty


@transaction.atomic
def revise_duty(*, actor: Actor, duty: Duty, told: Told, seen_version: int) -> Duty:
    """Put right what is said of a duty that isn't over. Where it comes from stays as it was.

    Raises NotPermitted, Invalid, ChangedMeanwhile, or MoveNotAllowed for a duty that has ended.
    """
    policy.require(actor, "duties.propose", at=duty)

    duty = queries.held(duty, seen_version)
    if duty.status not in {Status.PROPOSED, Status.IN_FORCE}:
        raise MoveNotAllowed(_("这一项已经不在清单上，不能再改。"), status=duty.status)
    if told.origin != duty.origin:
        words = _("来源不能改。来源变了的，请退回这一项，另行申请准入。")
        raise Invalid(words, origin=words)
    _check(duty.area, told)
    before = {name: getattr(duty, name) for name in asdict(told)}
    _filled(duty, duty.area, told).version += 1
    try:
        with transaction.atomic():
            rows.update(duty, [*asdict(told), "version"])
    except IntegrityError as error:
        raise _twice(told.title) from error

    changed = sorted(name for name, value in asdict(told).items() if before[name] != value)
    trail.record(actor, "duties.revise", duty, changed=changed)
    return duty


@transaction.atomic
def list_duties(*, actor: Actor, area: str, told: Sequence[Told]) -> tuple[list[Duty], list[Duty]]:
    """Bring in the list as it stands today, by title: (new, known before). What stands is left alone.

    Delegated duties that come without support are brought in all the same, and flagged: the list
    has to tell how things are before it can make them better.
    """
    policy.require(actor, "duties.import", at=area)

    known = queries.standing(area, [each.title for each in told])
    today = clock.local_date(clock.now())
    new = []
    for each in told:
        if each.title not in known:
            _check(area, each)
            duty = Duty(
                proposed_at=clock.now(), proposed_by=actor.account_id, status=Status.IN_FORCE,
                admitted_on=today, review_on=next_review(today),
            )  # fmt: skip
            new.append(_filled(duty, area, each))
    rows.insert_many(new)

    trail.record_many(actor, "duties.list", new)
    return new, list(known.values())


def _check(area: str, told: Told) -> None:
    if len(area) < COMMUNITY_DIGITS:
        raise Invalid(_("请选择社区。"), community=_("请选择社区。"))
    for name in ("title", "basis", "post"):
        if not getattr(told, name).strip():
            raise Invalid(_("这一项不能为空。"), **{name: _("这一项不能为空。")})
    if told.origin == Origin.DELEGATED and not told.delegated_by.strip():
        words = _("请写明是谁委托的。")
        raise Invalid(words, delegated_by=words)
    if not 0 <= told.hours <= HOURS_AT_MOST:
        words = _("每月工作小时要在 0 到 %d 之间。") % HOURS_AT_MOST
        raise Invalid(words, hours=words)


def _filled(duty: Duty, area: str, told: Told) -> Duty:
    duty.community_id, duty.area = area[:COMMUNITY_DIGITS], area
    for name, value in asdict(told).items():
        setattr(duty, name, value.strip() if isinstance(value, str) else value)
    duty.origin = told.origin.value
    if told.origin != Origin.DELEGATED:
        duty.delegated_by = ""
    return duty


def _insert(duty: Duty) -> Duty:
    try:
        with transaction.atomic():
            return rows.insert(duty)
    except IntegrityError as error:
        raise _twice(duty.title) from error


def _twice(title: str) -> OnTheListAlready:
    words = _("清单上已经有“%s”。请核对名称，或者修改原来的那一项。") % title.strip()
    return OnTheListAlready(words, title=words)
