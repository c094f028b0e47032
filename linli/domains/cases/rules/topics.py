"""The life of a governance topic (治理专题): states, weeks, and when it may close. Plain Python."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from django.utils.translation import gettext_lazy as _
from stdnum import damm

from linli.domains.cases.errors import MoveNotAllowed

NOT_NOW = _("专题的状态已经变化，现在不能这样操作。请刷新页面，查看最新进展。")
WEEK = timedelta(weeks=1)
MOST_QUIET_WEEKS = 52
CENT = Decimal("0.01")


class TopicStatus(StrEnum):
    """Where a topic stands. PROPOSED: found by the machine or named by hand, decided by nobody."""

    PROPOSED = "proposed"
    ADOPTED = "adopted"
    RUNNING = "running"
    CLOSED = "closed"
    REFUSED = "refused"


class TopicMove(StrEnum):
    ADOPT = "adopt"
    REFUSE = "refuse"
    START = "start"
    CLOSE = "close"


TOPIC_MOVES: dict[tuple[TopicStatus, TopicMove], TopicStatus] = {
    (TopicStatus.PROPOSED, TopicMove.ADOPT): TopicStatus.ADOPTED,
    (TopicStatus.PROPOSED, TopicMove.REFUSE): TopicStatus.REFUSED,
    (TopicStatus.ADOPTED, TopicMove.START): TopicStatus.RUNNING,  # the first measure
    (TopicStatus.RUNNING, TopicMove.START): TopicStatus.RUNNING,
    (TopicStatus.RUNNING, TopicMove.CLOSE): TopicStatus.CLOSED,
}
OPEN_TOPICS = (TopicStatus.PROPOSED, TopicStatus.ADOPTED, TopicStatus.RUNNING)
TAKEN_UP = (TopicStatus.ADOPTED, TopicStatus.RUNNING, TopicStatus.CLOSED)  # residents may read them
AT_WORK = (TopicStatus.ADOPTED, TopicStatus.RUNNING)


def topic_after(status: TopicStatus, move: TopicMove) -> TopicStatus:
    """The status a topic has once `move` is made; MoveNotAllowed when the table has no such row."""
    try:
        return TOPIC_MOVES[status, move]
    except KeyError:
        raise MoveNotAllowed(NOT_NOW, status=status, move=move) from None


def topic_number(day: date, serial: int) -> str:
    """The number people read out, such as T261122-0042-7, with a check digit after Damm."""
    body = f"{day:%y%m%d}{serial:04d}"
    return f"T{body[:6]}-{body[6:]}-{damm.calc_check_digit(body)}"


def week_of(day: date) -> date:
    """The Monday of the week that a day lies in (GB/T 7408)."""
    return day - timedelta(days=day.weekday())


def rate(cases: int, weeks: int) -> Decimal:
    """Cases a week, to hundredths."""
    return (Decimal(cases) / weeks).quantize(CENT, ROUND_HALF_UP)


def weeks_to_watch(today: date, quiet_weeks: int) -> Sequence[date]:
    """The Mondays of the last weeks that are wholly over, the oldest first."""
    this = week_of(today)
    return [this - number * WEEK for number in range(quiet_weeks, 0, -1)]


def weeks_in_the_way(
    counts: Mapping[date, int], watched: Sequence[date], target: Decimal, taken_up: date
) -> Sequence[date]:
    """The weeks for which a topic can't close: with as many cases as the target or more, or begun
    before it was taken up. A week that isn't among `counts` had none.
    """
    return [
        monday for monday in watched
        if monday <= taken_up or counts.get(monday, 0) >= target
    ]  # fmt: skip
