"""When many cases of a kind at a place are one problem that comes back. Plain Python.

Two rates are compared exactly: of n + k cases in W + H weeks, those in the last W weeks follow, if
nothing has changed, a binomial law with share W / (W + H) (Przyborowski and Wilenski, Biometrika
31, 1940). The bounds of a ratio of rates are those of that share (Clopper and Pearson, Biometrika
26, 1934). Nothing here knows how strongly cases bunch, so a person decides on what is found.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import ceil
from uuid import UUID

SHARE_OF_WIDER = 0.5  # from here on a wider place is nothing but the narrower one in it


class Scope(StrEnum):
    """How wide a place is, the narrowest first."""

    BUILDING = "building"
    GRID = "grid"
    COMMUNITY = "community"


NARROWEST_FIRST = tuple(Scope)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a problem is: the building if that narrow, else the grid's or community's code."""

    area: str
    category_id: UUID
    building_id: UUID | None = None

    @property
    def scope(self) -> Scope:
        if self.building_id is not None:
            return Scope.BUILDING
        return Scope.GRID if len(self.area) > 12 else Scope.COMMUNITY

    def holds(self, other: "Place") -> bool:
        """Whether `other` is a narrower place in this one, of the same kind of matter."""
        is_narrower = NARROWEST_FIRST.index(other.scope) < NARROWEST_FIRST.index(self.scope)
        same_kind = other.category_id == self.category_id
        return is_narrower and same_kind and other.area.startswith(self.area)


@dataclass(frozen=True, slots=True)
class Demands:
    """What one version of the rule asks of a cluster. Weeks are sevens of days up to midnight."""

    window: int
    cases: int
    reporters: int
    buildings: int
    tail: float
    past: int
    least_past: int
    growth: float


@dataclass(frozen=True, slots=True)
class Cluster:
    """What was counted at a place: merged cases are one, each of those who waits has a voice."""

    place: Place
    cases: int
    reporters: int
    buildings: int
    past_cases: int
    past_weeks: int


def chance(cluster: Cluster, window: int) -> float:
    """How likely so many cases or more are in `window` weeks if nothing has changed; 0 to 1.

    1 where there is no past to compare with.
    """
    if not cluster.past_weeks:
        return 1.0
    share = window / (window + cluster.past_weeks)
    return tail(cluster.cases, cluster.cases + cluster.past_cases, share)


def recurs(cluster: Cluster, asked: Demands) -> bool:
    """Whether a cluster is a problem that comes back: enough, by several, and more than is usual.

    Several reporters or several buildings do; where the past is too short, nothing is found.
    """
    by_several = cluster.reporters >= asked.reporters or (0 < asked.buildings <= cluster.buildings)
    return (
        cluster.cases >= asked.cases
        and by_several
        and cluster.past_weeks >= asked.least_past
        and chance(cluster, asked.window) <= asked.tail
    )


def has_grown(cases: int, refused_at: int, growth: float) -> bool:
    """Whether a cluster that was refused with so many cases has grown enough to be proposed again."""
    return cases >= ceil(round(refused_at * (1 + growth), 6))


def to_propose(found: Iterable[Cluster], open_places: Collection[Place]) -> Sequence[Cluster]:
    """Which clusters become topics: none inside a place that has one for this kind of matter, and no
    wider place of whose cases a narrower one there has half or more.
    """
    chosen: list[Cluster] = []
    counted: dict[Place, int] = {}
    for each in sorted(found, key=lambda one: NARROWEST_FIRST.index(one.place.scope)):
        counted[each.place] = each.cases
        taken = [*open_places, *(one.place for one in chosen)]
        inside = sum(counted.get(one, 0) for one in taken if each.place.holds(one))
        if each.place in open_places or any(one.holds(each.place) for one in open_places):
            continue
        if inside < SHARE_OF_WIDER * each.cases:
            chosen.append(each)
    return chosen


@dataclass(frozen=True, slots=True)
class Effect:
    """The rate since, as a multiple of the rate before, with the bounds that hold it 95 times in 100.

    None where there is nothing to divide by.
    """

    ratio: float | None
    low: float
    high: float | None


def effect(before: int, weeks_before: float, since: int, weeks_since: float) -> Effect | None:
    """What became of the rate; None while no week is over."""
    if not weeks_since or not weeks_before:
        return None
    low, high = bounds(since, since + before, 0.05)
    scale = weeks_before / weeks_since
    ratio = scale * since / before if before else None
    top = scale * high / (1 - high) if high < 1 else None
    return Effect(ratio, scale * low / (1 - low), top)


def tail(hits: int, tries: int, share: float) -> float:
    """The chance of `hits` or more in so many tries, each with that share; exact."""
    from scipy.special import betainc

    return float(betainc(hits, tries - hits + 1, share)) if hits > 0 else 1.0


def bounds(hits: int, tries: int, error: float) -> tuple[float, float]:
    """Between which shares `hits` of `tries` isn't unusual, either way by half of `error`."""
    from scipy.special import betaincinv

    low = betaincinv(hits, tries - hits + 1, error / 2) if hits else 0.0
    high = betaincinv(hits + 1, tries - hits, 1 - error / 2) if hits < tries else 1.0
    return float(low), float(high)
