"""Turning plans into what the pages show: plain values, no queries."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from linli.domains.plan import words
from linli.domains.plan.models import Entry, Milestone, Plan
from linli.domains.plan.queries import Line, ToDo, milestone_values, records_address
from linli.domains.plan.rules import course, months
from linli.domains.plan.rules.course import State
from linli.domains.plan.rules.template import Group
from linli.domains.plan.rules.values import Figure, Standing
from linli.platform.access.actor import Actor
from linli.platform.ui.components.marks import badge
from linli.platform.ui.components.tables import NONE, Column, address_of, beside, link, small

WIDE = 1000  # of the time line, in units of its drawing
LAGGING = frozenset({Standing.BEHIND, Standing.PARTIAL, Standing.LATE})
AFTER = 3  # months shown after the last phase


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
    asked: Sequence[tuple[object, object, object, object]] = ()  # indicator, value, wanted, reached

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


def marks(
    plan: Plan, milestones: Sequence[Milestone], lines: Sequence[Line], today: date
) -> list[Mark]:
    return [
        Mark(
            each, course.state(each.dates, today), course.slip(each.dates, today),
            place(plan, each.reached_on or each.due_on), _asked(plan, each, lines),
        )
        for each in milestones
    ]  # fmt: skip


def _asked(
    plan: Plan, milestone: Milestone, lines: Sequence[Line]
) -> list[tuple[object, object, object, object]]:
    told: list[tuple[object, object, object, object]] = []
    for line, wanted in milestone_values(milestone, lines):
        aim = replace(line.aim, target=wanted)
        is_met = line.figure.value is not None and aim.is_met(line.figure.value)
        mark = badge(_("达到"), tone="good") if is_met else badge(_("未达到"))
        title = link(line.measure.title, _indicator(plan, line.measure.key))
        told.append((title, value_cell(line, plan.area), number(wanted), mark))
    return told


def _indicator(plan: Plan, key: str) -> str:
    return f"{address_of('plan:plan', plan.pk)}indicators/{key}/"


def to_dos(plan: Plan, found: Sequence[ToDo], lines: Sequence[Line]) -> list[dict[str, object]]:
    """What to do this week, each with the page where it is done."""
    by_key = {each.measure.key: each for each in lines}
    return [
        {
            "badge": badge(words.TO_DO[each.kind], tone=words.TO_DO_TONE[each.kind]),
            "title": each.title,
            "days": -each.days if each.days < 0 else 0,
            "href": _indicator(plan, each.key) if each.key in by_key else f"#{each.key}",
            "records": records_address(by_key[each.key], plan.area) if each.key in by_key else "",
        }
        for each in found
    ]


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


def line_columns() -> list[object]:
    return [
        Column(_("指标"), "main"), Column(_("数值"), "number"), Column(_("基线"), "number"),
        Column(_("目标"), "number"), _("目标日期"), Column(_("按路径应为"), "number"), _("状态"),
    ]  # fmt: skip


def line_row(plan: Plan, line: Line) -> list[object]:
    measure, aim = line.measure, line.aim
    contradicts = badge(_("方案自相矛盾"), tone="warn") if measure.contradiction else ""
    return [
        beside(link(measure.title, _indicator(plan, measure.key)), contradicts),
        value_cell(line, plan.area), number(aim.baseline), number(aim.target),
        aim.due.isoformat(), number(line.path), standing_badge(line.standing),
    ]  # fmt: skip


def value_cell(line: Line, area: str) -> object:
    """A value that opens its records, marked where it was entered by hand or is incomplete."""
    figure = line.figure
    if figure.value is None:
        return small(words.WHY[figure.why]) if figure.why else NONE
    told = f"{number(figure.value)} {line.measure.unit}"
    address = records_address(line, area)
    parts: list[object] = [link(told, address) if address else told]
    if figure.by_hand:
        parts.append(badge(_("人工填报")))
    if not figure.is_complete:
        parts.append(small(completeness(figure)))
    return beside(*parts)


def completeness(figure: Figure) -> str:
    return _("数据完整度 %(known)d/%(expected)d") % {
        "known": figure.known, "expected": figure.expected,
    }  # fmt: skip


def standing_badge(standing: Standing) -> object:
    return badge(words.STANDING[standing], tone=words.STANDING_TONE[standing])


def groups(
    plan: Plan, lines: Sequence[Line], *, whole: bool
) -> list[tuple[object, list[list[object]], int, bool]]:
    """The indicators under the titles of their groups: title, rows, how many lag behind, and whether
    they are unfolded, as all are on the `whole` page. What presses stands in the week's list already."""
    found: list[tuple[object, list[list[object]], int, bool]] = []
    for group in Group:
        own = [each for each in lines if each.measure.group == group]
        lagging = sum(each.standing in LAGGING for each in own)
        if own:
            rows = [line_row(plan, each) for each in own]
            found.append((words.GROUP[group], rows, lagging, whole))
    return found


def standing_stats(lines: Sequence[Line]) -> list[dict[str, Any]]:
    """How many indicators stand well, badly, or can't be told."""
    shown = (
        (_("已达标或按路径"), "good", {Standing.REACHED, Standing.ON_COURSE}),
        (_("落后于路径"), "warn", {Standing.BEHIND, Standing.PARTIAL}),
        (_("逾期未达标"), "bad", {Standing.LATE}),
        (_("没有数值"), "neutral", {Standing.UNKNOWN}),
    )
    counts = [
        {"label": label, "tone": tone, "value": sum(each.standing in of for each in lines)}
        for label, tone, of in shown
    ]
    by_hand = sum(bool(each.figure.by_hand) for each in lines)
    return [*counts, {"label": _("人工填报"), "tone": "neutral", "value": by_hand}]


def series_rows(
    told: Sequence[tuple[date, Figure]], path: Sequence[float | None]
) -> list[list[object]]:
    """A line for each month: value, path. What is missing stays empty, which isn't zero."""
    return [
        [f"{month:%Y-%m}", _rounded(figure.value), _rounded(due)]
        for (month, figure), due in zip(told, path, strict=True)
    ]


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)


def entry_row(entry: Entry) -> list[object]:
    return [
        f"{entry.month:%Y-%m}", number(entry.numerator), number(entry.denominator), entry.evidence,
        beside(badge(words.ENTRY[entry.status], tone=words.ENTRY_TONE[entry.status]), entry.reason),
    ]  # fmt: skip


def waiting_choices(plan: Plan, entries: Sequence[Entry], actor: Actor) -> list[tuple[str, str]]:
    """What others entered, each as one line to tick: indicator, month, both numbers, evidence."""
    told = plan.template.told
    return [
        (
            str(each.pk),
            f"{measure.title if (measure := told.measure(each.indicator)) else each.indicator} "
            f"{each.month:%Y-%m}：{number(each.numerator)} / {number(each.denominator)}（{each.evidence}）",
        )
        for each in entries
        if each.entered_by is None or each.entered_by != actor.account_id
    ]


def wall_columns() -> list[object]:
    return [
        Column(_("指标"), "main"),
        Column(_("数值"), "number"),
        Column(_("目标"), "number"),
        _("状态"),
    ]


def wall_row(line: Line) -> list[object]:
    return [
        line.measure.title, f"{number(line.figure.value)} {line.measure.unit}",
        number(line.aim.target), standing_badge(line.standing),
    ]  # fmt: skip
