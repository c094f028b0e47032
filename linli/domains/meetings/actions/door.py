"""Checking in with the code at the door."""

from django.db import transaction
from django.utils.translation import gettext as _

from linli.domains.meetings import queries
from linli.domains.meetings.actions.record import locked
from linli.domains.meetings.errors import NotOnThisBody
from linli.domains.meetings.models import Attendance
from linli.domains.meetings.rules import Presence, Status
from linli.kernel import clock
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.audit import trail
from linli.platform.database import rows


@transaction.atomic
def check_in(*, actor: Actor, token: str) -> Attendance:
    """Note that one's own seat is here; a second time changes nothing.

    Raises DoorClosed for a token that isn't, or is no longer, good; NotOnThisBody without a seat.
    """
    meeting = queries.behind(actor, token)
    policy.require(actor, "meetings.view", at=meeting)

    meeting = locked(meeting, Status.CALLED, Status.SITTING)
    own = queries.own_attendance(actor, meeting)
    if own is None:
        raise NotOnThisBody(_("您没有被邀请参加这次会议，请找记录人登记。"))
    if own.presence == Presence.PRESENT:
        return own

    own.presence, own.came_at, own.by_code = Presence.PRESENT, clock.now(), True
    rows.update(own, ["presence", "came_at", "by_code"])

    trail.record(actor, "meetings.check_in", meeting, seat=str(own.seat_id))
    return own
