"""Bodies, and who sits on them."""

from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from linli.core.divisions.models import Division
from linli.domains.meetings.actions.record import require_words
from linli.domains.meetings.models import Body, Seat
from linli.domains.meetings.rules import Kind
from linli.kernel import clock
from linli.kernel.errors import Invalid
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.audit import trail
from linli.platform.database import rows
from linli.platform.notices import actions as notices
from linli.platform.notices.recipients import Holders


@transaction.atomic
def found_body(*, actor: Actor, community: Division, kind: Kind, name: str) -> Body:
    """Set up a body of a community; Invalid when one of that name is there."""
    policy.require(actor, "meetings.preside", at=community)

    name = require_words(name, "name", _("请写下会议组织的名称。"))
    if Body.objects.filter(area=community.code, name=name).exists():
        words = _("本社区已经有这个名称的会议组织。")
        raise Invalid(words, name=words)

    today = clock.local_date(clock.now())
    body = rows.insert(
        Body(community=community, area=community.code, kind=kind, name=name, founded_on=today)
    )

    trail.record(actor, "meetings.found", body, kind=kind)
    return body


@transaction.atomic
def take_seat(
    *,
    actor: Actor,
    body: Body,
    name: str,
    side: str = "",
    account_id: UUID | None = None,
    is_chair: bool = False,
    term_ends_on: date | None = None,
) -> Seat:
    """Give somebody, or a unit, a seat from today on. One chair, and one seat for an account."""
    policy.require(actor, "meetings.preside", at=body)

    name = require_words(name, "name", _("请写下姓名或者单位名称。"))
    today = clock.local_date(clock.now())
    if term_ends_on is not None and term_ends_on <= today:
        words = _("任期要在今天以后结束。")
        raise Invalid(words, term_ends_on=words)

    seat = Seat(
        body=body, community_id=body.community_id, name=name, side=side.strip(),
        account_id=account_id, is_chair=is_chair, since=today, term_ends_on=term_ends_on,
    )  # fmt: skip
    try:
        with transaction.atomic():
            rows.insert(seat)
    except IntegrityError:
        words = _("已经有一位主持人，或者这个账号已经有席位。")
        raise Invalid(words, is_chair=words) from None

    trail.record(actor, "meetings.seat", body, seat=str(seat.pk), is_chair=is_chair)
    return seat


@transaction.atomic
def leave_seat(*, actor: Actor, seat: Seat) -> Seat:
    """End somebody's seat today; the meetings they attended stay as they were."""
    policy.require(actor, "meetings.preside", at=seat.body)

    seat = rows.fetch(Seat, seat.pk, lock=True)
    seat.left_on = seat.left_on or clock.local_date(clock.now())
    rows.update(seat, ["left_on"])

    trail.record(actor, "meetings.leave", seat.body, seat=str(seat.pk))
    return seat


@transaction.atomic
def remind_month(*, actor: Actor, body: Body) -> None:
    """Tell the recorders once a month that a joint body has neither met nor been called."""
    policy.require(actor, "meetings.remind", at=body)

    body = rows.fetch(Body, body.pk, lock=True)
    today = clock.local_date(clock.now())
    if body.reminded_on is not None and body.reminded_on >= today.replace(day=1):
        return
    body.reminded_on = today
    rows.update(body, ["reminded_on"])
    notices.send(
        to=Holders("meetings.record", body.area), topic="meetings.monthly",
        words=_("本月还没有召开联席会议，也没有发出通知。每个月至少开一次，请尽快召集。"),
        link=reverse("meetings:body", args=[body.pk]),
        once_key=f"meetings.monthly:{body.pk}:{today:%Y-%m}",
    )  # fmt: skip

    trail.record(actor, "meetings.remind_month", body)
