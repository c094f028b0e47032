"""What people read where the rules say a code, and what the scripts of the page say."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.platform.field.rules import State

STATE = {
    State.HELD: _("等前面的一步到达"),
    State.DONE: _("已办成"),
    State.CONFLICT: _("没有办成"),
    State.DISCARDED: _("已放弃"),
}
STATE_TONE = {
    State.HELD: "info",
    State.DONE: "good",
    State.CONFLICT: "bad",
    State.DISCARDED: "neutral",
}
SCRIPT_WORDS: Final = {
    "waiting": _("待上传 %(count)s"),
    "nothing_waiting": _("没有待上传的内容"),
    "synced": _("已同步 %(time)s"),
    "never": _("还没有同步过"),
    "offline": _("没有网络，可以照常填写"),
    "syncing": _("正在同步…"),
    "sync": _("立即同步"),
    "sign_in": _("请登录，登录后自动上传。"),
    "sign_in_link": _("去登录"),
    "first_time": _("请先联网登录一次，这台设备才能离线办理。"),
    "trouble": _("服务器暂时不能接收，稍后会自动再试。内容还在这台设备上。"),
    "refused": _("没有接收：%(words)s"),
    "not_taken": _("没有接收"),
    "to_send": _("待上传"),
    "old_warning": _(
        "有内容已经 %(days)s 天没有上传。苹果手机会清除 7 天没有使用的网页数据，请尽快联网打开本页。"
    ),
    "forgotten": _("超过 72 小时没有联网，任务列表已从这台设备清除。待上传的内容还在。"),
    "others_wait": _("这台设备上还有别人没有上传的内容，要由本人登录后上传。"),
    "tasks": _("任务"),
    "no_tasks": _("现在没有要外出办理的任务。"),
    "due": _("时限 %(time)s"),
    "overdue": _("已超时"),
    "open_page": _("打开完整页面"),
    "to_deal_with": _("需要您处理"),
    "outbox": _("这台设备上还没有上传的"),
    "made": _("填写于 %(time)s"),
    "photos": _("照片 %(count)s 张"),
    "drop": _("丢弃"),
    "drop_sure": _("再点一次就丢弃，不能找回"),
    "as_new": _("作为新的一件重新上传"),
    "save": _("保存"),
    "saved": _("已保存在这台设备上。"),
    "back": _("返回"),
    "needed": _("请填写“%(label)s”。"),
    "too_long": _("“%(label)s”太长，请缩短到 %(most)s 个字以内。"),
    "optional": _("选填"),
    "required": _("必填"),
    "choose": _("请选择"),
    "most_photos": _("最多 %(count)s 张照片。"),
    "bad_photo": _("这张照片打不开，请重新拍摄。"),
    "scan": _("拍下二维码识别"),
    "scan_none": _("照片里没有认出本系统的二维码，请靠近一些重拍，或者用文字说明位置。"),
    "no_room": _("这台设备存不下了，请先联网上传。填写的内容还在页面上。"),
    "not_kept": _("没有保存成功，填写的内容还在页面上，请再试一次。"),
}
