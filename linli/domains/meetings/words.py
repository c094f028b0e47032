"""What people read where the rules say a code."""

from django.utils.translation import gettext_lazy as _

from linli.domains.meetings.rules import Duty, Hand, Kind, Presence, Status
from linli.domains.meetings.rules.posts import Office, Tier

KIND = {
    Kind.FOUR_PARTY: _("四方联席会议"),
    Kind.PARTY_JOINT: _("党建联席会议"),
    Kind.RESIDENTS: _("居民议事会"),
    Kind.SUPERVISION: _("居务监督委员会"),
}
STATUS = {
    Status.CALLED: _("已通知"),
    Status.SITTING: _("正在开会"),
    Status.SIGNING: _("纪要等待签字"),
    Status.SIGNED: _("纪要已签字"),
    Status.CANCELLED: _("已取消"),
}
TONE = {
    Status.CALLED: "info",
    Status.SITTING: "warn",
    Status.SIGNING: "warn",
    Status.SIGNED: "good",
    Status.CANCELLED: "neutral",
}
PRESENCE = {
    Presence.INVITED: _("未签到"),
    Presence.PRESENT: _("到会"),
    Presence.APOLOGY: _("请假"),
    Presence.ABSENT: _("缺席"),
}
HAND = {Hand.CHAIR: _("主持人"), Hand.RECORDER: _("记录人")}
DUTY = {Duty.DUE: _("待落实"), Duty.REPORTED: _("待确认"), Duty.CONFIRMED: _("已落实")}
DUTY_TONE = {Duty.DUE: "info", Duty.REPORTED: "warn", Duty.CONFIRMED: "good"}
TIER = {
    Tier.SUBDISTRICT: _("街道一级"),
    Tier.COMMUNITY: _("社区一级"),
    Tier.GRID: _("网格一级"),
    Tier.GROUP: _("楼栋一级"),
}
OFFICE = {
    Office.SECRETARY: _("党组织书记"),
    Office.DEPUTY: _("党组织副书记"),
    Office.MEMBER: _("党组织委员"),
    Office.CHAIR: _("居委会主任"),
    Office.VICE_CHAIR: _("居委会副主任"),
    Office.COMMITTEE_MEMBER: _("居委会委员"),
    Office.GROUP_HEAD: _("楼栋党小组组长"),
}
