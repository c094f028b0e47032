"""Webhooks: a signed POST to a program that listens.

The receiver checks `Linli-Signature` (HMAC-SHA256 over time stamp, full stop and body) and knows a
repeated message by `Linli-Id`.
"""

import json
from datetime import timedelta

from django.conf import settings
from django.utils.translation import gettext as _

from linli.kernel import clock
from linli.platform.notices import outgoing
from linli.platform.notices.models import Message, Outlet
from linli.platform.notices.outcome import Outcome, accepted, later, refused
from linli.platform.notices.reports import SIGNATURE, TIMESTAMP, sign

ID = "Linli-Id"
LATER = frozenset({408, 425, 429})
LONGEST_WAIT = timedelta(hours=1)


def send(message: Message) -> Outcome:
    outlet = message.outlet
    if outlet is None or not outlet.is_active:
        return refused(_("这个出口已停用"))
    body = _body(message)
    try:
        answer = outgoing.post(outlet.address, body, _headers(message, outlet, body))
    except outgoing.NotCalled as refusal:
        return refused(str(refusal))
    except outgoing.CameToNothing as failure:
        return later(str(failure))  # the receiver knows a repeated one by its id
    return _read(answer)


def _body(message: Message) -> bytes:
    notice = message.notice
    content = {
        "id": str(message.pk),
        "at": notice.at.isoformat(),
        "topic": notice.topic,
        "words": notice.words,
        "link": settings.SITE_URL + notice.link if notice.link else "",
        "urgent": notice.urgent,
    }
    return json.dumps(content, ensure_ascii=False).encode()


def _headers(message: Message, outlet: Outlet, body: bytes) -> dict[str, str]:
    stamp = str(int(clock.now().timestamp()))
    return {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": "linli",
        ID: str(message.pk),
        TIMESTAMP: stamp,
        SIGNATURE: sign(outlet.secret, stamp, body),
    }


def _read(answer: outgoing.Answer) -> Outcome:
    if 200 <= answer.status < 300:
        return accepted()
    reason = _("对方答复 %d") % answer.status
    if answer.status in LATER or answer.status >= 500:
        return later(reason, _retry_after(answer))
    return refused(reason)


def _retry_after(answer: outgoing.Answer) -> timedelta | None:
    """What the receiver asks for in seconds, an hour at most; dates are not worth the trouble."""
    seconds = answer.headers.get("retry-after", "")
    return min(timedelta(seconds=int(seconds)), LONGEST_WAIT) if seconds.isdigit() else None
