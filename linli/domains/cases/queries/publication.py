"""What residents may read: closed months that were published, with small cells hidden.

Everything here is public; a published month is chosen by its sub-district, never by who asks.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from linli.core.divisions import queries as divisions
from linli.core.divisions.models import Division
from linli.domains.cases.models import Closing, Figure
from linli.domains.cases.queries.measures import Part
from linli.domains.cases.rules import Channel
from linli.domains.cases.rules.publication import (
    Cell,
    hidden,
    is_small,
    per_ten_thousand,
    total_is_shown,
)

RATES: Mapping[str, tuple[Part, Part]] = {
    "response": (Part.RESPONDED, Part.RESPONSE_OWED),
    "solved": (Part.SOLVED, Part.SOLUTION_OWED),
    "satisfied": (Part.SATISFIED, Part.RATED),
}
Counts = Mapping[tuple[str, str], Mapping[str, int]]  # by area and channel, then by part


@dataclass(frozen=True, slots=True)
class Share:
    """One published rate; None stands for what is hidden."""

    numerator: int | None
    denominator: int | None

    @property
    def percent(self) -> float | None:
        if self.numerator is None or not self.denominator:
            return None
        return round(100 * self.numerator / self.denominator, 1)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a published table: the whole, one community, or one channel."""

    key: str
    reported: int | None
    per_head: float | None
    rates: Mapping[str, Share]


@dataclass(frozen=True, slots=True)
class Edition:
    """One published version of a month."""

    closing: Closing
    whole: Row
    communities: Sequence[Row]
    channels: Sequence[Row]
    residents: int


def subdistricts_with_figures() -> Sequence[Division]:
    """The sub-districts that have published a month."""
    areas = Closing.objects.filter(publication__isnull=False).values("area")
    return list(Division.objects.filter(code__in=areas).order_by("code"))


def months_published(area: str) -> Sequence[date]:
    """The months a sub-district has published, the newest first."""
    found = Closing.objects.filter(area=area, publication__isnull=False)
    return list(found.order_by("-month").values_list("month", flat=True).distinct())


def editions_of(area: str, month: date) -> Sequence[Edition]:
    """Every published version of a month, the newest first; the earlier ones stay readable.

    A cell that is hidden in one version is hidden in all, or one would give the other away.
    """
    found = Closing.objects.filter(area=area, month=month, publication__isnull=False)
    closings = list(found.select_related("publication").order_by("-version"))
    counted = [_counts(each) for each in closings]
    communities = [each for each in divisions.community_names() if each.startswith(area)]
    channels = [*Channel]
    places, ways = (
        [(key, "") for key in communities],
        [(area, str(key)) for key in channels],
    )
    kept_back = {
        name: _hidden(counted, places, *parts) | _hidden(counted, ways, *parts)
        for name, parts in _COLUMNS.items()
    }
    return [
        _edition(closing, counts, places, ways, kept_back)
        for closing, counts in zip(closings, counted, strict=True)
    ]


_COLUMNS = {**RATES, "reported": (Part.REPORTED, Part.REPORTED)}


def _counts(closing: Closing) -> Counts:
    rows = Figure.objects.filter(closing=closing, department=None)
    found: dict[tuple[str, str], dict[str, int]] = {}
    for area, channel, part, count in rows.values_list("area", "channel", "part", "count"):
        found.setdefault((area, channel), {})[part] = count
    return found


def _cell(counts: Counts, key: tuple[str, str], above: Part, below: Part) -> Cell:
    row = counts.get(key, {})
    return Cell(row.get(above, 0), row.get(below, 0))


def _hidden(
    versions: Sequence[Counts], keys: Sequence[tuple[str, str]], above: Part, below: Part
) -> set[tuple[str, str]]:
    """Which rows are hidden: those that any version would hide."""
    out: set[tuple[str, str]] = set()
    names = {"|".join(key): key for key in keys}
    for counts in versions:
        cells = {name: _cell(counts, key, above, below) for name, key in names.items()}
        out |= {names[name] for name in hidden(cells)}
    return out


def _edition(
    closing: Closing,
    counts: Counts,
    places: Sequence[tuple[str, str]],
    ways: Sequence[tuple[str, str]],
    kept_back: Mapping[str, set[tuple[str, str]]],
) -> Edition:
    people: Mapping[str, int] = closing.residents
    everybody = sum(people.values())

    def row(key: tuple[str, str], name: str, residents: int) -> Row:
        shares = {
            rate: _share(_cell(counts, key, *parts), key in kept_back[rate])
            for rate, parts in RATES.items()
        }
        reported = counts.get(key, {}).get(Part.REPORTED, 0)
        is_kept_back = key in kept_back["reported"] or is_small(reported)
        shown = None if is_kept_back else reported
        per_head = None if is_kept_back else per_ten_thousand(reported, residents)
        return Row(name, shown, per_head, shares)

    return Edition(
        closing,
        row((closing.area, ""), closing.area, everybody),
        [row(key, key[0], people.get(key[0], 0)) for key in places],
        [row(key, key[1], everybody) for key in ways if counts.get(key)],
        everybody,
    )


def _share(cell: Cell, is_hidden: bool) -> Share:
    if is_hidden or not total_is_shown(cell):
        return Share(None, None)
    return Share(cell.numerator, cell.denominator)
