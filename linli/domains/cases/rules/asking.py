"""What may be asked of a category's cases, and what counts as an answer. Plain Python."""

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from django.utils.translation import gettext as _

STRING_AT_MOST, TEXT_AT_MOST = 400, 4000
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
YEARS = range(1900, 2200)


class Datatype(StrEnum):
    """The kinds of answer that GeoReport v2 knows."""

    STRING = "string"
    NUMBER = "number"
    DATETIME = "datetime"
    TEXT = "text"
    SINGLE = "singlevaluelist"
    MULTI = "multivaluelist"


LISTS = frozenset({Datatype.SINGLE, Datatype.MULTI})


class Fetching(StrEnum):
    """What came of a picture that is to be fetched from elsewhere."""

    WAITING = "waiting"
    KEPT = "kept"
    MISSED = "missed"


# A picture is tried again while its server is in trouble, then its address is left to people.
FETCH_AGAIN = (timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1))


class NotAnAnswer(ValueError):
    """The value doesn't fit the question; the words say how to mend it."""


def answer(datatype: Datatype, keys: Collection[str], values: Sequence[str]) -> Sequence[str]:
    """`values`, cleaned, when they answer a question of this kind. Raises NotAnAnswer.

    Empty values are none at all. `keys` are what a list offers.
    """
    given = [each.strip() for each in values if each.strip()]
    if datatype != Datatype.MULTI and len(given) > 1:
        raise NotAnAnswer(_("只能有一个值。"))
    if datatype in LISTS:
        return _chosen(given, keys)
    for each in given:
        _CHECKS[datatype](each)
    return given


def _chosen(given: Sequence[str], keys: Collection[str]) -> Sequence[str]:
    unknown = [each for each in given if each not in keys]
    if unknown:
        raise NotAnAnswer(_("只能是 %s 之中的。") % "、".join(keys))
    return list(dict.fromkeys(given))


def _string(value: str) -> None:
    if len(value) > STRING_AT_MOST or "\n" in value or "\r" in value:
        raise NotAnAnswer(_("要写成一行，最多 %d 个字。") % STRING_AT_MOST)


def _text(value: str) -> None:
    if len(value) > TEXT_AT_MOST:
        raise NotAnAnswer(_("最多 %d 个字。") % TEXT_AT_MOST)


def _number(value: str) -> None:
    try:
        number = Decimal(value)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or len(value) > STRING_AT_MOST:
        raise NotAnAnswer(_("要写成数字，例如 3 或 12.5。"))


def _moment(value: str) -> None:
    if moment(value) is None and not _is_day(value):
        raise NotAnAnswer(_("要写成日期，或带时区的时间，例如 2026-11-01T08:30:00+08:00。"))


_CHECKS = {
    Datatype.STRING: _string,
    Datatype.TEXT: _text,
    Datatype.NUMBER: _number,
    Datatype.DATETIME: _moment,
}


def moment(text: str) -> datetime | None:
    """A time in W3C's form, its offset included; None for anything else."""
    try:
        found = datetime.fromisoformat(text) if MOMENT.fullmatch(text) else None
    except ValueError:
        return None
    return found if found is not None and found.year in YEARS else None


def _is_day(text: str) -> bool:
    try:
        return bool(DAY.fullmatch(text)) and date.fromisoformat(text).year in YEARS
    except ValueError:
        return False


def in_words(values: Sequence[str], names: Mapping[str, str]) -> str:
    """An answer as people read it: the names of what was chosen from a list."""
    return "、".join(names.get(each, each) for each in values)
