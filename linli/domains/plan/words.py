"""What people read where the rules say a code."""

from django.utils.translation import gettext_lazy as _

from linli.domains.plan.rules.course import State
from linli.domains.plan.rules.template import Direction, Group, Period

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
