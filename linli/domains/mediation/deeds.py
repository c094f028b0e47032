"""What an auditor reads for each deed of mediation on record."""

from django.utils.translation import gettext_lazy as _

DEEDS = {
    "mediation.print": _("打印登记表"),
    "mediation.accept": _("受理调解"),
    "mediation.alarm": _("报警"),
    "mediation.answer": _("决定延期"),
    "mediation.apply": _("申请司法确认"),
    "mediation.appoint": _("指定调解员"),
    "mediation.challenge": _("申请回避"),
    "mediation.consent": _("当事人同意"),
    "mediation.court": _("记下法院决定"),
    "mediation.describe": _("修改纠纷信息"),
    "mediation.draft": _("拟定协议"),
    "mediation.end": _("结束调解"),
    "mediation.enlist": _("聘任调解员"),
    "mediation.extend": _("申请延长调解"),
    "mediation.minute": _("记调解笔录"),
    "mediation.open": _("登记纠纷"),
    "mediation.party": _("登记当事人"),
    "mediation.plan": _("安排调解"),
    "mediation.remind": _("提醒调解事项"),
    "mediation.resume": _("恢复调解"),
    "mediation.retire": _("解聘调解员"),
    "mediation.rule": _("裁定回避"),
    "mediation.set_time_limit": _("设置调解时限"),
    "mediation.sign": _("签署协议"),
    "mediation.tear_up": _("作废协议草稿"),
    "mediation.tell": _("通知当事人"),
    "mediation.visit": _("回访履行"),
}
