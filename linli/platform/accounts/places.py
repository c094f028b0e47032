"""Choosing a place of the division tree, level by level, without any script."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from linli.kernel import areas
from linli.kernel.areas import Area
from linli.platform.accounts.rules import AREA


@dataclass(frozen=True, slots=True)
class Picker:
    """Where the choosing stands: the way down to `here`, the places one level below it, and the
    departments that serve it."""

    way: Sequence[Area]
    here: Area
    below: Sequence[Area]
    departments: Mapping[UUID, str]


LEVELS = (2, 4, 6, 9, 12, 15)  # digits of a province, city, district, sub-district, community, grid


def picker(held: Sequence[str], at: str) -> Picker:
    """The choosing at `at`, or at the topmost place that is held, for somebody who holds `held`."""
    allowed = [area for area in held if at.startswith(area)]
    here = at if allowed and at and AREA.fullmatch(at) else min(held, key=len, default="")
    way = [here[:digits] for digits in LEVELS if digits < len(here)]
    names = areas.names_of([here, *way])
    return Picker(
        way=[Area(code, names[code]) for code in way if any(code.startswith(h) for h in held)],
        here=Area(here, names[here]),
        below=areas.below(here),
        departments=areas.departments_at(here),
    )
