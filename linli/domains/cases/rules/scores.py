"""Points from rates: versioned rules of straight pieces, in plain Python and exact numbers.

The form is that of published monthly score sheets (Lianyungang, 2022): satisfaction gave
max(12.5, 25 - 0.5 * max(0, target - rate)). Departments and communities are scored, never a person.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

CENT, HUNDRED = Decimal("0.01"), Decimal(100)


class Role(StrEnum):
    """In which part a party is scored (Beijing hotline regulation, articles 16 and 33)."""

    LEAD = "lead"
    HELPER = "helper"
    WHISTLER = "whistler"


class Measure(StrEnum):
    """What is counted of a party, always as so many of so many.

    HELD: results that no reporter sent back or reopened, of all results. OBJECTION: objections
    upheld, of those ruled. CALLED_RIGHTLY: parties whom no ruling released, of those whistled for.
    CARRIED: whistled cases with a result in time, of those that owe one.
    """

    RESPONSE = "response"
    SOLVED = "solved"
    SATISFIED = "satisfied"
    ACCEPTED = "accepted"
    DONE = "done"
    HELD = "held"
    OBJECTION = "objection"
    CALLED_RIGHTLY = "called_rightly"
    CARRIED = "carried"


MEASURES: Mapping[Role, Sequence[Measure]] = {
    Role.LEAD: (
        Measure.RESPONSE, Measure.SOLVED, Measure.SATISFIED, Measure.ACCEPTED, Measure.DONE,
        Measure.HELD, Measure.OBJECTION,
    ),
    Role.HELPER: (Measure.ACCEPTED, Measure.DONE, Measure.OBJECTION),
    Role.WHISTLER: (Measure.CALLED_RIGHTLY, Measure.CARRIED),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """How one rate becomes points: `full` at `target` percent and above, below it `slope` points
    less for each percent, never less than `floor`. Fewer than `minimum` cases aren't scored.
    """

    role: Role
    measure: Measure
    full: Decimal
    target: Decimal
    slope: Decimal
    floor: Decimal
    minimum: int = 1
    weight: Decimal = Decimal(1)

    def why_unsound(self) -> str | None:
        """The field that can't stand, or None."""
        checks = {
            "measure": self.measure in MEASURES[self.role],
            "full": self.full > 0,
            "target": 0 <= self.target <= HUNDRED,
            "slope": self.slope >= 0,
            "floor": 0 <= self.floor <= self.full,
            "minimum": self.minimum >= 1,
            "weight": self.weight > 0,
        }
        return next((name for name, sound in checks.items() if not sound), None)


@dataclass(frozen=True, slots=True)
class Count:
    """What one party did in one part: `numerator` of `denominator`. `party` is a key, no person."""

    party: str
    role: Role
    measure: Measure
    numerator: int
    denominator: int


@dataclass(frozen=True, slots=True)
class Line:
    """One rate of a party with its points; `points` is None below the minimum of cases."""

    count: Count
    piece: Piece
    points: Decimal | None

    @property
    def percent(self) -> Decimal:
        return two_places(rate_of(self.count.numerator, self.count.denominator))


@dataclass(frozen=True, slots=True)
class Score:
    """A party's points in one part, out of 100; `total` is None where nothing could be scored."""

    party: str
    role: Role
    lines: Sequence[Line]
    total: Decimal | None


def rate_of(numerator: int, denominator: int) -> Fraction:
    """Percent, exactly; 0 where there is nothing to divide by."""
    return Fraction(100 * numerator, denominator) if denominator else Fraction(0)


def two_places(value: Fraction) -> Decimal:
    """Rounded half up to hundredths, as score sheets are."""
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(CENT, ROUND_HALF_UP)


def points(piece: Piece, numerator: int, denominator: int) -> Decimal | None:
    """max(floor, full - slope * max(0, target - rate)); None below the minimum of cases."""
    if denominator < piece.minimum:
        return None
    short = max(Fraction(0), Fraction(piece.target) - rate_of(numerator, denominator))
    return two_places(
        max(Fraction(piece.floor), Fraction(piece.full) - Fraction(piece.slope) * short)
    )


def scores(pieces: Sequence[Piece], counts: Iterable[Count]) -> list[Score]:
    """Every party's score, by party and part: never by points, for a list isn't a ranking."""
    by_measure = {(each.role, each.measure): each for each in pieces}
    lines: dict[tuple[str, Role], list[Line]] = defaultdict(list)
    for count in counts:
        piece = by_measure.get((count.role, count.measure))
        if piece is not None:
            got = points(piece, count.numerator, count.denominator)
            lines[count.party, count.role].append(Line(count, piece, got))
    order = list(Measure)
    return [
        Score(party, role, sorted(found, key=lambda x: order.index(x.count.measure)), total(found))
        for (party, role), found in sorted(lines.items())
    ]


def total(lines: Iterable[Line]) -> Decimal | None:
    """Weighted points over the weighted full points of what could be scored, out of 100."""
    scored = [each for each in lines if each.points is not None]
    full = sum(Fraction(each.piece.full) * Fraction(each.piece.weight) for each in scored)
    got = sum(Fraction(each.points or 0) * Fraction(each.piece.weight) for each in scored)
    return two_places(Fraction(100 * got) / Fraction(full)) if full else None


def sheet(found: Sequence[Score]) -> str:
    """Scores as one text that is the same byte for byte whenever the same was counted and ruled."""
    plain = [
        {
            "party": each.party,
            "role": each.role,
            "total": _told(each.total),
            "lines": [
                {
                    "measure": line.count.measure,
                    "numerator": line.count.numerator,
                    "denominator": line.count.denominator,
                    "points": _told(line.points),
                }
                for line in each.lines
            ],
        }
        for each in found
    ]
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def to_plain(pieces: Sequence[Piece]) -> list[dict[str, Any]]:
    """Pieces as they are stored: numbers as text, so that none is rounded on the way."""
    return [
        {
            name: value if isinstance(value, int) else str(value)
            for name, value in asdict(each).items()
        }
        for each in pieces
    ]


def from_plain(stored: Iterable[Mapping[str, Any]]) -> list[Piece]:
    return [
        Piece(
            role=Role(each["role"]),
            measure=Measure(each["measure"]),
            minimum=int(each["minimum"]),
            **{
                name: Decimal(each[name]) for name in ("full", "target", "slope", "floor", "weight")
            },
        )
        for each in stored
    ]


def _told(value: Decimal | None) -> str | None:
    return None if value is None else str(value)
