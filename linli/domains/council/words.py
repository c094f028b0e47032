"""What people read where the rules say a code."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from linli.domains.council.rules.course import Posted, Stand
from linli.domains.council.rules.deliberation import (
    Form,
    Phase,
    Publishing,
    Reason,
    Said,
    Standing,
    Step,
    Way,
)
from linli.domains.council.rules.grounds import Ground
from linli.domains.council.rules.life import Channel, Status
from linli.domains.council.rules.majorities import Majority, Matter
from linli.domains.council.rules.owners import Choice
from linli.domains.council.rules.poll_grounds import PollGround
from linli.domains.council.rules.polls import ABSTAIN, NO, YES, Basis, Level, Of
from linli.domains.council.rules.proposals import Amended, Criterion, Stage

STATUS = {
    Status.NOTICED: _("公告中"),
    Status.READY: _("名册已确定"),
    Status.PUBLISHED: _("结果已公布"),
    Status.LAPSED: _("未成立"),
    Status.DISPUTED: _("计票有争议"),
}
MATTER = {
    Matter.PROCEDURE: _("制定或修改业主大会议事规则"),
    Matter.COVENANT: _("制定或修改管理规约"),
    Matter.COMMITTEE: _("选举业主委员会或更换成员"),
    Matter.MANAGER: _("选聘或解聘物业服务企业"),
    Matter.USE_FUNDS: _("使用维修资金"),
    Matter.RAISE_FUNDS: _("筹集维修资金"),
    Matter.REBUILD: _("改建、重建建筑物"),
    Matter.CHANGE_USE: _("改变共有部分用途或用于经营"),
    Matter.OTHER: _("其他共有和共同管理事项"),
}
MAJORITY = {
    Majority.ORDINARY: _("参加表决的面积和人数都要过半数（不含半数）"),
    Majority.SPECIAL: _("参加表决的面积和人数都要达到四分之三以上（含四分之三）"),
}
CHOICE = {Choice.YES: _("同意这一项"), Choice.NO: _("不同意这一项"), Choice.ABSTAIN: _("弃权")}
CHANNEL = {
    Channel.WEB: _("网上"),
    Channel.PAPER: _("纸质选票"),
    Channel.DOOR: _("上门收票"),
    Channel.COUNTER: _("社区柜台"),
}
GROUND = {
    Ground.SOLD: _("房屋已经出售"),
    Ground.DIED: _("业主已经去世"),
    Ground.FORGED: _("有人冒名"),
    Ground.AREA: _("面积不对"),
    Ground.OTHER: _("其他"),
}
STAND = {
    Stand.OTHER: _("一般委托"),
    Stand.FOR_MEMBER: _("委托人是业主委员会委员"),
    Stand.STAFF: _("代理人是物业服务人员"),
}
POSTED = {
    Posted.NOTICE: _("表决公告"),
    Posted.UNDELIVERED: _("无法送达的公告"),
    Posted.RESULT: _("表决结果"),
}
AT: Mapping[str, Any] = {str(each): told for each, told in CHANNEL.items()} | {
    "desk": _("社区办理")
}  # where something was refused
REFUSED = {
    "council.ballot_suspended": _("名册异议成立，还没有登记新业主"),
    "council.may_not_stand_in": _("规则不允许这位代理人"),
    "council.no_mandate": _("没有书面委托"),
    "council.not_on_the_roll": _("不在名册上"),
    "council.not_voting_now": _("不在投票时间"),
    "council.outside_mandate": _("超出委托范围"),
    "council.several_units": _("名下只转让了一部分房屋"),
    "council.text_altered": _("事项或时间与公告不一致"),
    "council.too_many_principals": _("受托人数超过规则"),
    "council.undisclosed": _("公告里没有的事项"),
    "council.voted_already": _("已经投过票"),
}
TRAIT = {"age_band": _("年龄"), "building": _("楼栋"), "grid": _("网格")}
RULE = {
    "national-2021": _("全国：民法典和物业管理条例（公告满 15 天）"),
    "beijing-2020": _("北京（公告满 15 天，不能重投）"),
    "beijing-2020-proxies": _("北京（公告满 15 天，业委会委员不得委托他人）"),
    "zhoushan-2021": _("舟山（公告满 15 天，物业人员不得受托，无法送达公告 7 天）"),
    "binzhou-2021": _("滨州（公告满 15 天，无法送达公告 5 天）"),
    "hangzhou-urgent": _("杭州临时会议（公告满 7 天）"),
    "weifang-proxies": _("潍坊（公告满 15 天，一人最多受三位业主委托）"),
}
PHASE = {
    Phase.PLANNED: _("还没开始"),
    Phase.OPEN: _("正在协商"),
    Phase.CLOSED: _("已截止，正在汇总"),
    Phase.FROZEN: _("已截止"),
}
SAID = {Said.AGREE: _("同意"), Said.DISAGREE: _("不同意"), Said.PASS: _("跳过")}
FORM = {Form.STATEMENT: _("观点"), Form.FOR: _("赞成理由"), Form.AGAINST: _("反对理由")}
WAY = {Way.WEB: _("网上"), Way.PAPER: _("纸质表（代录）"), Way.PHONE: _("电话（代录）")}
PUBLISHING = {
    Publishing.BEFORE: _("先审核，后公开"),
    Publishing.AFTER: _("先公开，后审核"),
}
STANDING = {
    Standing.WAITING: _("等待审核"),
    Standing.SHOWN: _("已公开"),
    Standing.REMOVED: _("已移除"),
}
STEP = {
    Step.PUBLISH: _("公开"),
    Step.REMOVE: _("移除"),
    Step.APPEAL: _("作者申诉"),
    Step.RESTORE: _("申诉成立，恢复公开"),
    Step.DISMISS: _("申诉不成立"),
}
REASON = {
    Reason.OFF_TOPIC: _("与议题无关"),
    Reason.SEVERAL: _("一条里说了好几件事"),
    Reason.REPEATED: _("已有意思相同的观点"),
    Reason.PERSONAL: _("透露了他人的个人信息"),
    Reason.INSULT: _("侮辱或者攻击他人"),
    Reason.ADVERTISING: _("广告"),
    Reason.UNLAWFUL: _("违反法律法规"),
}
STAGE = {
    Stage.RUNNING: _("进行中"),
    Stage.REFUSED: _("不予受理"),
    Stage.WITHDRAWN: _("已撤回"),
    Stage.REJECTED: _("决定不做"),
    Stage.EXECUTING: _("正在落实"),
    Stage.FINISHED: _("已落实，请大家评价"),
    Stage.REVIEWED: _("已评估效果"),
}
CRITERION = {
    Criterion.OUTSIDE: _("不是社区能决定的事"),
    Criterion.UNLAWFUL: _("和法律法规相抵触"),
    Criterion.PRIVATE: _("两家之间的纠纷，可以申请调解"),
    Criterion.DOUBLE: _("同样的提议正在办理"),
    Criterion.ABUSE: _("有攻击他人的内容"),
}
AMENDED = {
    Amended.OPEN: _("等提议人答复"),
    Amended.ACCEPTED: _("已采纳"),
    Amended.REFUSED: _("没有采纳"),
    Amended.CLOSED: _("已关闭"),
}
PROCEDURE = {
    "assembly-2018": _("居民会议（2018 年文本，施行到 2025 年底）"),
    "assembly-2025": _("居民会议（2025 年修订）"),
    "representatives-2025": _("居民代表会议（2025 年修订）"),
    "residents-committee": _("居民委员会"),
    "owners-committee-beijing": _("业主委员会（北京）"),
    "owners-committee-national": _("业主委员会（指导规则）"),
}
BASIS = {
    Basis.ADULTS: _("全体十八周岁以上居民"),
    Basis.HOUSEHOLDS: _("每户一位代表"),
    Basis.GROUPS: _("居民小组选举的代表"),
    Basis.SEATS: _("组织的席位"),
}
LEVEL = {
    Level.OPEN: _("公开：按名册编号公布每张票"),
    Level.BODY: _("内部记名：组织成员之间知道，对外只公布总数"),
    Level.SECRET: _("无记名：谁也不知道谁投了什么"),
}
OF = {Of.PRESENT: _("出席的人"), Of.ALL: _("名册上的全体")}
LETTER = {YES: CHOICE[Choice.YES], NO: CHOICE[Choice.NO], ABSTAIN: CHOICE[Choice.ABSTAIN]}
POLL_STATUS = STATUS | {Status.LAPSED: _("投票未成立")}
POLL_GROUND = {
    PollGround.MISSING: _("有人应当在名册上，却没有"),
    PollGround.MOVED: _("已经搬走"),
    PollGround.DIED: _("已经去世"),
    PollGround.TOO_YOUNG: _("不满十八周岁"),
    PollGround.TWICE: _("同一个人列了两次"),
    PollGround.OTHER: _("其他"),
}
LOG = {
    "noticed": _("公告"),
    "roll_fixed": _("确定名册"),
    "lapsed": _("到期没有名册，投票未成立"),
    "disputed": _("两次计票不一致，停止公布"),
    "published": _("公布结果"),
    "objection": _("有人对名册提出异议"),
    "upheld": _("异议成立"),
    "dismissed": _("异议不成立"),
    "refused voted_already": _("拒绝：同一编号或同一张票投第二次"),
    "refused not_voting_now": _("拒绝：不在投票时间"),
    "refused channel_not_open": _("拒绝：公告里没有的投票方式"),
    "refused not_on_the_roll": _("拒绝：不在名册上"),
    "refused ballot_suspended": _("拒绝：名册异议成立的编号"),
    "refused text_altered": _("拒绝：表决事项与公告不一致"),
    "refused undisclosed": _("拒绝：公告里没有的事项"),
    "refused token_forged": _("拒绝：没有经过核验的选票"),
    "refused no_slips_left": _("拒绝：录入的选票多于发出的选票"),
    "tampered text": _("有人试图改动公告文字，没有改成"),
    "tampered deadline": _("有人试图改动投票时间，没有改成"),
    "tampered channels": _("有人试图增减投票方式，没有改成"),
    "tampered terms": _("有人试图改动规则，没有改成"),
    "tampered roll": _("有人试图改动名册，没有改成"),
    "tampered ballots": _("有人试图改动选票，没有改成"),
    "tampered result": _("有人试图改动结果，没有改成"),
    "tampered course": _("有人试图改动投票的进程，没有改成"),
    "tampered log": _("有人试图改动这份记录，没有改成"),
}
