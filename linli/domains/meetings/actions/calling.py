"""How a meeting is called, and how its agenda comes about."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext as _

from linli.contracts.meetings import MeetingCalled
from linli.domains.meetings import queries, rules
from linli.domains.meetings.actions.record import locked, require_words
from linli.domains.meetings.errors import NotOnThisBody
from linli.domains.meetings.models import Attendance, Body, Item, Meeting, Seat
from linli.domains.meetings.rules import Move, Status
from linli.kernel import clock
from linli.kernel.errors import Invalid
from linli.kernel.events import publish
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.audit import trail
from linli.platform.database import rows
from linli.platform.notices import actions as notices


@transaction.atomic
def call_meeting(
    *, actor: Actor, body: Body, at: datetime, location: str, topic: str = ""
) -> Meeting:
    """Invite every seat of a body. What it resolved and isn't done yet is the first item.

    Raises Invalid for a time that has passed, and for a body without seats.
    """
    policy.require(actor, "meetings.record", at=body)

    location = require_words(location, "location", _("请写明在哪里开会。"))
    body = rows.fetch(Body, body.pk, lock=True)
    seats = list(queries.seats_now(body))
    _check(at, seats)

    meeting = rows.insert(
        Meeting(
            body=body, community_id=body.community_id, area=body.area, at=at, location=location,
            serial=_next_serial(body), called_at=clock.now(),
        )
    )  # fmt: skip
    _invite(meeting, seats)
    _begin_agenda(meeting, topic.strip())

    trail.record(actor, "meetings.call", meeting, body=str(body.pk), seats=len(seats))
    publish(MeetingCalled(meeting_id=meeting.pk, body_id=body.pk, area=body.area, kind=body.kind))
    return meeting


@transaction.atomic
def raise_item(*, actor: Actor, meeting: Meeting, title: str) -> Item:
    """Put something on the agenda, as anybody on the body may until the meeting is over.

    Raises NotOnThisBody for somebody who neither sits there nor keeps its records.
    """
    policy.require(actor, "meetings.propose", at=meeting)

    meeting = locked(meeting, Status.CALLED, Status.SITTING)
    if not queries.may_raise(actor, meeting):
        raise NotOnThisBody(_("只有本会议组织的成员和记录人可以提出议题。"))
    title = require_words(title, "title", _("请用一句话写明议题。"))

    item = _add(meeting, title, raised_by=actor.account_id)

    trail.record(actor, "meetings.raise", meeting, item=str(item.pk))
    return item


@transaction.atomic
def cancel_meeting(*, actor: Actor, meeting: Meeting, reason: str) -> Meeting:
    """Call off a meeting that hasn't begun; everybody who was invited by a message is told."""
    policy.require(actor, "meetings.record", at=meeting)

    meeting = locked(meeting)
    reason = require_words(reason, "reason", _("请写明为什么取消。"))

    meeting.status = rules.after(Status(meeting.status), Move.CANCEL)
    meeting.why_cancelled = reason
    rows.update(meeting, ["status", "why_cancelled"])
    words = _("第 %s 次会议取消了。") % meeting.serial
    for each in meeting.attendance.filter(was_told=True).select_related("seat"):
        _tell(meeting, each.seat, "cancelled", words)

    trail.record(actor, "meetings.cancel", meeting)
    return meeting


def _check(at: datetime, seats: list[Seat]) -> None:
    if at <= clock.now():
        words = _("会议时间要在现在以后。")
        raise Invalid(words, day=words)
    if not seats:
        raise Invalid(_("这个会议组织还没有成员，请先登记席位。"))


def _next_serial(body: Body) -> int:
    """The body is locked, so that two who call at once count on from each other."""
    return (body.meetings.aggregate(last=Max("serial"))["last"] or 0) + 1


def _invite(meeting: Meeting, seats: list[Seat]) -> None:
    words = _("请参加第 %s 次会议，时间、地点和议题见会议页面。") % meeting.serial
    for seat in seats:
        told = _tell(meeting, seat, "called", words)
        rows.insert(
            Attendance(meeting=meeting, seat=seat, community_id=meeting.community_id, was_told=told)
        )


def _tell(meeting: Meeting, seat: Seat, topic: str, words: str) -> bool:
    """Whether a message was written: not to a seat without an account, nor to a closed one."""
    if seat.account_id is None:
        return False
    sent = notices.send(
        to=seat.account_id, topic="meetings.called", words=words,
        link=reverse("meetings:meeting", args=[meeting.pk]),
        once_key=f"meetings.{topic}:{meeting.pk}:{seat.pk}",
    )  # fmt: skip
    return sent > 0


def _begin_agenda(meeting: Meeting, topic: str) -> None:
    if queries.open_duties(meeting.body).exists():
        _add(meeting, _("检查以前决议的落实情况"), is_review=True)
    if topic:
        _add(meeting, topic)


def _add(
    meeting: Meeting, title: str, *, raised_by: UUID | None = None, is_review: bool = False
) -> Item:
    place = (meeting.items.aggregate(last=Max("place"))["last"] or 0) + 1
    return rows.insert(
        Item(
            meeting=meeting, community_id=meeting.community_id, place=place, title=title[:120],
            raised_by=raised_by, is_review=is_review,
        )
    )  # fmt: skip
