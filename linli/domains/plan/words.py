"""What people read where the rules say a code."""

from django.utils.translation import gettext_lazy as _

from linli.domains.plan.rules.course import State
from linli.domains.plan.rules.template import Direction, Group, Period
from linli.domains.plan.rules.values import Standing, Why
from linli.domains.plan.rules.week import Kind

STATE = {
    State.ON_COURSE: _("按期"),
    State.SOON: _("即将到期"),
    State.LATE: _("逾期"),
    State.REACHED: _("已达成"),
    State.REACHED_LATE: _("迟于首次基线达成"),
}
STATE_TONE = {
    State.ON_COURSE: "good",
    State.SOON: "warn",
    State.LATE: "bad",
    State.REACHED: "good",
    State.REACHED_LATE: "neutral",
}
GROUP = {
    Group.GOVERNANCE: _("治理"),
    Group.SERVICES: _("服务"),
    Group.RESOURCES: _("资源"),
    Group.PARTICIPATION: _("参与"),
    Group.EMERGENCY: _("应急"),
    Group.PLATFORM: _("平台"),
}
DIRECTION = {Direction.UP: _("越高越好"), Direction.DOWN: _("越低越好")}
PERIOD = {
    Period.STOCK: _("月末时点"),
    Period.MONTH: _("当月"),
    Period.QUARTER: _("三个月累计"),
    Period.YEAR: _("十二个月累计"),
    Period.ANNUALISED: _("十二个月累计，折算为每年"),
}
STANDING = {
    Standing.REACHED: _("已达标"),
    Standing.ON_COURSE: _("按路径"),
    Standing.BEHIND: _("落后于路径"),
    Standing.LATE: _("逾期未达标"),
    Standing.PARTIAL: _("达标但数据不全"),
    Standing.OPEN: _("未到期"),
    Standing.UNKNOWN: _("没有数值"),
    Standing.NO_TARGET: _("没有目标"),
}
STANDING_TONE = {
    Standing.REACHED: "good",
    Standing.ON_COURSE: "good",
    Standing.BEHIND: "warn",
    Standing.LATE: "bad",
    Standing.PARTIAL: "warn",
    Standing.OPEN: "neutral",
    Standing.UNKNOWN: "neutral",
    Standing.NO_TARGET: "neutral",
}
WHY = {
    Why.MISSING: _("还没有数据"),
    Why.NOTHING: _("这段时间没有可以计算的记录"),
}
ENTRY = {
    "waiting": _("待核实"),
    "confirmed": _("已核实"),
    "refused": _("已退回"),
    "replaced": _("已被更新"),
}
ENTRY_TONE = {"waiting": "warn", "confirmed": "good", "refused": "bad", "replaced": "neutral"}
TO_DO = {
    Kind.LATE_MILESTONE: _("里程碑逾期：推进或者登记达成"),
    Kind.CONFIRM: _("核实同事的填报"),
    Kind.SOON_MILESTONE: _("里程碑快到期"),
    Kind.LATE_INDICATOR: _("逾期未达标：查看背后的记录"),
    Kind.ENTER: _("填报：还没有数值"),
    Kind.BEHIND: _("落后于路径：查看背后的记录"),
}
TO_DO_TONE = {
    Kind.LATE_MILESTONE: "bad",
    Kind.CONFIRM: "info",
    Kind.SOON_MILESTONE: "warn",
    Kind.LATE_INDICATOR: "bad",
    Kind.ENTER: "neutral",
    Kind.BEHIND: "warn",
}
