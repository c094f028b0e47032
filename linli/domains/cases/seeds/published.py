"""What residents of the demonstration may read: lamps that don't burn, two of them overdue."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from linli.core.divisions.models import Division
from linli.core.places import queries as places
from linli.domains.cases import actions, queries
from linli.domains.cases.models import Case
from linli.domains.cases.queries import publicity
from linli.domains.cases.rules import OPEN, Channel
from linli.domains.cases.rules.publicity import Publicity
from linli.kernel import clock
from linli.platform.access.actor import machine

LINLI = machine("demonstration")
DARK = ((1, 15), (2, 14), (3, 4), (5, 1))  # number of a lamp, days since it was reported
TITLES = {"streetlight": "路灯不亮", "manhole": "井盖松动", "lift": "电梯停运", "drain": "路面积水"}
TOLD = 8  # of the stories that are still open


def tell(communities: Sequence[Division], until: datetime) -> None:
    """A worker lets out what concerns everybody in the first community, in words of their own."""
    if not communities:
        return
    community = communities[0].code
    light = queries.categories().get(code="streetlight")
    with transaction.atomic():
        for number, days in DARK:
            lamp = places.asset_by_plate(community, f"LD-{number:04d}")
            if lamp is None:
                continue
            with clock.stopped_at(until - timedelta(days=days)):
                case = actions.report_case(
                    actor=LINLI, area=lamp.area, description="灯不亮，晚上看不见路", asset=lamp,
                    channel=Channel.GRID, category=light,
                )  # fmt: skip
                actions.make_public(actor=LINLI, case=case, title=TITLES["streetlight"])
        for case in _open_stories(community):
            _let_out(case)


def _open_stories(community: str) -> list[Case]:
    found = Case.objects.filter(community=community, status__in=OPEN, asset_id=None)
    named = found.filter(category__code__in=TITLES, category__publicity=Publicity.BY_HAND)
    return list(named.select_related("category", "community").order_by("-reported_at")[:TOLD])


def _let_out(case: Case) -> None:
    if case.category is not None and publicity.bar_of(case) is None:
        actions.make_public(actor=LINLI, case=case, title=TITLES[case.category.code])
