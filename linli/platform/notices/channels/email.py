"""E-mail, by Django's mail settings."""

import smtplib
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from linli.platform.notices.models import Message
from linli.platform.notices.outcome import Outcome, accepted, in_doubt, later, refused

LASTING = 500  # SMTP: replies from 500 up are lasting (RFC 5321 §4.2.1)


def send(message: Message) -> Outcome:
    """Hand the mail to the server. The Message-ID is ours, so a repeated mail is known as one."""
    if message.account is None or not message.account.email:
        return refused(_("收件人没有邮箱地址"))
    try:
        _mail(message, message.account.email).send()
    except smtplib.SMTPRecipientsRefused as error:
        (code, _words), *_rest = error.recipients.values()
        return _by_code(code)
    except smtplib.SMTPServerDisconnected:
        return in_doubt(_("邮件服务器中断了连接"))
    except smtplib.SMTPResponseException as error:
        return _by_code(error.smtp_code)
    except (ConnectionError, TimeoutError, OSError) as error:
        return later(type(error).__name__)
    return accepted()


def _by_code(code: int) -> Outcome:
    reason = _("邮件服务器答复 %d") % code
    return refused(reason) if code >= LASTING else later(reason)


def _mail(message: Message, address: str) -> EmailMessage:
    notice = message.notice
    link = settings.SITE_URL + notice.link if notice.link else ""
    return EmailMessage(
        subject=f"[{settings.SITE_NAME}] {notice.words}",
        body="\n\n".join(filter(None, [notice.words, link])),
        to=[address],
        headers={"Message-ID": _message_id(message.pk), "Auto-Submitted": "auto-generated"},
    )


def _message_id(message_id: UUID) -> str:
    return f"<{message_id}@linli>"
