"""The rules of mediation in plain Python: states, moves, who may mediate, when an agreement counts.

The law is the People's Mediation Law of 2010 (人民调解法); "art." means its articles.
"""

import json
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from django.utils.translation import gettext_lazy as _
from stdnum import damm

from linli.domains.mediation.errors import MoveNotAllowed

NOT_NOW = _("这件纠纷的状态已经变化，现在不能这样操作。请刷新页面，查看最新进展。")
FEWEST_PARTIES = 2
EXTENSIONS_AT_MOST = 1
CONFIRM_WITHIN = timedelta(days=30)  # art. 33
REMIND_BEFORE = timedelta(days=3)
SITTING_NEAR = timedelta(days=1)
DAYTIME = range(8, 20)  # hours of the day in which people are reminded


class Status(StrEnum):
    """Where a dispute stands."""

    ASKED = "asked"
    MEDIATING = "mediating"
    SUSPENDED = "suspended"
    SIGNING = "signing"
    IN_EFFECT = "in_effect"
    PERFORMED = "performed"
    UNPERFORMED = "unperformed"
    ENDED = "ended"


class Move(StrEnum):
    """What takes a dispute from one status to another."""

    BEGIN = "begin"
    ALARM = "alarm"
    RESUME = "resume"
    DRAFT = "draft"
    TEAR_UP = "tear_up"
    AGREE_ORALLY = "agree_orally"
    TAKE_EFFECT = "take_effect"
    PERFORM = "perform"
    BREAK = "break"
    END = "end"


MOVES: dict[tuple[Status, Move], Status] = {
    (Status.ASKED, Move.BEGIN): Status.MEDIATING,
    (Status.ASKED, Move.ALARM): Status.ASKED,
    (Status.ASKED, Move.END): Status.ENDED,
    (Status.MEDIATING, Move.ALARM): Status.SUSPENDED,
    (Status.MEDIATING, Move.DRAFT): Status.SIGNING,
    (Status.MEDIATING, Move.AGREE_ORALLY): Status.IN_EFFECT,
    (Status.MEDIATING, Move.END): Status.ENDED,
    (Status.SUSPENDED, Move.ALARM): Status.SUSPENDED,
    (Status.SUSPENDED, Move.RESUME): Status.MEDIATING,
    (Status.SUSPENDED, Move.END): Status.ENDED,
    (Status.SIGNING, Move.ALARM): Status.SIGNING,
    (Status.SIGNING, Move.TEAR_UP): Status.MEDIATING,
    (Status.SIGNING, Move.TAKE_EFFECT): Status.IN_EFFECT,
    (Status.SIGNING, Move.END): Status.ENDED,
    (Status.IN_EFFECT, Move.ALARM): Status.IN_EFFECT,
    (Status.IN_EFFECT, Move.PERFORM): Status.PERFORMED,
    (Status.IN_EFFECT, Move.BREAK): Status.UNPERFORMED,
    (Status.UNPERFORMED, Move.ALARM): Status.UNPERFORMED,
    (Status.UNPERFORMED, Move.PERFORM): Status.PERFORMED,
    (Status.UNPERFORMED, Move.BREAK): Status.UNPERFORMED,
}
TALKING = (Status.ASKED, Status.MEDIATING, Status.SUSPENDED, Status.SIGNING)
AGREED = (Status.IN_EFFECT, Status.PERFORMED, Status.UNPERFORMED)
OPEN = (*TALKING, Status.IN_EFFECT, Status.UNPERFORMED)


class Ending(StrEnum):
    """How the talks ended."""

    AGREEMENT = "agreement"
    REFUSED = "refused"
    STOPPED = "stopped"
    FAILED = "failed"
    WITHDRAWN = "withdrawn"
    POLICE = "police"
    COURT = "court"


# Before all have consented there is nothing to stop or to fail: only refusing (art. 17), taking the
# request back, and another authority whose matter it is. Afterwards nobody can refuse any more.
_BEFORE = (Ending.REFUSED, Ending.WITHDRAWN, Ending.POLICE, Ending.COURT)
_AFTER = (Ending.STOPPED, Ending.FAILED, Ending.WITHDRAWN, Ending.POLICE, Ending.COURT)
ENDINGS: dict[Status, tuple[Ending, ...]] = {
    Status.ASKED: _BEFORE,
    Status.MEDIATING: _AFTER,
    Status.SUSPENDED: _AFTER,
    Status.SIGNING: _AFTER,
}
OF_A_PARTY = frozenset({Ending.REFUSED, Ending.STOPPED})  # one of them says so, and which is noted


class Consent(StrEnum):
    AGREED = "agreed"
    REFUSED = "refused"


class How(StrEnum):
    """In which way a party said something."""

    IN_PERSON = "in_person"
    PHONE = "phone"
    WRITING = "writing"
    MESSAGE = "message"


class Relation(StrEnum):
    """What a mediator has to do with a party."""

    NONE = "none"
    ACQUAINTED = "acquainted"
    BUSINESS = "business"
    RELATIVE = "relative"
    AGENT = "agent"
    PARTY = "party"


BARRED = frozenset({Relation.RELATIVE, Relation.AGENT, Relation.PARTY})  # may not mediate at all


class Chosen(StrEnum):
    """Who named a mediator (art. 19)."""

    COMMITTEE = "committee"
    PARTIES = "parties"


class Seat(StrEnum):
    """Where a mediator stands in one dispute."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    CHALLENGED = "challenged"
    RECUSED = "recused"


class SeatMove(StrEnum):
    ACCEPT = "accept"
    CHALLENGE = "challenge"
    UPHOLD = "uphold"
    DISMISS = "dismiss"
    ASK_AGAIN = "ask_again"


SEAT_MOVES: dict[tuple[Seat, SeatMove], Seat] = {
    (Seat.PROPOSED, SeatMove.ACCEPT): Seat.ACCEPTED,
    (Seat.PROPOSED, SeatMove.CHALLENGE): Seat.CHALLENGED,
    (Seat.ACCEPTED, SeatMove.CHALLENGE): Seat.CHALLENGED,
    (Seat.ACCEPTED, SeatMove.ASK_AGAIN): Seat.PROPOSED,  # one more party has to accept
    (Seat.CHALLENGED, SeatMove.UPHOLD): Seat.RECUSED,
    (Seat.CHALLENGED, SeatMove.DISMISS): Seat.PROPOSED,
}
SITTING = (Seat.PROPOSED, Seat.ACCEPTED, Seat.CHALLENGED)


class Risk(StrEnum):
    """Why the police are told (art. 25)."""

    VIOLENCE = "violence"
    SELF_HARM = "self_harm"
    CROWD = "crowd"
    CRIME = "crime"


class Form(StrEnum):
    """How an agreement is kept (art. 28)."""

    WRITTEN = "written"
    ORAL = "oral"


class Signer(StrEnum):
    PARTY = "party"
    MEDIATOR = "mediator"
    COMMITTEE = "committee"


class Mark(StrEnum):
    """What stands on the paper (art. 29)."""

    SIGNATURE = "signature"
    STAMP = "stamp"
    FINGERPRINT = "fingerprint"


class Performance(StrEnum):
    DUE = "due"
    PERFORMED = "performed"
    NOT_PERFORMED = "not_performed"


class Court(StrEnum):
    """What became of a joint application for judicial confirmation (art. 33)."""

    APPLIED = "applied"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    NOT_ACCEPTED = "not_accepted"


class Limit(StrEnum):
    """What is timed: the talks, their extension, the answer to a report to the police."""

    TALKS = "talks"
    EXTENSION = "extension"
    ALARM = "alarm"


class Source(StrEnum):
    """By which way a dispute came."""

    COUNTER = "counter"
    CASE = "case"


def after(status: Status, move: Move) -> Status:
    """The status after `move`; MoveNotAllowed when the table has no such row."""
    try:
        return MOVES[status, move]
    except KeyError:
        raise MoveNotAllowed(NOT_NOW, status=status, move=move) from None


def seat_after(seat: Seat, move: SeatMove) -> Seat:
    """Where a mediator stands after `move`; MoveNotAllowed when the table has no such row."""
    try:
        return SEAT_MOVES[seat, move]
    except KeyError:
        raise MoveNotAllowed(NOT_NOW, status=seat, move=move) from None


def require_ending(status: Status, ending: Ending) -> None:
    """Raise MoveNotAllowed unless talks in `status` can end like that."""
    if ending not in ENDINGS.get(status, ()):
        raise MoveNotAllowed(NOT_NOW, status=status, ending=ending)


def may_begin(consents: Collection[str], seats: Collection[str]) -> bool:
    """Whether talks may begin: every party agreed, and somebody whom all accept mediates.

    Two parties at least; a challenge that nobody has ruled on holds everything up.
    """
    all_agree = len(consents) >= FEWEST_PARTIES and all(each == Consent.AGREED for each in consents)
    return all_agree and may_sit(seats)


def may_sit(seats: Collection[str]) -> bool:
    return Seat.ACCEPTED in seats and Seat.CHALLENGED not in seats


def number(day: date, serial: int) -> str:
    """The number people read out: T (调), day, serial and Damm's check digit: T261122-0042-7."""
    body = f"{day:%y%m%d}{serial:04d}"
    return f"T{body[:6]}-{body[6:]}-{damm.calc_check_digit(body)}"


def normal_number(typed: str) -> str | None:
    """What somebody typed as a number in its one written form, or None if it can't be one."""
    digits = "".join(str(int(sign)) for sign in typed if sign.isdecimal())
    if len(digits) < 11 or not damm.is_valid(digits):
        return None
    return f"T{digits[:6]}-{digits[6:-1]}-{digits[-1]}"


def missing(
    parties: Iterable[str], mediators: Iterable[str], signed: Collection[tuple[str, str]]
) -> list[tuple[Signer, str]]:
    """Whose signature an agreement still lacks: each party, one mediator at least, the seal.

    A mediator who stepped back has signed for nothing; as long as nobody mediates, one is missing.
    `signed` are (signer, whose) as recorded; ids are told as text (art. 29).
    """
    lacking = [(Signer.PARTY, each) for each in parties if (Signer.PARTY, each) not in signed]
    seated = list(mediators)
    if not any((Signer.MEDIATOR, each) in signed for each in seated):
        lacking += [(Signer.MEDIATOR, each) for each in seated or [""]]
    if (Signer.COMMITTEE, "") not in signed:
        lacking.append((Signer.COMMITTEE, ""))
    return lacking


def digest(
    number_: str, parties: Sequence[str], terms: str, duties: Sequence[Sequence[str]]
) -> str:
    """SHA-256 of what was agreed, by which a changed text is found out; 64 hexadecimal digits."""
    text = json.dumps(
        [number_, [*parties], terms, [[*each] for each in duties]], ensure_ascii=False
    )
    return sha256(text.encode()).hexdigest()


def confirm_by(effective_on: date, is_working_day: Callable[[date], bool]) -> date:
    """The last day of a joint application to the court: 30 days from effect (art. 33).

    The first day isn't counted, and a last day that is a day off gives way to the next working day
    (Civil Procedure Law, art. 85).
    """
    last = effective_on + CONFIRM_WITHIN
    while not is_working_day(last):
        last += timedelta(days=1)
    return last


def is_daytime(local: datetime) -> bool:
    """Whether people may be reminded at this hour of their own day."""
    return local.hour in DAYTIME


def reminder(due_on: date, today: date, reminded_for: str) -> str:
    """Why somebody is to be reminded of a duty today: `soon`, `late`, or "" for no reason."""
    why = "late" if due_on < today else "soon"
    is_near = due_on - REMIND_BEFORE <= today
    return why if is_near and reminded_for != why else ""


def all_performed(duties: Iterable[str]) -> bool:
    return all(each == Performance.PERFORMED for each in duties)


def rate(agreed: int, begun: int) -> float | None:
    """The success rate, 0 to 1: agreements among the talks that began and ended; None without any."""
    return agreed / begun if begun else None
