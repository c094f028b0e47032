"""What people read where the rules say a code."""

from django.utils.translation import gettext_lazy as _

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
