"""Three problems that come back, at three points of their life: a part of the demonstration."""

from datetime import datetime, timedelta

from django.db import transaction

from linli.core.divisions.models import Department, Grid
from linli.domains.cases import actions, queries
from linli.domains.cases.actions import Answer, Reporter
from linli.domains.cases.models import Case, Category, GovernanceTopic
from linli.domains.cases.rules import Channel, Result, Satisfaction
from linli.domains.cases.rules.recurrence import Place
from linli.domains.cases.rules.topics import WEEK
from linli.domains.cases.seeds import stories
from linli.kernel import clock, events
from linli.platform.access.actor import machine

LINLI = machine("demonstration")
CLUTTER = "{n}号楼楼道里又堆满了纸箱和旧家具"
PARKING = "{n}号楼前消防通道又被车堵住了"
RUBBISH = "{n}号楼旁边的垃圾桶又满了没有清运"
TITLES = {"clutter": "楼道反复堆物", "parking": "消防通道反复被占", "rubbish": "垃圾清运不及时"}
QUIET_WEEKS = 2


def tell(until: datetime) -> None:
    """One problem that the machine proposes, one that is worked on, one that is over."""
    with transaction.atomic(), events.untold():
        grids = list(Grid.objects.order_by("code")[:3])
        if len(grids) < 3:
            return
        _over(grids[2], until)
        _at_work(grids[1], until)
        _proposed(grids[0], until)


def _proposed(grid: Grid, until: datetime) -> None:
    _reports(grid, "clutter", CLUTTER, until, 6)
    category = queries.categories().get(code="clutter")
    with clock.stopped_at(until):
        actions.find_topics(actor=LINLI, at=until, area=grid.community_id)
        if Place(grid.code, category.pk) not in queries.open_places(grid.community_id):
            _named(grid, category)  # a small demonstration has no past to compare with


def _at_work(grid: Grid, until: datetime) -> None:
    began = until - 3 * WEEK
    _reports(grid, "parking", PARKING, began, 4)
    with clock.stopped_at(began):
        owner = _owner(grid)
        topic = _taken_up(grid, "parking", owner, quiet_weeks=8)
        today = clock.local_date(began)
        actions.add_measure(
            actor=LINLI, topic=topic, words="划出禁停标线，安装道闸", department=owner,
            due=today + timedelta(days=45),
        )  # fmt: skip
        patrol = actions.add_measure(
            actor=LINLI, topic=topic, words="每晚七点到九点巡查劝离", department=owner,
            due=today + timedelta(days=10),
        )  # fmt: skip
    with clock.stopped_at(began + timedelta(days=9)):
        actions.finish_measure(actor=LINLI, measure=patrol, result="已排班，劝离车辆 31 次。")


def _over(grid: Grid, until: datetime) -> None:
    """The target is what the last weeks stayed below, whatever else happened in this grid."""
    began = until - 6 * WEEK
    _reports(grid, "rubbish", RUBBISH, began, 5)
    with clock.stopped_at(began):
        owner = _owner(grid)
        topic = _taken_up(grid, "rubbish", owner, quiet_weeks=QUIET_WEEKS)
        measure = actions.add_measure(
            actor=LINLI, topic=topic, words="清运改为一天两次，增设两组桶", department=owner,
            due=clock.local_date(began) + timedelta(days=14),
        )  # fmt: skip
        actions.finish_measure(actor=LINLI, measure=measure, result="已按新的班次清运。")
    standing = queries.standing_of(topic, queries.baselines_of(topic)[-1], until)
    if not standing.in_the_way:
        with clock.stopped_at(until):
            actions.close_topic(actor=LINLI, topic=topic, words="连续两周没有反复，恢复日常管理。")


def _taken_up(grid: Grid, code: str, owner: Department, *, quiet_weeks: int) -> GovernanceTopic:
    topic = _named(grid, queries.categories().get(code=code))
    return actions.adopt_topic(
        actor=LINLI, topic=topic, words="列为本月一题", owner=owner, quiet_weeks=quiet_weeks
    )


def _named(grid: Grid, category: Category) -> GovernanceTopic:
    return actions.open_topic(
        actor=LINLI, area=grid.code, category=category, title=TITLES[category.code],
        reason="居民代表在议事会上提出",
    )  # fmt: skip


def _owner(grid: Grid) -> Department:
    near = Department.objects.filter(is_active=True, kind="government").order_by("name")
    return next(each for each in near if grid.code.startswith(each.area))


def _reports(grid: Grid, code: str, said: str, until: datetime, count: int) -> None:
    """Neighbours report the same kind of matter, each time it is put right, and it comes back."""
    category, owner = queries.categories().get(code=code), _owner(grid)
    for number in range(count):
        at = until - timedelta(days=2 + 3 * number)
        with clock.stopped_at(at):
            case = actions.report_case(
                actor=LINLI, area=grid.code, description=said.format(n=1 + number),
                channel=Channel.PHONE, location=f"{1 + number}号楼", category=category,
                reporter=Reporter(phone=f"1980000{9200 + number}"),
            )  # fmt: skip
            actions.dispatch_case(actor=LINLI, case=case, category=category, lead=owner)
        with clock.stopped_at(at + timedelta(days=1)):
            _put_right(case)


def _put_right(case: Case) -> None:
    (share,) = queries.shares_of(case)
    actions.accept_share(actor=LINLI, assignment=share)
    words = stories.WORK_DONE[2]
    actions.report_result(actor=LINLI, assignment=share, result=Result.SOLVED, words=words)
    answer = Answer(True, True, Satisfaction.FAIRLY_SATISFIED, stories.STILL[0])
    actions.call_back(actor=LINLI, case=case, answer=answer)
