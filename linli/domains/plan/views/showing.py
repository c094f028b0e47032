"""Turning plans into what the pages show: plain values, no queries."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from linli.domains.plan import words
from linli.domains.plan.models import Milestone, Plan
from linli.domains.plan.rules import course, months
from linli.domains.plan.rules.course import State
from linli.platform.ui.components.marks import badge
from linli.platform.ui.components.tables import NONE

WIDE, AFTER = (
    1000,
    3,
)  # of the time line, in units of its drawing; months shown after the last phase


@dataclass(frozen=True, slots=True)
class Stretch:
    """A phase on the calendar; `left` and `wide` place it on the time line."""

    title: str
    tasks: Sequence[str]
    since: date
    until: date | None
    is_now: bool
    left: int
    wide: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A milestone on the calendar."""

    milestone: Milestone
    state: State
    slip: int
    left: int

    @property
    def badge(self) -> object:
        return badge(words.STATE[self.state], tone=words.STATE_TONE[self.state])

    @property
    def tone(self) -> str:
        return words.STATE_TONE[self.state]


def number(value: Decimal | float | None) -> str:
    """With one decimal at most, and without zeros that say nothing."""
    if value is None:
        return NONE
    told = f"{value:.1f}"
    return told.removesuffix(".0")


def stretches(plan: Plan, today: date) -> Iterator[Stretch]:
    for phase in plan.template.told.phases:
        since = months.later(plan.starts_on, phase.from_month)
        until = None if phase.to_month is None else months.later(plan.starts_on, phase.to_month)
        left = place(plan, since)
        right = WIDE if until is None else place(plan, until)
        is_now = since <= today and (until is None or today < until)
        yield Stretch(phase.title, phase.tasks, since, until, is_now, left, right - left)


def marks(plan: Plan, milestones: Sequence[Milestone], today: date) -> list[Mark]:
    return [
        Mark(
            each, course.state(each.dates, today), course.slip(each.dates, today),
            place(plan, each.reached_on or each.due_on),
        )
        for each in milestones
    ]  # fmt: skip


def place(plan: Plan, day: date) -> int:
    """How far along the time line a day stands, 0 to `WIDE`."""
    phases = plan.template.told.phases
    last = max(each.to_month or each.from_month for each in phases) + AFTER
    whole = (months.later(plan.starts_on, last) - plan.starts_on).days
    return max(0, min(WIDE, round(WIDE * (day - plan.starts_on).days / whole)))


def stats(found: Sequence[Mark]) -> list[dict[str, Any]]:
    """Milestones by where they stand."""
    shown = (
        (State.LATE, {State.LATE}),
        (State.SOON, {State.SOON}),
        (State.ON_COURSE, {State.ON_COURSE}),
        (State.REACHED, {State.REACHED, State.REACHED_LATE}),
    )
    return [
        {
            "label": words.STATE[state], "tone": words.STATE_TONE[state],
            "value": sum(each.state in states for each in found),
        }
        for state, states in shown
    ]  # fmt: skip
