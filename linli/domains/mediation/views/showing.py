"""Turning rows into what the pages of disputes show: plain values, no queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from linli.domains.mediation import words
from linli.domains.mediation.models import (
    Alarm,
    Dispute,
    Duty,
    Party,
    Seat,
    Sitting,
    Step,
)
from linli.domains.mediation.queries import Scene
from linli.domains.mediation.rules import (
    Consent,
    Court,
    Ending,
    Form,
    How,
    Performance,
    Relation,
    Risk,
    Signer,
    Source,
    Status,
)
from linli.domains.mediation.rules import Seat as Standing
from linli.kernel import clock
from linli.platform.calendar import clocks
from linli.platform.calendar import queries as calendars
from linli.platform.calendar.clocks import Reading
from linli.platform.calendar.clocks.words import explain
from linli.platform.ui.components.deadlines import deadline
from linli.platform.ui.components.marks import badge
from linli.platform.ui.components.tables import NONE, Column, address_of, link

STEP_TONE = {
    "alarm": "bad",
    "end": "neutral",
    "take_effect": "good",
    "perform": "good",
    "break": "bad",
    "challenge": "warn",
}


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline as a list shows it, read from the column and not from the log."""

    due_at: datetime | None
    overdue: bool
    remaining: Any
    provisional: bool = False
    paused: bool = False
    stopped: bool = False
    in_working_time: bool = False


def columns() -> list[object]:
    return [
        Column(_("编号"), "number"), Column(_("为什么事"), "main"), _("社区"), _("类型"), _("状态"),
        _("期限"), _("调解员"),
    ]  # fmt: skip


def row(dispute: Any, now: datetime) -> list[object]:
    """One line of the list, cell by cell. `dispute.seated` are its mediators."""
    status = Status(dispute.status)
    return [
        link(dispute.number, address_of("mediation:dispute", dispute.pk)),
        dispute.subject,
        dispute.community.name,
        str(dispute.kind or NONE),
        badge(words.STATUS[status], words.STATUS_TONE[status]),
        deadline(due_of(dispute, now)) if dispute.is_talking else NONE,
        "、".join(seat.mediator.name for seat in dispute.seated) or NONE,
    ]


def due_of(dispute: Dispute, now: datetime) -> Due:
    """How the term stands; while the police are at it, nobody can say when it will end."""
    paused = dispute.status == Status.SUSPENDED
    return Due(
        None if paused else dispute.due_at, dispute.due_at < now and not paused,
        dispute.due_at - now, dispute.provisional, paused,
    )  # fmt: skip


def standing(dispute: Dispute) -> dict[str, Any]:
    """The status of a dispute as a badge shows it."""
    status = Status(dispute.status)
    return {"status": words.STATUS[status], "tone": words.STATUS_TONE[status]}


def facts_of(
    dispute: Dispute, scene: Scene, *, with_statement: bool = True
) -> list[tuple[Any, Any]]:
    """What is known of a dispute; what the parties say only to those who may know."""
    pairs = [
        (_("编号"), dispute.number),
        (_("社区"), dispute.community.name),
        (_("类型"), str(dispute.kind or "")),
        (_("地点"), dispute.location),
        (_("来源"), _source(dispute)),
        (_("登记时间"), _moment(dispute.opened_at)),
        (_("开始调解"), _moment(dispute.began_at)),
        (_("调解结束"), _moment(dispute.concluded_at)),
        (_("结果"), words.ENDING[Ending(dispute.ending)] if dispute.ending else ""),
        (_("各方怎么说"), dispute.statement if scene.confides and with_statement else ""),
    ]
    return [(name, value) for name, value in pairs if value]


def _source(dispute: Dispute) -> str:
    name = str(words.SOURCE[Source(dispute.source)])
    return f"{name} {dispute.case_number}".strip()


def party_row(party: Party, revealed: Mapping[Any, Party]) -> dict[str, Any]:
    """One party, its name masked unless it was revealed for a reason."""
    name, phone = party.masked
    if party.pk in revealed:
        name, phone = party.name, party.phone
    consent = Consent(party.consent) if party.consent else ""
    how = words.HOW[How(party.consent_how)] if party.consent_how else ""
    return {
        "title": party.title,
        "name": name,
        "phone": phone,
        "consent": words.CONSENT[consent],
        "tone": words.CONSENT_TONE[consent],
        "how": " ".join(str(part) for part in (how, _moment(party.consent_at)) if part),
    }


def seat_row(seat: Seat, scene: Scene) -> dict[str, Any]:
    """One mediator in this dispute, who has accepted them, and what came of a challenge."""
    status = Standing(seat.status)
    accepted = {each.party_id for each in seat.acceptances.all()}
    names = [party.title for party in scene.parties if party.pk in accepted]
    about = [each for each in scene.challenges if each.seat_id == seat.pk]
    return {
        "name": seat.mediator.name,
        "status": words.SEAT[status],
        "tone": words.SEAT_TONE[status],
        "relation": words.RELATION[Relation(seat.relation)],
        "accepted": "、".join(names),
        "challenges": [
            {
                "who": each.party.title if each.party else _("调解员自己"),
                "relation": words.RELATION[Relation(each.relation)],
                "reason": each.reason,
                "ruling": each.ruling,
            }
            for each in about
        ],
    }


def sitting_row(sitting: Sitting, scene: Scene) -> dict[str, Any]:
    present = [party.title for party in scene.parties if party.pk in sitting.present]
    return {
        "when": _moment(sitting.at),
        "location": sitting.location,
        "openness": _("公开") if sitting.in_public else _("不公开"),
        "present": "、".join(present),
        "minutes": sitting.minutes,
        "is_held": sitting.minuted_at is not None,
    }


def alarm_row(alarm: Alarm) -> dict[str, Any]:
    reading = clocks.reading(clocks.from_plain(alarm.clock), calendars.current(), clock.now())
    return {
        "alarm": alarm,
        "risk": words.RISK[Risk(alarm.risk)],
        "when": _moment(alarm.at),
        "reading": reading,
    }


def agreement_of(scene: Scene) -> dict[str, Any] | None:
    """The standing agreement: its text, what is still missing, and the last day for the court."""
    agreement = scene.agreement
    if agreement is None:
        return None
    court = scene.confirmation
    state = Court(court.state) if court else None
    return {
        "agreement": agreement,
        "form": words.FORM_SHORT[Form(agreement.form)],
        "missing": []
        if agreement.effective_on
        else [_whose(scene, *each) for each in scene.missing],
        "court": court,
        "court_state": words.COURT[state] if state else "",
        "court_tone": words.COURT_TONE[state] if state else "neutral",
        "may_confirm": bool(
            agreement.confirm_by
            and court is None
            and clock.local_date(clock.now()) <= agreement.confirm_by
        ),
    }


def _whose(scene: Scene, signer: Signer, whose: str) -> str:
    party, seat = scene.party(whose), scene.seat(whose)
    if party is not None:
        return party.title
    name = words.SIGNER[signer]
    return f"{name} {seat.mediator.name}" if seat else str(name)


def duty_row(duty: Duty) -> dict[str, Any]:
    status = Performance(duty.status)
    return {
        "duty": duty,
        "who": duty.party.title,
        "status": words.PERFORMANCE[status],
        "tone": words.PERFORMANCE_TONE[status],
        "visits": [(_moment(each.at), each.performed, each.note) for each in duty.visits.all()],
    }


def clock_of(dispute: Dispute) -> tuple[Reading, Sequence[str]]:
    """The term of the talks: its reading and why it is due then."""
    calendar, log = calendars.current(), clocks.from_plain(dispute.clock)
    reading = clocks.reading(log, calendar, clock.now())
    return reading, explain(reading)


def paths_of(dispute: Dispute) -> Any:
    """What the parties are told of the ways that remain; nothing as long as they talk."""
    if not dispute.ending:
        return ""
    if dispute.status == Status.UNPERFORMED:
        return words.UNPERFORMED
    return words.PATHS[Ending(dispute.ending)]


def steps_of(scene: Scene) -> list[dict[str, Any]]:
    """The timeline, newest first; without the words for whoever may not know them."""
    lines = [
        {
            "at": step.at,
            "title": _title(step),
            "detail": step.words if scene.confides else "",
            "tone": STEP_TONE.get(step.kind, "info"),
        }
        for step in scene.steps
    ]
    return lines[::-1]


def _title(step: Step) -> str:
    told = step.details
    party = words.side(told["place"]) if step.kind in SAID_BY and "place" in told else ""
    answer = words.CONSENT.get(told.get("answer", "-"), "")
    ending = words.ENDING.get(told.get("ending", "-"), "")
    signer = words.SIGNER.get(told.get("signer", "-"), "")
    court = words.COURT.get(told.get("court", "-"), "")
    parts = (party, step.title, answer, ending, signer, court)
    return " · ".join(str(part) for part in parts if part)


SAID_BY = frozenset({"party", "consent", "accept", "end"})


def _moment(at: datetime | None) -> str:
    return date_format(timezone.localtime(at), "Y-m-d H:i") if at else ""
