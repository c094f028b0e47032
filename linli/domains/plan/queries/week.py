"""What a community has to do this week for its plan."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from linli.domains.plan.models import Entry, Milestone
from linli.domains.plan.queries.figures import Line, filled
from linli.domains.plan.rules import course
from linli.domains.plan.rules.course import State
from linli.domains.plan.rules.values import Standing
from linli.domains.plan.rules.week import Kind

AHEAD = timedelta(days=92)  # for which figures are asked before their day
MOST = 12


@dataclass(frozen=True, slots=True)
class ToDo:
    """One thing to do: about a milestone or an indicator, by its key. `days` until it is due."""

    kind: Kind
    key: str
    title: str
    days: int


def week(
    milestones: Sequence[Milestone], lines: Sequence[Line], waiting: Sequence[Entry], today: date
) -> list[ToDo]:
    """The most pressing things, at most twelve."""
    found = [*_of_milestones(milestones, today), *_of_entries(lines, waiting), *_of_lines(lines)]
    order = [*Kind]
    return sorted(found, key=lambda each: (order.index(each.kind), each.days, each.key))[:MOST]


def _of_milestones(milestones: Sequence[Milestone], today: date) -> Iterator[ToDo]:
    kinds = {State.LATE: Kind.LATE_MILESTONE, State.SOON: Kind.SOON_MILESTONE}
    for each in milestones:
        kind = kinds.get(course.state(each.dates, today))
        if kind:
            yield ToDo(kind, each.key, each.title, (each.due_on - today).days)


def _of_entries(lines: Sequence[Line], waiting: Sequence[Entry]) -> Iterator[ToDo]:
    titles = {each.measure.key: each.measure.title for each in lines}
    for key in sorted({each.indicator for each in waiting} & set(titles)):
        yield ToDo(Kind.CONFIRM, key, titles[key], 0)


def _of_lines(lines: Sequence[Line]) -> Iterator[ToDo]:
    computed = filled()
    for line in lines:
        key, days = line.measure.key, (line.aim.due - line.day).days
        is_near = line.aim.due - line.day <= AHEAD
        kind = {
            Standing.LATE: Kind.LATE_INDICATOR,
            Standing.BEHIND: Kind.BEHIND,
            Standing.UNKNOWN: Kind.ENTER if is_near and key not in computed else None,
        }.get(line.standing)
        if kind:
            yield ToDo(kind, key, line.measure.title, days)
