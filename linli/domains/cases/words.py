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
from linli.domains.cases.rules.asking import Datatype
from linli.domains.cases.rules.forecast import Method
from linli.domains.cases.rules.ladder import Rung
from linli.domains.cases.rules.likeness import Part
from linli.domains.cases.rules.publicity import Bar, Layer, Publicity
from linli.domains.cases.rules.recurrence import Scope
from linli.domains.cases.rules.rulings import Plea, Verdict
from linli.domains.cases.rules.scores import Measure, Role
from linli.domains.cases.rules.topics import TopicStatus
from linli.platform.calendar.clocks import Unit

STATUS = {
    Status.REPORTED: _("待派单"),
    Status.HANDLING: _("办理中"),
    Status.RESULT_REPORTED: _("待回访"),
    Status.CLOSED: _("已结案"),
    Status.DECLINED: _("不予受理"),
    Status.MERGED: _("已并案"),
}
STATUS_TONE = {
    Status.REPORTED: "warn",
    Status.HANDLING: "info",
    Status.RESULT_REPORTED: "info",
    Status.CLOSED: "good",
    Status.DECLINED: "neutral",
    Status.MERGED: "neutral",
}
MOVE = {
    Move.DISPATCH: _("派单"),
    Move.DECLINE: _("不予受理"),
    Move.RETURN: _("退回派单"),
    Move.REPORT_RESULT: _("上报结果"),
    Move.CLOSE: _("结案"),
    Move.SEND_BACK: _("退回重办"),
    Move.WITHDRAW: _("撤回诉求"),
    Move.REOPEN: _("再次办理"),
    Move.TAKE_UP: _("在本系统办理"),
    Move.MERGE: _("并案"),
    Move.UNMERGE: _("撤销并案"),
    Move.WAIT_AGAIN: _("随主事件重新办理"),
}
SHARE = {
    Share.SENT: _("待签收"),
    Share.OBJECTED: _("异议待裁定"),
    Share.ACCEPTED: _("办理中"),
    Share.PAUSED: _("暂停计时"),
    Share.DONE: _("已办完"),
    Share.RETURNED: _("已退回"),
    Share.WITHDRAWN: _("已撤回"),
}
SHARE_TONE = {
    Share.SENT: "warn",
    Share.OBJECTED: "warn",
    Share.ACCEPTED: "info",
    Share.PAUSED: "neutral",
    Share.DONE: "good",
    Share.RETURNED: "bad",
    Share.WITHDRAWN: "neutral",
}
SHARE_MOVE = {
    ShareMove.ACCEPT: _("签收"),
    ShareMove.OBJECT: _("提出派单异议"),
    ShareMove.UPHOLD: _("异议成立"),
    ShareMove.DISMISS: _("异议不成立"),
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
    Channel.COUNCIL: _("议事决议"),
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
    Outcome.WITHDRAWN: _("居民撤回"),
}
OWN_OUTCOME = {  # to whoever was asked
    Outcome.SOLVED: _("您说解决了"),
    Outcome.UNSOLVED: _("您说还没有解决"),
    Outcome.UNREACHED: _("没有联系上您，所以不算解决，也不算满意"),
    Outcome.WITHDRAWN: _("您撤回了"),
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
EXIT = {
    Ground.EMERGENCY: _("这是紧急情况，请立即拨打 110、119 或 120，说清地点和情况。"),
    Ground.STATUTORY_CHANNEL: _(
        "这件事法律规定了专门的途径，例如诉讼、仲裁、行政复议、信息公开或者信访，请向有权处理的机关提出。"
    ),
    Ground.REPEATED: _(
        "同一件事已经登记为 %(number)s，目前：%(status)s。有了新的情况，请在那里补充。"
    ),
    Ground.SECRET: _(
        "内容涉及国家秘密、商业秘密或者个人隐私，不能在这里办理。请到社区当面说明，不要再在网上填写。"
    ),
    Ground.BEYOND_DUTIES: _("这件事不属于政府和社区的职责，可以通过市场或者社会组织解决。"),
    Ground.UNLAWFUL: _("这项要求不符合法律法规或者公序良俗，不能办理。"),
}
CLOCK = {
    ClockKind.FEEDBACK: _("反馈时限"),
    ClockKind.SOLUTION: _("办结时限"),
    ClockKind.SHARE: _("本方办理时限"),
}
PLEA = {
    Plea.OBJECTION: _("派单异议"),
    Plea.EXTENSION: _("延期申请"),
    Plea.WAIVER: _("不等协办单位的申请"),
}
VERDICT = {
    "": _("等待裁定"),
    Verdict.GRANTED: _("同意"),
    Verdict.REFUSED: _("不同意"),
    Verdict.DROPPED: _("事情已了结，无须裁定"),
}
VERDICT_TONE = {
    "": "warn",
    Verdict.GRANTED: "good",
    Verdict.REFUSED: "bad",
    Verdict.DROPPED: "neutral",
}
RUNG = {
    Rung.REMIND: _("到期提醒"),
    Rung.SUPERVISE: _("街道督办"),
    Rung.PUBLISH: _("公开挂牌"),
}
CLIMBED = {
    Rung.REMIND: _("事件 %s 快到办理时限，请抓紧办理。"),
    Rung.SUPERVISE: _("事件 %s 已超过办理时限，街道开始督办。"),
    Rung.PUBLISH: _("事件 %s 长时间未办结，已公开挂牌。"),
}
ALIKE = {
    Part.ASSET: _("同一个设施"),
    Part.BUILDING: _("同一栋楼"),
    Part.DISTANCE: _("相距 %d 米"),
    Part.SPOT: _("同一位置"),
    Part.COMMUNITY: _("同一社区"),
    Part.DAY: _("同一天反映"),
    Part.CATEGORY: _("同一类事情"),
    Part.WORDS: _("说法相近"),
    Part.PHOTO: _("照片相近"),
}
STANDING = {"in_force": _("现行"), "coming": _("将生效"), "replaced": _("已被取代")}
UNIT = {
    Unit.HOURS: _("小时"),
    Unit.DAYS: _("天"),
    Unit.WORK_DAYS: _("工作日"),
    Unit.WORK_HOURS: _("工作小时"),
    Unit.WORK_MINUTES: _("工作分钟"),
}
DATATYPE = {
    Datatype.STRING: _("一行文字"),
    Datatype.TEXT: _("多行文字"),
    Datatype.NUMBER: _("数字"),
    Datatype.DATETIME: _("日期或时间"),
    Datatype.SINGLE: _("列表，选一个"),
    Datatype.MULTI: _("列表，可选多个"),
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
    "objection": _("提出派单异议"),
    "extension": _("申请延期"),
    "waiver": _("申请不等协办单位"),
    "rule": _("上级裁定"),
    "designate": _("上级指定主办"),
    "extend": _("延期"),
    "whistle": _("吹哨"),
    "reclassify": _("重新归类"),
    "escalate": _("督办"),
    "withdraw_case": _("居民撤回"),
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
    "told": _("再次办理"),
    "merge": _("并案"),
    "unmerge": _("撤销并案"),
    "follow": _("又有居民关注"),
    "photos": _("添加照片"),
    "photo_missed": _("照片没有取回"),
    "mediate": _("转人民调解"),
    "mediated": _("调解结果"),
    "ask_exclusion": _("申请剔除"),
    "decide_exclusion": _("决定剔除申请"),
    "appeal_exclusion": _("剔除申诉"),
    "hear_appeal": _("裁定剔除申诉"),
}
# How the mediation domain says that talks ended (linli.contracts.mediation).
MEDIATED = {
    "agreement": _("达成调解协议"),
    "refused": _("当事人拒绝调解"),
    "stopped": _("当事人要求终止调解"),
    "failed": _("调解不成"),
    "withdrawn": _("撤回调解申请"),
    "police": _("移交公安机关"),
    "court": _("已进入诉讼或仲裁"),
}
ROLE = {
    Role.LEAD: _("主办"),
    Role.HELPER: _("协办"),
    Role.WHISTLER: _("吹哨"),
}
MEASURE = {
    Measure.RESPONSE: _("响应率"),
    Measure.SOLVED: _("解决率"),
    Measure.SATISFIED: _("满意率"),
    Measure.ACCEPTED: _("按时签收率"),
    Measure.DONE: _("按时办结率"),
    Measure.HELD: _("没有被退回重办的结果"),
    Measure.OBJECTION: _("成立的派单异议"),
    Measure.CALLED_RIGHTLY: _("吹哨得当率"),
    Measure.CARRIED: _("吹哨事件按时有结果"),
}
TOPIC = {
    TopicStatus.PROPOSED: _("待决定"),
    TopicStatus.ADOPTED: _("已立项"),
    TopicStatus.RUNNING: _("办理措施中"),
    TopicStatus.CLOSED: _("已结束"),
    TopicStatus.REFUSED: _("不立项"),
}
TOPIC_TONE = {
    TopicStatus.PROPOSED: "warn",
    TopicStatus.ADOPTED: "info",
    TopicStatus.RUNNING: "info",
    TopicStatus.CLOSED: "good",
    TopicStatus.REFUSED: "neutral",
}
TOPIC_STEP = {
    "open": _("提出专题"),
    "evidence": _("补充依据"),
    "adopt": _("立项"),
    "refuse": _("不立项"),
    "measure": _("增加措施"),
    "done": _("措施有结果"),
    "rebaseline": _("重定基线"),
    "close": _("结束专题"),
}
SCOPE = {
    Scope.BUILDING: _("楼栋"),
    Scope.GRID: _("网格"),
    Scope.COMMUNITY: _("社区"),
}
METHOD = {
    Method.LAST: _("同上一个季度"),
    Method.YEAR_AGO: _("同去年这个季度"),
    Method.SEASONAL: _("近一年水平乘月份指数"),
}
PUBLICITY = {
    Publicity.NEVER: _("从不公开"),
    Publicity.BY_HAND: _("由工作人员逐件公开"),
    Publicity.ALWAYS: _("派单时自动公开，只写分类和楼栋"),
}
LAYER = {
    Layer.ALL: _("全部"),
    Layer.OPEN: _("办理中"),
    Layer.OVERDUE: _("已超时"),
    Layer.DONE: _("有结果"),
}
BAR = {
    Bar.UNREAD: _("还没有确定分类，派单以后才能公开。"),
    Bar.PRIVATE: _("这一类事情涉及个人，从不公开。"),
    Bar.CONFIDENTIAL: _("反映人要求保密，这个事件不能公开。"),
    Bar.GONE: _("不予受理或者已经并案的事件不公开。"),
}
NEWS = {  # to whoever follows the place or the kind
    "new": _("您关注的范围有新的公开事项：%(number)s %(what)s。"),
    "result": _("您关注的公开事项有了办理结果：%(number)s %(what)s。"),
    "closed": _("您关注的公开事项已经结案：%(number)s %(what)s。"),
    "reopened": _("您关注的公开事项重新办理：%(number)s %(what)s。"),
}

# What the promises of a new deployment come from, in `migrations/0003_defaults.py`.
FIRST_PROMISES = (
    gettext_noop("接到反映后 24 小时内反馈"),
    gettext_noop("接到反映后 7 个工作日内办结"),
    gettext_noop("收到派单后 5 个工作日内办完本方事项"),
    gettext_noop("评分规则（初始）"),
    gettext_noop("反复事件识别规则（初始）"),
)
