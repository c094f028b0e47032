"""Meetings for the matrix: a body, a meeting of it, and a duty of signed minutes."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from linli.core.divisions.models import Division
from linli.domains.meetings import actions, queries
from linli.domains.meetings.actions import Votes
from linli.domains.meetings.models import Body, Meeting, Pledge, Tenure
from linli.domains.meetings.rules import Hand, Kind, Presence
from linli.domains.meetings.rules.posts import Office
from linli.domains.meetings.views.deeds import DEEDS
from linli.kernel import clock
from linli.kernel.ids import new_id
from linli.platform.access.actor import Actor, Holding, machine
from linli.platform.access.actor import Kind as ActorKind
from linli.platform.database import scope
from tests.authorisation.people import COMMUNITY

Values = Mapping[str, Any]
HOUSE = machine("test")


def signer(permission: str) -> Actor:
    """Somebody to sign: the house itself has no hand."""
    holding = Holding("signer", frozenset({permission}), COMMUNITY)
    return Actor(ActorKind.STAFF, "签字人", new_id(), (holding,))


def founded(chair: Actor | None = None) -> Body:
    body = actions.found_body(
        actor=HOUSE, community=Division.objects.get(pk=COMMUNITY), kind=Kind.FOUR_PARTY,
        name=f"四方会{Body.objects.count()}",  # no two of a community are named alike
    )  # fmt: skip
    account = chair.account_id if chair else None
    actions.take_seat(actor=HOUSE, body=body, name="书记", account_id=account, is_chair=True)
    return body


def called(body: Body) -> Meeting:
    at = clock.now() + timedelta(days=1)
    return actions.call_meeting(actor=HOUSE, body=body, at=at, location="会议室", topic="停车位")


def followed() -> Any:
    """A duty that counts: resolved, given to the chair's seat, signed by two."""
    chair = signer("meetings.preside")
    meeting = called(founded(chair))
    came = meeting.attendance.get()
    actions.mark_presence(actor=HOUSE, attendance=came, presence=Presence.PRESENT)
    actions.open_meeting(actor=HOUSE, meeting=meeting)
    item = actions.minute_item(
        actor=HOUSE, item=meeting.items.get(), minutes="讨论", resolution="划车位",
        votes=Votes(1, 0, 0),
    )  # fmt: skip
    duty = actions.assign_duty(actor=HOUSE, item=item, seat=came.seat, task="画线", days=3)
    for hand, who in ((Hand.CHAIR, chair), (Hand.RECORDER, signer("meetings.record"))):
        actions.sign_minutes(actor=who, meeting=meeting, hand=hand)
    return duty


def about_meeting() -> Values:
    with scope.limited_to([COMMUNITY]):
        return {"meeting_id": called(founded()).pk}


def about_paper() -> Values:
    with scope.limited_to([COMMUNITY]):
        return {"meeting_id": followed().item.meeting_id}


def about_door() -> Values:
    with scope.limited_to([COMMUNITY]):
        return {"token": queries.ticket(HOUSE, called(founded()))}


def pledged() -> Pledge:
    seat = founded().seats.get()
    made = actions.pledge(
        actor=HOUSE, seat=seat, resource="停车位", amount=2, unit="个",
        due_on=clock.local_date(clock.now()),
    )  # fmt: skip
    actions.deliver(actor=HOUSE, pledge=made, amount=1, evidence="已划线")
    return made


def appointed() -> Tenure:
    return actions.appoint(
        actor=HOUSE, area=COMMUNITY, organisation="社区党委", office=Office.MEMBER,
        holder=f"委员{Tenure.objects.count()}", since=clock.local_date(clock.now()),
    )  # fmt: skip


def about_tenure() -> Values:
    with scope.limited_to([COMMUNITY]):
        return {"tenure_id": appointed().pk}


def about_pledge() -> Values:
    with scope.limited_to([COMMUNITY]):
        return {"pledge_id": pledged().pk}


def about_body() -> Values:
    with scope.limited_to([COMMUNITY]):
        return {"body_id": founded().pk}


def about_seat() -> Values:
    with scope.limited_to([COMMUNITY]):
        body = founded()
        return {"body_id": body.pk, "seat_id": body.seats.get().pk}


def about_duty() -> Values:
    with scope.limited_to([COMMUNITY]):
        return {"duty_id": followed().pk}


MEETING, BODY, DUTY = (
    "/meetings/<uuid:meeting_id>/",
    "/meetings/bodies/<uuid:body_id>/",
    "/meetings/duties/<uuid:duty_id>/",
)
THINGS: dict[str, Callable[[], Values]] = {
    MEETING: about_meeting,
    f"{MEETING}door/": about_meeting,
    f"{MEETING}minutes.docx": about_paper,
    "/meetings/here/<str:token>/": about_door,
    **{f"{MEETING}{deed}/": about_meeting for deed in DEEDS},
    **{f"{BODY}{deed}": about_body for deed in ("", "call/", "seat/", "pledges/")},
    "/meetings/posts/<uuid:tenure_id>/leave/": about_tenure,
    "/meetings/pledges/<uuid:pledge_id>/deliver/": about_pledge,
    f"{BODY}seats/<uuid:seat_id>/leave/": about_seat,
    **{f"{DUTY}{deed}": about_duty for deed in ("", "report/", "confirm/", "send-back/", "send/")},
}
