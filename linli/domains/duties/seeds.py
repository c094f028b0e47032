"""A function list in the demonstration: what the law gives, what was delegated, what residents want."""

from datetime import timedelta
from decimal import Decimal

from django.db import transaction

from linli.core.divisions import demonstration
from linli.domains.duties import actions
from linli.domains.duties.actions import Backing, Told
from linli.domains.duties.models import Duty
from linli.domains.duties.rules import Kind, Origin
from linli.kernel import clock, events
from linli.kernel.demonstration import DemoPlan, Report
from linli.platform.access.actor import machine
from linli.platform.database import scope

LINLI = machine("duties")
OFFICE, LAW = "街道民生服务办公室", "城市居民委员会组织法第三条"
S, D, G = Origin.STATUTORY, Origin.DELEGATED, Origin.SELF_GOVERNED
# title, origin, by whom, basis, office, hours a month, is it supported
LIST = (
    ("宣传法律法规和政策", S, "", LAW, "宣传岗", "24", False),
    ("办理本居住地区公共事务", S, "", LAW, "综合岗", "60", False),
    ("调解民间纠纷", S, "", LAW, "调解岗", "48", False),
    ("协助维护社会治安", S, "", LAW, "网格岗", "40", False),
    ("反映居民意见和建议", S, "", LAW, "综合岗", "20", False),
    ("高龄津贴资格核实", D, OFFICE, "街道委托书（演示）第 1 号", "民政岗", "16", True),
    ("城乡居民医保参保动员", D, OFFICE, "街道委托书（演示）第 2 号", "民政岗", "30", False),
    (
        "出租房屋信息采集",
        D,
        "街道平安建设办公室",
        "街道委托书（演示）第 3 号",
        "网格岗",
        "56",
        False,
    ),
    (
        "小微场所消防巡查",
        D,
        "街道应急管理办公室",
        "街道委托书（演示）第 4 号",
        "网格岗",
        "36",
        True,
    ),
    (
        "经济普查入户登记",
        D,
        "街道经济发展办公室",
        "街道委托书（演示）第 5 号",
        "综合岗",
        "20",
        False,
    ),
    ("楼道堆物劝导", G, "", "居民公约第四条", "网格岗", "12", False),
    ("老年食堂志愿服务", G, "", "居民会议决定", "民政岗", "10", False),
)
RETURNED, ASKED = "经济普查入户登记", "共享单车停放秩序维护"


def seed(plan: DemoPlan, report: Report) -> None:
    """A list of last year, one duty given back since, one that waits without support."""
    with scope.limited_to(("",)), events.untold(), transaction.atomic():
        with clock.stopped_at(plan.until - timedelta(days=200)):
            listed, _known = actions.list_duties(
                actor=LINLI, area=demonstration.FIRST, told=[_told(*each[:6]) for each in LIST]
            )
            for duty, line in zip(listed, LIST, strict=True):
                if line[6]:
                    _support(duty)
        with clock.stopped_at(plan.until - timedelta(days=40)):
            duty = next(each for each in listed if each.title == RETURNED)
            actions.return_duty(actor=LINLI, duty=duty, reason="属于统计部门职责，由街道统一组织。")
        with clock.stopped_at(plan.until):
            asked = _told(ASKED, D, "区城市管理局", "区城管局工作提示", "网格岗", "40")
            actions.propose_duty(actor=LINLI, area=demonstration.FIRST, told=asked)
    report("duties", len(LIST) + 1, len(LIST) + 1)


def _told(title: str, origin: Origin, by: str, basis: str, post: str, hours: str) -> Told:
    return Told(title, origin, basis, post, Decimal(hours), delegated_by=by)


def _support(duty: Duty) -> None:
    since = clock.local_date(clock.now())
    given = (
        Backing(Kind.AUTHORITY, "授权入户核实并出具证明", duty.basis, since),
        Backing(Kind.FUNDS, "工作经费", duty.basis, since, yuan=Decimal(12000)),
    )
    for each in given:
        actions.add_support(actor=LINLI, duty=duty, backing=each)
