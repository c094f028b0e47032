"""What an auditor reads for each deed of meetings on record."""

from django.utils.translation import gettext_lazy as _

DEEDS = {
    "meetings.appoint": _("登记任职"),
    "meetings.assign": _("分派会议决议的任务"),
    "meetings.call": _("召集会议"),
    "meetings.cancel": _("取消会议"),
    "meetings.check_in": _("扫码签到"),
    "meetings.confirm": _("确认决议已落实"),
    "meetings.deliver": _("登记资源兑现"),
    "meetings.found": _("设立会议组织"),
    "meetings.leave": _("离开席位"),
    "meetings.leave_post": _("登记离任"),
    "meetings.minute": _("记会议纪要"),
    "meetings.minutes_taken": _("下载会议纪要文书"),
    "meetings.note_case": _("决议任务已由事件承办"),
    "meetings.note_case_end": _("承办决议任务的事件结案"),
    "meetings.open": _("宣布开会"),
    "meetings.pledge": _("登记资源认领"),
    "meetings.presence": _("登记到会情况"),
    "meetings.raise": _("提出议题"),
    "meetings.remind": _("提醒落实决议"),
    "meetings.remind_month": _("提醒召开本月会议"),
    "meetings.report": _("登记决议落实情况"),
    "meetings.seat": _("登记席位"),
    "meetings.send_back": _("退回落实情况"),
    "meetings.send_to_cases": _("决议任务转为事件办理"),
    "meetings.sign": _("签会议纪要"),
    "meetings.take_back": _("撤回签字"),
}
