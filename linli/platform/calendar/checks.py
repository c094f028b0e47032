"""What `linli doctor` asks of the calendar."""

from collections.abc import Sequence
from datetime import timedelta

from django.utils.translation import gettext as _

from linli.kernel import clock
from linli.platform.calendar import queries
from linli.platform.calendar.ticks import ZONE

AHEAD = timedelta(days=30)


def years_without_notice() -> Sequence[str]:
    """This year's notice, and in December the next year's, without which deadlines stay provisional."""
    today = clock.now().astimezone(ZONE).date()
    published = queries.current().published
    wanted = sorted({today.year, (today + AHEAD).year} - published)
    return [_("%d 年的放假安排还没有发布，有关时限都是暂定的。") % year for year in wanted]
