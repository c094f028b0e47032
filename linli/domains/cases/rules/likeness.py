"""How alike two reports are, from 0 to 1, and in what: place, time, kind, words, photo. Pure.

Every part says for itself how near the two are; what one of them doesn't tell (no point, no kind
yet, no photo) is left out and the others count for more. Being near alone never makes two matters
one: words or a photo have to speak for it, so that two noises thirty metres apart stay two.
"""

import math
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from linli.kernel.wording import NUMERALS, bits_apart, likeness_of_words

PLACE, WORDS, CATEGORY, TIME, PHOTO = 0.30, 0.45, 0.15, 0.10, 0.35
NEAR = 250.0  # metres within which two points can be one place
SAME_ASSET = 1.0
SAME_BUILDING, SAME_SPOT, SAME_COMMUNITY = 1.0, 0.9, 0.3  # where points don't say it better
WITHIN = timedelta(days=30)
LEAST_WORDS = 0.22
ALIKE = 0.55
PHOTO_BITS = 10  # of 64: what the same picture loses when it is shrunk, turned lighter, sent on
METRES = 111_320.0  # in a degree of latitude
_SIGNS = re.compile(r"[^\w]|_")


class Part(StrEnum):
    """In what two reports are alike."""

    ASSET = "asset"
    BUILDING = "building"
    DISTANCE = "distance"
    SPOT = "spot"
    COMMUNITY = "community"
    DAY = "day"
    CATEGORY = "category"
    WORDS = "words"
    PHOTO = "photo"


class Reason(NamedTuple):
    """A part that speaks for it; `metres` of a distance alone."""

    part: Part
    metres: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What is compared of a report."""

    said: str
    at: datetime
    community: str
    location: str = ""
    building_id: UUID | None = None
    asset_id: UUID | None = None
    is_stretched: bool = False  # a road or a lawn, on which two spots are two matters
    latitude: float | None = None
    longitude: float | None = None
    category_id: UUID | None = None
    prints: Sequence[int] = ()


class Likeness(NamedTuple):
    """How alike two reports are, and why, in the order in which people would say it."""

    score: float
    reasons: Sequence[Reason]
    is_alike: bool


def likeness(one: Matter, other: Matter) -> Likeness:
    """How alike two reports are. Symmetric; a report and itself give 1."""
    place, where = _place(one, other)
    said = likeness_of_words(one.said, other.said)
    seen = _same_photo(one.prints, other.prints)
    same_kind = _same_kind(one, other)
    days = abs(one.at - other.at) / WITHIN
    parts = [(PLACE, place), (WORDS, said), (TIME, max(0.0, 1 - days))]
    parts += [(CATEGORY, float(same_kind))] if same_kind is not None else []
    parts += [(PHOTO, 1.0)] if seen else []
    score = sum(weight * value for weight, value in parts) / sum(weight for weight, _v in parts)
    speaks = said >= LEAST_WORDS or seen
    reasons = [
        *where,
        *([Reason(Part.CATEGORY)] if same_kind else []),
        *([Reason(Part.WORDS)] if said >= LEAST_WORDS else []),
        *([Reason(Part.PHOTO)] if seen else []),
        *([Reason(Part.DAY)] if abs(one.at - other.at) < timedelta(days=1) else []),
    ]
    return Likeness(round(score, 3), reasons, speaks and bool(place) and score >= ALIKE)


def metres_apart(one: Matter, other: Matter) -> float | None:
    """The distance of two points, flat over a few hundred metres; None unless both are known."""
    if None in (one.latitude, one.longitude, other.latitude, other.longitude):
        return None
    north, east = one.latitude - other.latitude, one.longitude - other.longitude  # type: ignore[operator]
    return METRES * math.hypot(north, east * math.cos(math.radians(one.latitude or 0.0)))


def _place(one: Matter, other: Matter) -> tuple[float, list[Reason]]:
    if one.asset_id is not None and other.asset_id is not None:
        if one.asset_id != other.asset_id:
            return 0.0, []  # two lamps side by side are two matters
        if not one.is_stretched:
            return SAME_ASSET, [Reason(Part.ASSET)]
    return _spot_of(one, other)


def _spot_of(one: Matter, other: Matter) -> tuple[float, list[Reason]]:
    """How near they are by point, house or what was written."""
    apart = metres_apart(one, other)
    if one.building_id is not None and one.building_id == other.building_id:
        return SAME_BUILDING, [Reason(Part.BUILDING)]
    if apart is not None:
        return (1 - apart / NEAR / 2, [Reason(Part.DISTANCE, round(apart))]) if apart <= NEAR else (
            0.0, [],
        )  # fmt: skip
    if one.community != other.community:
        return 0.0, []
    if one.location and _spot(one.location) == _spot(other.location):
        return SAME_SPOT, [Reason(Part.SPOT)]
    return SAME_COMMUNITY, [Reason(Part.COMMUNITY)]


def _spot(location: str) -> str:
    return _SIGNS.sub("", unicodedata.normalize("NFKC", location).translate(NUMERALS))


def _same_kind(one: Matter, other: Matter) -> bool | None:
    if one.category_id is None or other.category_id is None:
        return None
    return one.category_id == other.category_id


def _same_photo(one: Iterable[int], other: Sequence[int]) -> bool:
    return any(bits_apart(mine, theirs) <= PHOTO_BITS for mine in one for theirs in other)
