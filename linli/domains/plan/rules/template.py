"""What a plan template says, and what is wrong with one that can't be used."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any

import yaml
from django.utils.translation import gettext as _
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from linli.domains.plan.errors import TemplateFault

MONTHS_AT_MOST = 120
NONE_SUCH = "、"
Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{1,39}$")]
Title = Annotated[str, Field(min_length=1, max_length=80)]
Month = Annotated[int, Field(ge=0, le=MONTHS_AT_MOST)]


class Direction(StrEnum):
    UP = "up"  # higher is better
    DOWN = "down"


class Period(StrEnum):
    """Which months a value is made of."""

    STOCK = "stock"  # what stands at the end of the month
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    ANNUALISED = "annualised"  # twelve months, counted per year


class Group(StrEnum):
    GOVERNANCE = "governance"
    SERVICES = "services"
    RESOURCES = "resources"
    PARTICIPATION = "participation"
    EMERGENCY = "emergency"
    PLATFORM = "platform"


class Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Phase(Part):
    """A stretch of the plan; the last may have no end."""

    key: Key
    title: Title
    from_month: Month
    to_month: Month | None
    tasks: Sequence[Title] = ()


class Point(Part):
    """A milestone: what has to be reached by the end of a month."""

    key: Key
    month: Month
    title: Title
    targets: Mapping[Key, Decimal]


class Measure(Part):
    """An indicator: value = factor x sum of numerators / sum of denominators."""

    key: Key
    title: Title
    group: Group
    unit: Annotated[str, Field(max_length=12)]
    direction: Direction
    baseline: Decimal | None
    target: Decimal | None
    month: Month
    factor: Annotated[int, Field(ge=1, le=1_000_000)]
    period: Period
    numerator: Title
    denominator: Title
    owner: Title
    source: Annotated[str, Field(max_length=40)]
    note: Annotated[str, Field(max_length=200)] = ""
    contradiction: bool = False


class Content(Part):
    """A whole template."""

    title: Title
    length: Annotated[int, Field(ge=1, le=MONTHS_AT_MOST)]
    phases: Annotated[Sequence[Phase], Field(min_length=1)]
    milestones: Sequence[Point]
    indicators: Annotated[Sequence[Measure], Field(min_length=1)]

    @cached_property
    def _by_key(self) -> Mapping[str, Measure]:
        return {each.key: each for each in self.indicators}

    def measure(self, key: str) -> Measure | None:
        return self._by_key.get(key)


def parse(text: str) -> Content:
    """The template that `text` (YAML) says. Raises TemplateFault with every fault: place and repair."""
    said = _read(text)
    try:
        content = Content.model_validate(said)
    except ValidationError as error:
        faults = [
            _("%s：%s") % (_place(said, each["loc"]), _repair(each)) for each in error.errors()
        ]
        raise _fault(faults) from error
    faults = [*_inconsistent(content)]
    if faults:
        raise _fault(faults)
    return content


def _read(text: str) -> Any:
    """What the YAML says; besides its own errors the reader lets out those of days such as
    2026-02-30, and of a thousand brackets."""
    try:
        return yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, AttributeError, RecursionError) as error:
        raise _fault([_unreadable(error)]) from error


def _fault(faults: Sequence[str]) -> TemplateFault:
    words = _("模板不能用，原来的模板继续有效。请改正后重新提交：%s") % "；".join(faults)
    return TemplateFault(words, text=words)


def _unreadable(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    line = mark.line + 1 if mark else 1
    return _("第 %d 行读不懂，请检查缩进、冒号和引号") % line


def _place(said: Any, loc: tuple[int | str, ...]) -> str:
    """Where in the file: a line of a list is called by its key."""
    words, here = [], said
    for step in loc:
        try:
            here = here[step]
        except (KeyError, IndexError, TypeError):
            here = None
        named = isinstance(step, int) and isinstance(here, dict) and here.get("key")
        words.append(str(named or (step + 1 if isinstance(step, int) else step)))
    return " › ".join(words) or _("整个文件")


def _repair(fault: Mapping[str, Any]) -> str:
    kind = str(fault["type"])
    if kind == "missing":
        return _("没有写，请补上")
    if kind == "extra_forbidden":
        return _("没有这一项，请删去或者改正拼写")
    if kind == "enum":
        return _("只能是 %s") % str(fault["ctx"]["expected"]).replace("'", "")
    if kind.startswith(("decimal", "int")):
        return _("要写数字")
    if kind in {"greater_than_equal", "less_than_equal"}:
        return _("数字太大或者太小")
    return _("格式不对，请对照标准模板")


def _inconsistent(content: Content) -> Iterator[str]:
    keys = {each.key for each in content.indicators}
    for name in ("phases", "milestones", "indicators"):
        found = [each.key for each in getattr(content, name)]
        for key in sorted({each for each in found if found.count(each) > 1}):
            yield _("%(name)s › %(key)s：写了两次，请删去一个") % {"name": name, "key": key}
    for point in content.milestones:
        for key in sorted(set(point.targets) - keys):
            yield _("milestones › %(point)s › %(key)s：没有这个指标") % {
                "point": point.key,
                "key": key,
            }
    for one, after in zip(content.phases, content.phases[1:], strict=False):
        if one.to_month != after.from_month:
            yield _("phases › %s：要从上一阶段结束的月份开始") % after.key
    for phase in content.phases:
        if phase.to_month is not None and phase.to_month <= phase.from_month:
            yield _("phases › %s：结束要晚于开始") % phase.key
