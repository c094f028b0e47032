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
    ItemForm,
    MinuteForm,
    PresenceForm,
    ReasonForm,
    SceneForm,
    SeatForm,
    SendBackForm,
    TimeBox,
)

__all__ = [
    "CHOOSE",
    "LONG",
    "SHORT",
    "AcceptForm",
    "AssignForm",
    "BodyForm",
    "CallForm",
    "EvidenceForm",
    "ItemForm",
    "MinuteForm",
    "PresenceForm",
    "ReasonForm",
    "SceneForm",
    "SeatForm",
    "SendBackForm",
    "TimeBox",
]
