"""Where an indicator is heading: a straight line through its last months, and how far to trust it."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

FEWEST, MOST = 4, 12  # months that a line is drawn through
# Student's t for 95 % on both sides, by degrees of freedom from 2 to 10 (tables of any textbook).
T95 = (4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228)


@dataclass(frozen=True, slots=True)
class Forecast:
    """The value expected for a month, within `error` on both sides in 19 of 20 cases, as long as
    things go on as in the `months` that it was read from.
    """

    value: float
    error: float
    months: int


def forecast(points: Sequence[tuple[int, float]], at: int) -> Forecast | None:
    """What the last points (month number, value) let expect for month `at`; None with too few.

    Least squares, and the prediction interval of a single new value.
    """
    last = sorted(points)[-MOST:]
    n = len(last)
    if n < FEWEST:
        return None
    mean_x, mean_y = sum(x for x, _y in last) / n, sum(y for _x, y in last) / n
    spread = sum((x - mean_x) ** 2 for x, _y in last)
    slope = sum((x - mean_x) * (y - mean_y) for x, y in last) / spread
    left = sum((y - mean_y - slope * (x - mean_x)) ** 2 for x, y in last)
    error = sqrt(left / (n - 2)) * sqrt(1 + 1 / n + (at - mean_x) ** 2 / spread)
    return Forecast(mean_y + slope * (at - mean_x), T95[n - 4] * error, n)
