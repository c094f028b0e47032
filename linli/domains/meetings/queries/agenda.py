"""What the calendar of somebody who sits on a body says of its meetings and of their duties."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from linli.domains.meetings import rules
from linli.domains.meetings.models import Attendance, Duty, Meeting
from linli.domains.meetings.queries.meetings import duties
from linli.domains.meetings.rules import Status
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.agenda.declaration import Appointment

LONG = timedelta(hours=2)  # that a meeting is taken to last; nobody says so beforehand


def appointments(actor: Actor, since: datetime) -> Sequence[Appointment]:
    """Meetings that the seats of `actor` are invited to, and what they have to do by when; two queries.

    Names no person, topic or task: calendars are kept by others.
    """
    if actor.account_id is None:
        return []
    invited = (
        Attendance.objects.filter(
            policy.within(actor, "meetings.view", "meeting__area"),
            seat__account_id=actor.account_id, meeting__at__gte=since,
        )
        .select_related("meeting__body")
        .order_by("meeting__at", "id")
    )  # fmt: skip
    own = duties(actor).filter(seat__account_id=actor.account_id, due_at__gte=since)
    return [*(_meeting(each.meeting) for each in invited), *(_duty(each) for each in own)]


def _meeting(meeting: Meeting) -> Appointment:
    is_cancelled = meeting.status == Status.CANCELLED
    words = _("%(body)s第 %(serial)d 次会议") % {
        "body": meeting.body.name, "serial": meeting.serial,
    }  # fmt: skip
    return Appointment(
        uid=f"meeting-{meeting.pk}", title=words, starts_at=meeting.at, ends_at=meeting.at + LONG,
        location=meeting.location, path=reverse("meetings:meeting", args=[meeting.pk]),
        told_at=meeting.called_at, changed=int(is_cancelled), is_cancelled=is_cancelled,
    )  # fmt: skip


def _duty(duty: Duty) -> Appointment:
    is_open = duty.status == rules.Duty.DUE
    words = _("决议到期：%s") if is_open else _("决议已上报：%s")
    meeting = duty.item.meeting
    return Appointment(
        uid=f"duty-{duty.pk}", title=words % meeting.body.name, starts_at=duty.due_at,
        path=reverse("meetings:duty", args=[duty.pk]), told_at=meeting.recorder_at or meeting.at,
        changed=2 * bool(duty.sent_back_for) + (not is_open),
    )  # fmt: skip
