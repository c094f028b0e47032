"""The shape of what people type about bodies and meetings."""

from linli.domains.meetings.forms.meetings import (
    CHOOSE,
    LONG,
    SHORT,
    AcceptForm,
    AssignForm,
    BodyForm,
    CallForm,
    EvidenceForm,
    HandOverForm,
    ItemForm,
    MinuteForm,
    PresenceForm,
    ReasonForm,
    SceneForm,
    SeatForm,
    SendBackForm,
    TimeBox,
)
from linli.domains.meetings.forms.pledges import DeliveryForm, PledgeForm
from linli.domains.meetings.forms.posts import AppointForm

__all__ = [
    "CHOOSE",
    "LONG",
    "SHORT",
    "AcceptForm",
    "AppointForm",
    "AssignForm",
    "BodyForm",
    "CallForm",
    "DeliveryForm",
    "EvidenceForm",
    "HandOverForm",
    "ItemForm",
    "MinuteForm",
    "PledgeForm",
    "PresenceForm",
    "ReasonForm",
    "SceneForm",
    "SeatForm",
    "SendBackForm",
    "TimeBox",
]
