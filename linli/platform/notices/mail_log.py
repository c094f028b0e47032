"""Where mail goes when no mail server is set: a line in the log, without address or text."""

import logging
from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

logger = logging.getLogger(__name__)


class MailLog(BaseEmailBackend):
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for mail in email_messages:
            logger.info(
                "No mail server is set (mail_url): a mail to %d was not sent.", len(mail.to)
            )
        return len(email_messages)
