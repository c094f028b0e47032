"""The nightly search twice at the same time, on connections of their own."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

from django.db import connection

from linli.core.divisions.models import Division, Grid
from linli.domains.cases import actions, queries
from linli.domains.cases.actions import Reporter
from linli.domains.cases.models import GovernanceTopic
from linli.domains.cases.rules import Channel
from linli.domains.cases.tests.conftest import COMMUNITY, GRID, MONDAY, SUBDISTRICT
from linli.kernel import clock
from linli.platform.access.actor import machine
from linli.platform.database import scope

LINLI = machine("cases")


def reported(at, number, code):
    with clock.stopped_at(at):
        actions.report_case(
            actor=LINLI, area=GRID, description="电梯又坏了", channel=Channel.PHONE,
            category=queries.categories().get(code=code), reporter=Reporter(phone=f"198000011{number}"),
        )  # fmt: skip


def test_the_night_s_search_twice_at_once_opens_one_topic(committed):
    with scope.system("test data"):
        for code, level in ((SUBDISTRICT, "subdistrict"), (COMMUNITY, "community")):
            Division.objects.create(code=code, name=code, level=level)
        Grid.objects.create(code=GRID, community_id=COMMUNITY, name="第一网格")
        reported(MONDAY - timedelta(weeks=40), 99, "noise")
        for each in range(6):
            reported(MONDAY - timedelta(days=1 + each), 10 + each, "lift")
    together = Barrier(2)

    def search(_number):
        try:
            with scope.system("test"), clock.stopped_at(MONDAY):
                together.wait()
                return actions.find_topics(actor=LINLI, at=MONDAY)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sum(pool.map(search, range(2))) == 1
    with scope.system("test"):
        assert list(GovernanceTopic.objects.values_list("area", flat=True)) == [GRID]
