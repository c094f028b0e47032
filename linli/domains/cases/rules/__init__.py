"""The rules of casework in plain Python: states, moves, numbers, ratings. No database, no clock."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext_lazy as _
from stdnum import damm

from linli.domains.cases.errors import MoveNotAllowed

NOT_NOW = _("事件的状态已经变化，现在不能这样操作。请刷新页面，查看最新进展。")


class Status(StrEnum):
    """Where a case stands."""

    REPORTED = "reported"
    HANDLING = "handling"
    RESULT_REPORTED = "result_reported"
    CLOSED = "closed"
    DECLINED = "declined"
    MERGED = "merged"


class Move(StrEnum):
    """What takes a case from one status to another."""

    DISPATCH = "dispatch"
    DECLINE = "decline"
    RETURN = "return"
    REPORT_RESULT = "report_result"
    CLOSE = "close"
    SEND_BACK = "send_back"
    WITHDRAW = "withdraw"
    REOPEN = "reopen"
    TAKE_UP = "take_up"
    MERGE = "merge"
    UNMERGE = "unmerge"
    WAIT_AGAIN = "wait_again"


MOVES: dict[tuple[Status, Move], Status] = {
    (Status.REPORTED, Move.DISPATCH): Status.HANDLING,
    (Status.REPORTED, Move.DECLINE): Status.DECLINED,
    (Status.HANDLING, Move.DISPATCH): Status.HANDLING,
    (Status.HANDLING, Move.RETURN): Status.REPORTED,
    (Status.HANDLING, Move.REPORT_RESULT): Status.RESULT_REPORTED,
    (Status.RESULT_REPORTED, Move.CLOSE): Status.CLOSED,
    (Status.RESULT_REPORTED, Move.SEND_BACK): Status.HANDLING,
    (Status.REPORTED, Move.WITHDRAW): Status.CLOSED,
    (Status.HANDLING, Move.WITHDRAW): Status.CLOSED,
    (Status.RESULT_REPORTED, Move.WITHDRAW): Status.CLOSED,
    (Status.CLOSED, Move.REOPEN): Status.HANDLING,
    (Status.CLOSED, Move.TAKE_UP): Status.REPORTED,  # closed elsewhere, so that nobody led it here
    (Status.REPORTED, Move.MERGE): Status.MERGED,
    (Status.MERGED, Move.UNMERGE): Status.REPORTED,
    (Status.MERGED, Move.CLOSE): Status.CLOSED,  # with the case it was merged into
    (Status.MERGED, Move.WITHDRAW): Status.CLOSED,
    (Status.CLOSED, Move.UNMERGE): Status.REPORTED,
    (Status.CLOSED, Move.WAIT_AGAIN): Status.MERGED,  # that case is reopened
}
OPEN = (Status.REPORTED, Status.HANDLING, Status.RESULT_REPORTED)
# The two words of GeoReport v2: whoever's case was merged waits for its result like everybody else.
OPEN311_STATUSES = {
    "open": (*OPEN, Status.MERGED),
    "closed": (Status.CLOSED, Status.DECLINED),
}


class Share(StrEnum):
    """Where one party's share of a case stands."""

    SENT = "sent"
    OBJECTED = "objected"
    ACCEPTED = "accepted"
    PAUSED = "paused"
    DONE = "done"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"


class ShareMove(StrEnum):
    """What a party, or the dispatcher, does to that party's share."""

    ACCEPT = "accept"
    OBJECT = "object"
    UPHOLD = "uphold"
    DISMISS = "dismiss"
    PAUSE = "pause"
    RESUME = "resume"
    FINISH = "finish"
    WITHDRAW = "withdraw"
    TAKE_UP_AGAIN = "take_up_again"


SHARE_MOVES: dict[tuple[Share, ShareMove], Share] = {
    (Share.SENT, ShareMove.ACCEPT): Share.ACCEPTED,
    (Share.SENT, ShareMove.OBJECT): Share.OBJECTED,
    (Share.SENT, ShareMove.WITHDRAW): Share.WITHDRAWN,
    (Share.OBJECTED, ShareMove.UPHOLD): Share.RETURNED,
    (Share.OBJECTED, ShareMove.DISMISS): Share.SENT,
    (Share.OBJECTED, ShareMove.WITHDRAW): Share.WITHDRAWN,
    (Share.ACCEPTED, ShareMove.PAUSE): Share.PAUSED,
    (Share.ACCEPTED, ShareMove.FINISH): Share.DONE,
    (Share.ACCEPTED, ShareMove.WITHDRAW): Share.WITHDRAWN,
    (Share.PAUSED, ShareMove.RESUME): Share.ACCEPTED,
    (Share.PAUSED, ShareMove.WITHDRAW): Share.WITHDRAWN,
    (Share.DONE, ShareMove.TAKE_UP_AGAIN): Share.ACCEPTED,
}
OPEN_SHARES = (Share.SENT, Share.OBJECTED, Share.ACCEPTED, Share.PAUSED)
WAITING_SHARES = (Share.OBJECTED, Share.PAUSED)  # their clocks stand still


class Urgency(StrEnum):
    URGENT = "urgent"
    NORMAL = "normal"


class Channel(StrEnum):
    """By which entrance a case came."""

    WEB = "web"
    COUNTER = "counter"
    PHONE = "phone"
    GRID = "grid"
    API = "api"
    IMPORT = "import"
    OPEN311 = "open311"
    COUNCIL = "council"  # resolved or decided, and handed over


ENTERED = frozenset({Channel.COUNTER, Channel.PHONE, Channel.GRID})  # by a worker's hand (代录)


class Behalf(StrEnum):
    """For whom a worker enters a matter."""

    PERSON = "person"  # who stands there or calls
    RELATIVE = "relative"  # somebody else, told by family or neighbours
    NOBODY = "nobody"  # the worker saw it


class Result(StrEnum):
    """What the lead says came of it. It is a claim until the reporter has been asked."""

    SOLVED = "solved"
    EXPLAINED = "explained"
    NOT_SOLVABLE = "not_solvable"
    NOT_OURS = "not_ours"


class Outcome(StrEnum):
    """What a closed case counts as. Only the reporter's own word makes it solved, or withdraws it."""

    SOLVED = "solved"
    UNSOLVED = "unsolved"
    UNREACHED = "unreached"
    WITHDRAWN = "withdrawn"


class Satisfaction(StrEnum):
    SATISFIED = "satisfied"
    FAIRLY_SATISFIED = "fairly_satisfied"
    UNSATISFIED = "unsatisfied"


CONTENT = (Satisfaction.SATISFIED, Satisfaction.FAIRLY_SATISFIED)
CALL_BACK_ATTEMPTS = 3


class Ground(StrEnum):
    """Why a matter isn't taken up (Beijing hotline regulation, article 11)."""

    EMERGENCY = "emergency"
    STATUTORY_CHANNEL = "statutory_channel"
    REPEATED = "repeated"
    SECRET = "secret"  # noqa: S105  # a ground of the rules, no password
    BEYOND_DUTIES = "beyond_duties"
    UNLAWFUL = "unlawful"


SAYS_ENOUGH = frozenset({Ground.EMERGENCY, Ground.REPEATED})  # their own text tells what to do


class ClockKind(StrEnum):
    """The promises that are timed: an answer to the reporter, the solution, one party's share."""

    FEEDBACK = "feedback"
    SOLUTION = "solution"
    SHARE = "share"


GONE = (
    Share.RETURNED,
    Share.WITHDRAWN,
)  # shares whose department has nothing to do with it any more
HEADLINE = 40  # characters that a list shows of a case


def after(status: Status, move: Move) -> Status:
    """The status a case has once `move` is made; MoveNotAllowed when the table has no such row."""
    try:
        return MOVES[status, move]
    except KeyError:
        raise MoveNotAllowed(NOT_NOW, status=status, move=move) from None


def share_after(share: Share, move: ShareMove) -> Share:
    """The status a share has once `move` is made; MoveNotAllowed when the table has no such row."""
    try:
        return SHARE_MOVES[share, move]
    except KeyError:
        raise MoveNotAllowed(NOT_NOW, status=share, move=move) from None


def require_handling(status: Status) -> None:
    """Raise MoveNotAllowed unless somebody is at it, so that others can be called to help."""
    if status != Status.HANDLING:
        raise MoveNotAllowed(NOT_NOW, status=status, move=Move.DISPATCH)


def moves_from(status: Status) -> tuple[Move, ...]:
    """The moves that a case in `status` allows, in the order of the table."""
    return tuple(move for (start, move) in MOVES if start == status)


def share_moves_from(share: Share) -> tuple[ShareMove, ...]:
    return tuple(move for (start, move) in SHARE_MOVES if start == share)


def headline(description: str) -> str:
    """The first line of what was reported, short enough for a list."""
    first = next(iter(description.strip().splitlines()), "")
    return first if len(first) <= HEADLINE else f"{first[: HEADLINE - 1]}…"


def case_number(day: date, serial: int) -> str:
    """The number people read out: day, serial and a check digit, such as 261122-0042-7.

    The digit follows Damm's algorithm, which finds every single wrong digit and every swap of
    neighbours.
    """
    body = f"{day:%y%m%d}{serial:04d}"
    return f"{body[:6]}-{body[6:]}-{damm.calc_check_digit(body)}"


def normal_number(typed: str) -> str | None:
    """What somebody typed as a case number in its one written form, or None if it can't be one."""
    digits = "".join(str(int(sign)) for sign in typed if sign.isdecimal())
    if len(digits) < 11 or not damm.is_valid(digits):
        return None
    return f"{digits[:6]}-{digits[6:-1]}-{digits[-1]}"


def outcome_of(*, reached: bool, solved: bool | None) -> Outcome:
    """What the end of the calls means. Nobody reached is its own outcome, never a satisfied one."""
    if not reached:
        return Outcome.UNREACHED
    return Outcome.SOLVED if solved else Outcome.UNSOLVED


def all_done(shares: Iterable[Share]) -> bool:
    """Whether no party still has open work."""
    return not any(share in OPEN_SHARES for share in shares)
