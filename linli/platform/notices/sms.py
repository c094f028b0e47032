"""Text messages: what a provider's adapter has to do, and the one that only writes to the console.

A deployment names its adapter in `sms_sender` (a dotted path to a class without arguments).
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy

from linli.kernel import clock
from linli.platform.database.secrecy import mask_phone
from linli.platform.notices import reports
from linli.platform.notices.reports import Report

logger = logging.getLogger(__name__)
CONSOLE_KEPT = timedelta(days=1)  # of a text that doesn't say how long it is good


class Refused(Exception):
    """The provider won't ever send this (wrong number, black list, template not approved)."""


class TryLater(Exception):
    """The provider has certainly not taken it; any other exception means that nobody knows."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """The provider has taken it; `ref` is its own number, by which it reports later."""

    ref: str = ""


class SmsSender(Protocol):
    """An adapter to one provider of text messages."""

    def send(self, phone: str, template: str, params: Mapping[str, str]) -> Receipt:
        """Hand over one message. Raises Refused or TryLater; anything else leaves it in doubt."""

    def read_reports(self, headers: Mapping[str, str], body: bytes) -> Sequence[Report]:
        """What a delivery report says; raises reports.Forged when it isn't the provider's."""


class ConsoleSender:
    """Writes that a message was due, without number or values; a demonstration shows it on a page."""

    def send(self, phone: str, template: str, params: Mapping[str, str]) -> Receipt:
        logger.info("SMS %s to %s (console only, nothing was sent)", template, mask_phone(phone))
        if settings.DEMONSTRATION:
            self._show(phone, template, params)
        return Receipt()

    def read_reports(self, headers: Mapping[str, str], body: bytes) -> Sequence[Report]:
        return reports.read(headers, body)

    def _show(self, phone: str, template: str, params: Mapping[str, str]) -> None:
        from linli.platform.notices.models import ConsoleText

        words = _TEXTS.get(template, "{words} {link}").format_map(_Blank(params)).strip()
        lives = timedelta(minutes=int(params["minutes"])) if "minutes" in params else CONSOLE_KEPT
        now = clock.now()
        ConsoleText.objects.create(
            at=now, expires_at=now + lives, phone=mask_phone(phone), text=words[:200]
        )


class _Blank(dict[str, str]):
    """Values of a template; one that wasn't given stays empty."""

    def __missing__(self, key: str) -> str:
        return ""


_TEXTS = {"code": gettext_lazy("验证码 {code}，{minutes} 分钟内有效，请勿告诉他人。")}


@lru_cache(maxsize=4)
def _made(path: str) -> SmsSender:
    sender: SmsSender = import_string(path)()
    return sender


def sender() -> SmsSender:
    """The adapter that this deployment has chosen."""
    return _made(settings.SMS_SENDER)
