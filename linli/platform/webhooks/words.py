"""What people read where the rules say a code."""

from django.utils.translation import gettext_lazy as _

from linli.platform.webhooks.rules import Standing, State

STANDINGS = {
    Standing.ACTIVE: _("使用中"),
    Standing.STOPPED: _("已暂停"),
    Standing.DISABLED: _("连续失败，已自动停用"),
    Standing.CLOSED: _("已关闭"),
}
STANDING_TONES = {Standing.ACTIVE: "good", Standing.STOPPED: "warn", Standing.DISABLED: "bad"}
STATES = {
    State.WAITING: _("等待发送"),
    State.SENDING: _("已发出，等待答复"),
    State.DELIVERED: _("对方已收下"),
    State.DEAD: _("没有送到，不再自动重试"),
}
TONES = {State.DELIVERED: "good", State.DEAD: "bad", State.SENDING: "info"}
