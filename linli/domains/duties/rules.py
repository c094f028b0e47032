"""The function list in plain Python: where a duty comes from, what has to come with it, its life.

The rule that a delegated duty comes with the power and the means to do it is that of the plan (权随责走、
费随事转) and of the central offices' opinion of 2024 on lightening the load of communities
(关于加强社区工作者队伍建设的意见 and the list system it asks for).
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _

from linli.domains.duties.errors import MoveNotAllowed

REVIEW_MONTHS = 12  # after which a duty that was kept is looked at again
HOURS_AT_MOST = 2000  # a month: about twelve people who do nothing else


class Origin(StrEnum):
    """Where a duty comes from."""

    STATUTORY = "statutory"  # a law gives it to the community
    DELEGATED = "delegated"  # somebody above asks for it
    SELF_GOVERNED = "self_governed"  # the residents want it


class Status(StrEnum):
    PROPOSED = "proposed"
    IN_FORCE = "in_force"
    REFUSED = "refused"
    RETURNED = "returned"
    MERGED = "merged"


class Move(StrEnum):
    ADMIT = "admit"
    REFUSE = "refuse"
    KEEP = "keep"
    RETURN = "return"
    MERGE = "merge"


MOVES: dict[tuple[Status, Move], Status] = {
    (Status.PROPOSED, Move.ADMIT): Status.IN_FORCE,
    (Status.PROPOSED, Move.REFUSE): Status.REFUSED,
    (Status.IN_FORCE, Move.KEEP): Status.IN_FORCE,
    (Status.IN_FORCE, Move.RETURN): Status.RETURNED,
    (Status.IN_FORCE, Move.MERGE): Status.MERGED,
}
ENDED = frozenset({Status.RETURNED, Status.MERGED})


class Kind(StrEnum):
    """What may come with a duty."""

    AUTHORITY = "authority"
    FUNDS = "funds"
    PEOPLE = "people"
    EQUIPMENT = "equipment"


class Need(StrEnum):
    """What a delegated duty can't do without."""

    AUTHORITY = "authority"
    MEANS = "means"


MET_BY: dict[Need, frozenset[Kind]] = {
    Need.AUTHORITY: frozenset({Kind.AUTHORITY}),
    Need.MEANS: frozenset({Kind.FUNDS, Kind.PEOPLE, Kind.EQUIPMENT}),
}


@dataclass(frozen=True, slots=True)
class Given:
    """Something that came with a duty, from a day on and until another if that is known."""

    kind: Kind
    from_on: date
    until_on: date | None = None

    def holds(self, day: date) -> bool:
        return self.from_on <= day and (self.until_on is None or day <= self.until_on)


def after(status: Status, move: Move) -> Status:
    """The status that `move` leads to; raises MoveNotAllowed where the table has none."""
    if (status, move) not in MOVES:
        raise MoveNotAllowed(_("现在不能这样做。请刷新页面，看看最新情况。"), status=status)
    return MOVES[status, move]


def lacking(origin: Origin, given: Iterable[Given], day: date) -> list[Need]:
    """What a duty lacks on `day`; only what is delegated has to come with anything."""
    if origin != Origin.DELEGATED:
        return []
    there: Collection[Kind] = {each.kind for each in given if each.holds(day)}
    return [need for need, kinds in MET_BY.items() if not kinds & set(there)]


def next_review(day: date) -> date:
    """The day a year on; the last day of February after a leap day."""
    months = day.month - 1 + REVIEW_MONTHS
    year, month = day.year + months // 12, months % 12 + 1
    for back in range(4):
        try:
            return date(year, month, day.day - back)
        except ValueError:
            continue
    raise ValueError(day)


def share(part: int, whole: int) -> float | None:
    """0 to 1; None where there is nothing to divide by."""
    return part / whole if whole else None
