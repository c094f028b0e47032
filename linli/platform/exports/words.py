"""What people read where the rules say a code."""

from django.utils.translation import gettext_lazy as _

from linli.platform.exports.rules import State

STATES = {
    State.WAITING: (_("排队中"), "neutral"),
    State.RUNNING: (_("生成中"), "info"),
    State.READY: (_("可下载"), "good"),
    State.FAILED: (_("未成功"), "bad"),
    State.EXPIRED: (_("已过期"), "neutral"),
}
