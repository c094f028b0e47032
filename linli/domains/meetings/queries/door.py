"""The code at the door: a signed link that names one meeting and lives for some minutes.

Whoever scans it is, or was a moment ago, where the code is shown. It says nothing about anybody;
who checks in is who is signed in.
"""

from datetime import timedelta
from uuid import UUID

from django.core import signing
from django.utils.translation import gettext as _

from linli.domains.meetings.errors import DoorClosed
from linli.domains.meetings.models import Attendance, Meeting
from linli.domains.meetings.queries.meetings import get
from linli.kernel import clock
from linli.platform.access import policy
from linli.platform.access.actor import Actor

LIFETIME = timedelta(minutes=10)
RENEWED = timedelta(minutes=4)  # so that a code that is shown still lives for six
_SALT = "linli.meetings.door"


def ticket(actor: Actor, meeting: Meeting) -> str:
    """What the code at the door of a meeting says; for whoever keeps its records."""
    policy.require(actor, "meetings.record", at=meeting)
    last_second = int((clock.now() + LIFETIME).timestamp())
    return signing.Signer(salt=_SALT).sign(f"{meeting.pk.hex}-{last_second}")


def behind(actor: Actor, token: str) -> Meeting:
    """The meeting that a ticket opens. Raises DoorClosed for a forged or an old one."""
    try:
        meeting_id, last_second = signing.Signer(salt=_SALT).unsign(token).split("-")
    except signing.BadSignature:
        raise DoorClosed(_("这个签到码无效，请重新扫描门口的二维码。")) from None
    if clock.now().timestamp() > int(last_second):
        raise DoorClosed(_("这个签到码过期了，请重新扫描门口的二维码。"))
    return get(actor, UUID(meeting_id))


def own_attendance(actor: Actor, meeting: Meeting) -> Attendance | None:
    """The invitation of the seat of `actor`, if they have one."""
    if actor.account_id is None:
        return None
    found = meeting.attendance.filter(seat__account_id=actor.account_id)
    return found.select_related("seat").first()
