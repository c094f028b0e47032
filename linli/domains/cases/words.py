"""What people read where the rules say a code."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from linli.domains.cases.rules import (
    Behalf,
    Channel,
    ClockKind,
    Ground,
    Move,
    Outcome,
    Result,
    Satisfaction,
    Share,
    ShareMove,
    Status,
    Urgency,
)
from linli.platform.calendar.clocks import Unit

STATUS = {
    Status.REPORTED: _("待派单"),
    Status.HANDLING: _("办理中"),
    Status.RESULT_REPORTED: _("待回访"),
    Status.CLOSED: _("已结案"),
    Status.DECLINED: _("不予受理"),
}
STATUS_TONE = {
    Status.REPORTED: "warn",
    Status.HANDLING: "info",
    Status.RESULT_REPORTED: "info",
    Status.CLOSED: "good",
    Status.DECLINED: "neutral",
}
MOVE = {
    Move.DISPATCH: _("派单"),
    Move.DECLINE: _("不予受理"),
    Move.RETURN: _("退回派单"),
    Move.REPORT_RESULT: _("上报结果"),
    Move.CLOSE: _("结案"),
    Move.SEND_BACK: _("退回重办"),
    Move.REOPEN: _("再次办理"),
    Move.TAKE_UP: _("在本系统办理"),
}
SHARE = {
    Share.SENT: _("待签收"),
    Share.ACCEPTED: _("办理中"),
    Share.PAUSED: _("暂停计时"),
    Share.DONE: _("已办完"),
    Share.RETURNED: _("已退回"),
    Share.WITHDRAWN: _("已撤回"),
}
SHARE_TONE = {
    Share.SENT: "warn",
    Share.ACCEPTED: "info",
    Share.PAUSED: "neutral",
    Share.DONE: "good",
    Share.RETURNED: "bad",
    Share.WITHDRAWN: "neutral",
}
SHARE_MOVE = {
    ShareMove.ACCEPT: _("签收"),
    ShareMove.RETURN: _("退回派单"),
    ShareMove.PAUSE: _("暂停计时"),
    ShareMove.RESUME: _("恢复计时"),
    ShareMove.FINISH: _("办完上报"),
    ShareMove.WITHDRAW: _("撤回派单"),
    ShareMove.TAKE_UP_AGAIN: _("重新办理"),
}
URGENCY = {Urgency.URGENT: _("紧急"), Urgency.NORMAL: _("一般")}
CHANNEL = {
    Channel.WEB: _("居民网页"),
    Channel.COUNTER: _("窗口代录"),
    Channel.PHONE: _("电话"),
    Channel.GRID: _("网格巡查"),
    Channel.API: _("接口"),
    Channel.IMPORT: _("表格导入"),
    Channel.OPEN311: "Open311",
}
BEHALF = {
    Behalf.PERSON: _("本人来反映"),
    Behalf.RELATIVE: _("家属或邻居替本人反映"),
    Behalf.NOBODY: _("工作人员自己发现"),
}
RESULT = {
    Result.SOLVED: _("已解决"),
    Result.EXPLAINED: _("已解释说明"),
    Result.NOT_SOLVABLE: _("暂时无法解决"),
    Result.NOT_OURS: _("不属于本辖区职责"),
}
OUTCOME = {
    Outcome.SOLVED: _("居民确认已解决"),
    Outcome.UNSOLVED: _("居民认为未解决"),
    Outcome.UNREACHED: _("多次回访未联系上"),
}
SATISFACTION = {
    Satisfaction.SATISFIED: _("满意"),
    Satisfaction.FAIRLY_SATISFIED: _("基本满意"),
    Satisfaction.UNSATISFIED: _("不满意"),
}
GROUND = {
    Ground.EMERGENCY: _("紧急情况，请拨打 110、119 或 120"),
    Ground.STATUTORY_CHANNEL: _("应当通过诉讼、仲裁、复议、信访等法定途径解决"),
    Ground.REPEATED: _("同一事项已在办理或已办结，没有新的情况"),
    Ground.SECRET: _("涉及国家秘密、商业秘密或者个人隐私"),
    Ground.BEYOND_DUTIES: _("不属于政府和社区的职责，可由市场或社会解决"),
    Ground.UNLAWFUL: _("事项违反法律法规或者公序良俗"),
}
CLOCK = {
    ClockKind.FEEDBACK: _("反馈时限"),
    ClockKind.SOLUTION: _("办结时限"),
    ClockKind.SHARE: _("本方办理时限"),
}
STANDING = {"in_force": _("现行"), "coming": _("将生效"), "replaced": _("已被取代")}
UNIT = {
    Unit.HOURS: _("小时"),
    Unit.DAYS: _("天"),
    Unit.WORK_DAYS: _("工作日"),
    Unit.WORK_HOURS: _("工作小时"),
    Unit.WORK_MINUTES: _("工作分钟"),
}
STEP = {
    "report": _("已收到"),
    "take": _("派单员接手"),
    "categorise": _("确定分类"),
    "dispatch": _("已派单"),
    "decline": _("不予受理"),
    "feedback": _("回复居民"),
    "accept": _("已签收"),
    "return": _("退回派单"),
    "withdraw": _("撤回派单"),
    "pause": _("暂停计时"),
    "resume": _("恢复计时"),
    "finish": _("本方办完"),
    "report_result": _("上报办理结果"),
    "call_back": _("回访"),
    "close": _("结案"),
    "send_back": _("退回重办"),
    "reopen": _("再次办理"),
    "add": _("补充说明"),
}

# What the promises of a new deployment come from, in `migrations/0002_defaults.py`.
FIRST_PROMISES = (
    gettext_noop("接到反映后 24 小时内反馈"),
    gettext_noop("接到反映后 7 个工作日内办结"),
    gettext_noop("收到派单后 5 个工作日内办完本方事项"),
)
