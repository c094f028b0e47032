"""The State Council's notices as the package `chinesecalendar` carries them, from 2004 on."""

from collections import defaultdict
from datetime import date
from importlib.metadata import version

from chinese_calendar.constants import Holiday, holidays, workdays
from django.utils.translation import gettext_noop as _

from linli.platform.calendar.notices import Notice
from linli.platform.calendar.rules import Day, DayKind

SOURCE = f"PyPI chinesecalendar {version('chinesecalendar')}"
_NAMES = {each.value: each.chinese for each in Holiday}


# The feasts as the notices name them, to be found by the translators.
FEASTS = (
    _("元旦"),
    _("春节"),
    _("清明"),
    _("清明节"),
    _("劳动节"),
    _("端午"),
    _("端午节"),
    _("中秋"),
    _("中秋节"),
    _("国庆节"),
    _("中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日"),
)


def notices() -> list[Notice]:
    """One notice a year, in order. The package files each day under its own year."""
    days: defaultdict[int, dict[date, Day]] = defaultdict(dict)
    for kind, named in ((DayKind.OFF, holidays), (DayKind.WORKING, workdays)):
        for day, feast in named.items():
            days[day.year][day] = Day(kind, _NAMES[feast])
    return [Notice(year, SOURCE, days[year]) for year in sorted(days)]
