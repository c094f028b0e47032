"""Every way to change bodies and meetings. One function per deed, one transaction per function:

permission - rule - write - trail - event.
"""

from linli.domains.meetings.actions.bodies import found_body, leave_seat, remind_month, take_seat
from linli.domains.meetings.actions.calling import call_meeting, cancel_meeting, raise_item
from linli.domains.meetings.actions.door import check_in
from linli.domains.meetings.actions.duties import (
    assign_duty,
    confirm_duty,
    remind_duty,
    report_duty,
    send_back_duty,
)
from linli.domains.meetings.actions.handing_over import note_case, note_case_end, send_to_cases
from linli.domains.meetings.actions.pledges import deliver, pledge
from linli.domains.meetings.actions.posts import appoint, leave_post
from linli.domains.meetings.actions.sitting import (
    Votes,
    mark_presence,
    minute_item,
    open_meeting,
    sign_minutes,
    take_back_signature,
)

__all__ = [
    "Votes",
    "appoint",
    "assign_duty",
    "call_meeting",
    "cancel_meeting",
    "check_in",
    "confirm_duty",
    "deliver",
    "found_body",
    "leave_post",
    "leave_seat",
    "mark_presence",
    "minute_item",
    "note_case",
    "note_case_end",
    "open_meeting",
    "pledge",
    "raise_item",
    "remind_duty",
    "remind_month",
    "report_duty",
    "send_back_duty",
    "send_to_cases",
    "sign_minutes",
    "take_back_signature",
    "take_seat",
]
