"""What people read where the rules say a code."""

from django.utils.translation import gettext_lazy as _

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
RULE = {
    "national-2021": _("全国：民法典和物业管理条例（公告满 15 天）"),
    "beijing-2020": _("北京（公告满 15 天，不能重投）"),
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
