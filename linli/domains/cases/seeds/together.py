"""One burst pipe that several people call about: a part of the demonstration, made by deeds."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from linli.core.divisions.models import Division
from linli.domains.cases import actions
from linli.domains.cases.actions import Reporter
from linli.domains.cases.models import Case
from linli.domains.cases.rules import Channel
from linli.kernel import clock
from linli.platform.access.actor import machine

LINLI = machine("demonstration")
BEGAN = timedelta(hours=3)
BETWEEN = timedelta(minutes=7)
CALLS = (
    "3号楼前水管爆了，水漫了一地",
    "三号楼门口自来水管爆裂，路上全是水",
    "楼前水管爆裂，车都过不去了",
)
SINCE_THEN = (
    "水管爆了，3号楼一单元停水了"  # reported too late to be merged: the page shows it as alike
)


def tell(communities: Sequence[Division], until: datetime) -> None:
    """Three calls become one task, two neighbours follow it, and one more call is still to be seen."""
    if not communities:
        return
    area = communities[0].code
    with transaction.atomic():
        first, *others = [
            _call(area, words, until - BEGAN + number * BETWEEN, number)
            for number, words in enumerate(CALLS)
        ]
        with clock.stopped_at(until - BEGAN + len(CALLS) * BETWEEN):
            actions.merge_cases(actor=LINLI, into=first, cases=others)
            for number in (7, 8):
                actions.follow_case(actor=LINLI, case=first, reporter=_somebody(number))
        _call(area, SINCE_THEN, until - BEGAN / 2, 9)


def _call(area: str, words: str, at: datetime, number: int) -> Case:
    with clock.stopped_at(at):
        return actions.report_case(
            actor=LINLI, area=area, description=words, channel=Channel.PHONE, location="3号楼",
            reporter=_somebody(number),
        )  # fmt: skip


def _somebody(number: int) -> Reporter:
    return Reporter(name=f"{'赵钱孙李周吴郑王冯陈'[number]}女士", phone=f"1980000{9100 + number}")
