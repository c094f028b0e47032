"""The meeting itself: who is there, what is said and decided, who signs for it."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from linli.contracts.meetings import MinutesSigned
from linli.domains.meetings import queries, rules
from linli.domains.meetings.actions.record import locked, require_words
from linli.domains.meetings.errors import (
    MinutesMissing,
    MoveNotAllowed,
    NoQuorum,
    NotTheChair,
    SameHand,
    TooManyVotes,
)
from linli.domains.meetings.models import Attendance, Item, Meeting
from linli.domains.meetings.rules import Hand, Kind, Move, Presence, Purpose, Status
from linli.kernel import clock
from linli.kernel.errors import Invalid
from linli.kernel.events import publish
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.audit import trail
from linli.platform.database import rows


@dataclass(frozen=True, slots=True)
class Votes:
    """Seats for, against and abstaining."""

    yes: int
    no: int
    abstained: int

    @property
    def cast(self) -> int:
        return self.yes + self.no + self.abstained


@transaction.atomic
def mark_presence(*, actor: Actor, attendance: Attendance, presence: Presence) -> Attendance:
    """Note whether a seat is there. Whoever comes late counts from then on."""
    policy.require(actor, "meetings.record", at=attendance.meeting)

    meeting = locked(attendance.meeting, Status.CALLED, Status.SITTING)
    attendance = rows.fetch(Attendance, attendance.pk)

    attendance.presence, attendance.by_code = presence, False
    attendance.came_at = clock.now() if presence == Presence.PRESENT else None
    rows.update(attendance, ["presence", "came_at", "by_code"])

    seat = str(attendance.seat_id)
    trail.record(actor, "meetings.presence", meeting, seat=seat, presence=presence)
    return attendance


@transaction.atomic
def open_meeting(*, actor: Actor, meeting: Meeting) -> Meeting:
    """Begin a meeting. Raises NoQuorum, with the rule and the figures, when too few are there."""
    policy.require(actor, "meetings.record", at=meeting)

    meeting = locked(meeting)
    status = rules.after(Status(meeting.status), Move.OPEN)
    needed = queries.majority(Kind(meeting.body.kind), Purpose.QUORUM, at=clock.now())
    present, invited = queries.present_of(meeting)
    if not needed.fraction.is_reached(present, invited):
        said = _("应到 %(all)d 席，实到 %(here)d 席，须%(rule)s（%(basis)s），还不能开会。")
        raise NoQuorum(
            said % {"all": invited, "here": present, "rule": needed.fraction, "basis": needed.basis}
        )

    meeting.status, meeting.opened_at, meeting.quorum = status, clock.now(), needed
    rows.update(meeting, ["status", "opened_at", "quorum"])

    trail.record(actor, "meetings.open", meeting, present=present, invited=invited)
    return meeting


@transaction.atomic
def minute_item(
    *,
    actor: Actor,
    item: Item,
    minutes: str,
    resolution: str = "",
    votes: Votes | None = None,
) -> Item:
    """Write down one item; a resolution is adopted when the body's majority of those present is for it.

    Raises TooManyVotes for more votes than seats present, Invalid for a resolution without votes.
    """
    policy.require(actor, "meetings.record", at=item.meeting)

    meeting = locked(item.meeting, Status.SITTING)
    item = rows.fetch(Item, item.pk)
    if item.duties.exists():
        raise MoveNotAllowed(_("这项决议已经分派任务，不能再改。"))
    item.minutes = require_words(minutes, "minutes", _("请记下这个议题讨论了什么。"))
    item.resolution = resolution.strip()
    _count(item, meeting, votes)
    rows.update(
        item,
        [
            "minutes", "resolution", "votes_for", "votes_against", "votes_abstained", "present",
            "majority", "is_adopted",
        ],
    )  # fmt: skip

    trail.record(actor, "meetings.minute", meeting, item=str(item.pk), adopted=item.is_adopted)
    return item


@transaction.atomic
def sign_minutes(*, actor: Actor, meeting: Meeting, hand: Hand) -> Meeting:
    """Sign as chair or as recorder: two people. The second name fixes everything.

    Raises NotTheChair, SameHand, or MinutesMissing when an item has no minutes yet.
    """
    needs = {Hand.CHAIR: "meetings.preside", Hand.RECORDER: "meetings.record"}
    policy.require(actor, needs[hand], at=meeting)

    meeting = locked(meeting, Status.SITTING, Status.SIGNING)
    _check_hand(actor, meeting, hand)
    if any(not each.minutes for each in meeting.items.all()):
        raise MinutesMissing(_("还有议题没有纪要，请先记完再签字。"))

    meeting.status = rules.after(Status(meeting.status), Move.SIGN)
    meeting.digest = queries.digest_of(meeting)
    setattr(meeting, f"{hand}_by", actor.account_id)
    setattr(meeting, f"{hand}_at", clock.now())
    rows.update(meeting, ["status", "digest", f"{hand}_by", f"{hand}_at"])

    trail.record(actor, "meetings.sign", meeting, hand=hand, digest=meeting.digest)
    if meeting.status == Status.SIGNED:
        _publish(meeting)
    return meeting


@transaction.atomic
def take_back_signature(*, actor: Actor, meeting: Meeting, reason: str) -> Meeting:
    """Open minutes that only one has signed, to mend them; both have to sign what is then there."""
    policy.require(actor, "meetings.record", at=meeting)

    meeting = locked(meeting)
    reason = require_words(reason, "reason", _("请写明为什么要改。"))

    meeting.status = rules.after(Status(meeting.status), Move.TAKE_BACK)
    meeting.digest = ""
    meeting.chair_by = meeting.chair_at = meeting.recorder_by = meeting.recorder_at = None
    rows.update(meeting, ["status", "digest", "chair_by", "chair_at", "recorder_by", "recorder_at"])

    trail.record(actor, "meetings.take_back", meeting, reason=reason)
    return meeting


def _count(item: Item, meeting: Meeting, votes: Votes | None) -> None:
    if not item.resolution:
        if votes is not None and votes.cast:
            words = _("有表决就要写明决议内容。")
            raise Invalid(words, resolution=words)
        item.votes_for = item.votes_against = item.votes_abstained = item.present = None
        item.majority = item.is_adopted = None
        return
    if votes is None or not votes.cast:
        words = _("决议要有表决结果。")
        raise Invalid(words, votes_for=words)
    present, _invited = queries.present_of(meeting)
    if votes.cast > present:
        raise TooManyVotes(
            _("实到 %(here)d 席，票数有 %(cast)d，请核对。") % {"here": present, "cast": votes.cast}
        )
    item.majority = queries.majority(Kind(meeting.body.kind), Purpose.ADOPTION, at=clock.now())
    item.votes_for, item.votes_against, item.votes_abstained = votes.yes, votes.no, votes.abstained
    item.present = present
    item.is_adopted = item.majority.fraction.is_reached(votes.yes, present)


def _check_hand(actor: Actor, meeting: Meeting, hand: Hand) -> None:
    chair = queries.seats_now(meeting.body).filter(is_chair=True).first()
    is_chair = chair is not None and actor.account_id is not None
    is_chair = is_chair and chair.account_id == actor.account_id  # type: ignore[union-attr]
    if hand == Hand.CHAIR and not is_chair:
        raise NotTheChair(_("只有本会议组织的主持人可以在这里签字。"))
    if hand == Hand.RECORDER and (is_chair or actor.account_id is None):
        raise SameHand(_("主持人和记录人要是两个人，请由另一位签字。"))
    if getattr(meeting, f"{hand}_by") is not None:
        raise MoveNotAllowed(rules.NOT_NOW)


def _publish(meeting: Meeting) -> None:
    publish(
        MinutesSigned(
            meeting_id=meeting.pk,
            body_id=meeting.body_id,
            area=meeting.area,
            kind=meeting.body.kind,
            adopted=meeting.items.filter(is_adopted=True).count(),
        )
    )
