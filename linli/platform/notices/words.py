"""What people read where the rules say a code."""

from django.utils.translation import gettext_lazy as _

from linli.platform.notices.rules import Channel, State

CHANNELS = {
    Channel.APP: _("站内"),
    Channel.EMAIL: _("邮件"),
    Channel.SMS: _("短信"),
    Channel.WEBHOOK: _("网络回调"),
    Channel.WECOM: _("企业微信机器人"),
    Channel.DINGTALK: _("钉钉机器人"),
    Channel.FEISHU: _("飞书机器人"),
}
STATES = {
    State.QUEUED: _("等待发送"),
    State.SENDING: _("正在发送"),
    State.SENT: _("已交给对方"),
    State.DELIVERED: _("已送达"),
    State.FAILED: _("发送失败"),
    State.UNKNOWN: _("不知道是否送达"),
    State.MERGED: _("已合并到汇总"),
    State.DROPPED: _("不再发送"),
}
TONES = {
    State.SENT: "good",
    State.DELIVERED: "good",
    State.FAILED: "bad",
    State.UNKNOWN: "warn",
}
