"""Saying something to somebody: written with the caller's deed, sent after its commit."""

import json
from collections.abc import Iterable, Mapping
from datetime import timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection, transaction

from linli.kernel import clock
from linli.kernel.ids import new_id
from linli.platform.accounts.models import Account
from linli.platform.notices.models import Message, Notice, Outlet
from linli.platform.notices.recipients import Phone, Recipient, accounts_of, outlets_of
from linli.platform.notices.rules import Channel, State, first_due

PLAIN_TEMPLATE = "notice"  # the SMS template with one place for words and one for a link
SAY_ONCE = """
INSERT INTO notices_notice (id, at, topic, words, link, urgent, once_key, expected)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT (once_key) DO NOTHING
"""


@transaction.atomic
def send(
    *,
    to: Recipient,
    topic: str,
    words: str,
    link: str = "",
    urgent: bool = False,
    once_key: str,
) -> int:
    """Tell `to` about `topic`; gives the number of messages written, 0 when said before.

    Belongs to the caller's transaction: no deed, no message. `once_key` is the natural key of what
    is said (`"cases.assigned:<assignment id>"`), so that a listener that runs twice sends once.
    `words` hold no personal data and at most 200 characters; `link` is a path of this site that
    opens the very thing. Not urgent means that e-mail, SMS and robots wait from 22:00 to 7:00.
    """
    _require_path(link)
    notice = _notice(topic, words, link, once_key, urgent=urgent)
    if isinstance(to, Phone):
        values = {"words": words, "link": settings.SITE_URL + link if link else ""}
        return _say(notice, [_text(notice, to, PLAIN_TEMPLATE, values)])
    people = [each for person in accounts_of(to) for each in _to_person(notice, person)]
    return _say(notice, [*people, *(_to_outlet(notice, each) for each in outlets_of(to, topic))])


@transaction.atomic
def send_text(
    *,
    to: Phone,
    topic: str,
    template: str,
    params: Mapping[str, str],
    once_key: str,
    lives: timedelta | None = None,
) -> int:
    """Send an SMS from a provider's template now, at night too: a one-time code, an alarm.

    Number and values are stored encrypted and wiped once the message is settled. `lives` is how
    long it makes sense to send it: an old code is dropped and not sent, and what lives is wiped as
    well when it failed, since nobody will send it again.
    """
    notice = _notice(topic, template, "", once_key, urgent=True)
    message = _text(notice, to, template, params)
    message.expires_at = notice.at + lives if lives else None
    return _say(notice, [message])


def send_code(phone: str, template: str, values: Mapping[str, str], lives: timedelta) -> None:
    """Send a one-time code, each for itself: the next one isn't the same said again."""
    key = f"accounts.code:{new_id()}"
    send_text(
        to=Phone(phone), topic="accounts.code", template=template, params=values, once_key=key,
        lives=lives,
    )  # fmt: skip


def _require_path(link: str) -> None:
    if link and (not link.startswith("/") or link.startswith("//") or "\\" in link):
        raise ValueError(f"A notice links to a path of this site, not to {link!r}.")


def _notice(topic: str, words: str, link: str, once_key: str, *, urgent: bool) -> Notice:
    return Notice(
        at=clock.now(), topic=topic, words=words, link=link, urgent=urgent, once_key=once_key
    )


def _say(notice: Notice, messages: list[Message]) -> int:
    """Write the notice and its messages, unless its key was used before."""
    with connection.cursor() as cursor:
        cursor.execute(
            SAY_ONCE,
            [notice.pk, notice.at, notice.topic, notice.words, notice.link, notice.urgent,
             notice.once_key, len(messages)],
        )  # fmt: skip
        if cursor.rowcount == 0:
            return 0
    Message.objects.bulk_create(messages)
    return len(messages)


def _to_person(notice: Notice, person: Account) -> Iterable[Message]:
    """One for the bell; one by e-mail for whoever has an address and wants it for this topic."""
    yield Message(
        notice=notice, channel=Channel.APP, account=person, state=State.SENT,
        due_at=notice.at, settled_at=notice.at,
    )  # fmt: skip
    if settings.MAIL_IS_SET and person.email and _wants_email(person, notice.topic):
        yield _queued(notice, Channel.EMAIL, account=person)


def _wants_email(person: Account, topic: str) -> bool:
    wish = getattr(person, "notice_preference", None)
    return wish is None or (wish.by_email and topic not in wish.silent_topics)


def _to_outlet(notice: Notice, outlet: Outlet) -> Message:
    return _queued(notice, Channel(outlet.channel), outlet=outlet)


def _text(notice: Notice, to: Phone, template: str, params: Mapping[str, str]) -> Message:
    message = _queued(notice, Channel.SMS)
    message.phone, message.template = to.number, template
    message.params = json.dumps(dict(params), ensure_ascii=False)
    return message


def _queued(
    notice: Notice,
    channel: Channel,
    account: Account | None = None,
    outlet: Outlet | None = None,
) -> Message:
    return Message(
        id=new_id(),
        notice=notice,
        channel=channel,
        account=account,
        outlet=outlet,
        state=State.QUEUED,
        due_at=first_due(channel, notice.at, _zone(), urgent=notice.urgent),
    )


def _zone() -> ZoneInfo:
    return ZoneInfo(settings.TIME_ZONE)
