"""Robots in group chats (WeCom, DingTalk, Feishu), through apprise.

apprise builds the address from a key alone, so nothing here can be led into our own network. It
answers only yes or no; no is taken for "not sent", since all three name their errors at once.
"""

import logging
from collections.abc import Mapping
from typing import Any

from apprise.exception import AppriseImproperlyConfigured
from apprise.plugins.dingtalk import NotifyDingTalk
from apprise.plugins.feishu import NotifyFeishu
from apprise.plugins.wecombot import NotifyWeComBot
from django.conf import settings
from django.utils.translation import gettext as _

from linli.platform.notices.models import Message, Outlet
from linli.platform.notices.outcome import Outcome, accepted, later, refused
from linli.platform.notices.rules import Channel

# apprise writes keys and whole messages into its log at lower levels.
logging.getLogger("apprise").setLevel(logging.CRITICAL)
PLUGINS: Mapping[str, tuple[Any, str]] = {
    Channel.WECOM: (NotifyWeComBot, "key"),
    Channel.DINGTALK: (NotifyDingTalk, "token"),
    Channel.FEISHU: (NotifyFeishu, "token"),
}


def send(message: Message) -> Outcome:
    outlet = message.outlet
    if outlet is None or not outlet.is_active:
        return refused(_("这个出口已停用"))
    try:
        robot = _robot(outlet)
    except AppriseImproperlyConfigured:
        return refused(_("机器人的密钥格式不对，请重新从群里复制"))
    notice = message.notice
    link = settings.SITE_URL + notice.link if notice.link else ""
    body = "\n".join(filter(None, [notice.words, link]))
    return accepted() if robot.notify(body=body) else later(_("机器人没有接收"))


def _robot(outlet: Outlet) -> Any:
    plugin, key = PLUGINS[outlet.channel]
    signs = outlet.channel == Channel.DINGTALK and outlet.secret
    return plugin(**{key: outlet.address}, **({"secret": outlet.secret} if signs else {}))
