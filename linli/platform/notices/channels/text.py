"""Text messages, through the deployment's adapter."""

import json

from django.utils.translation import gettext as _

from linli.kernel import clock
from linli.platform.notices import sms
from linli.platform.notices.models import Message
from linli.platform.notices.outcome import Outcome, accepted, in_doubt, later, refused


def send(message: Message) -> Outcome:
    """Hand it over. An adapter that fails in a way it has no word for leaves the message in doubt."""
    if message.expires_at is not None and message.expires_at < clock.now():
        return refused(_("已过有效时间，没有发送"))
    if not message.phone:
        return refused(_("号码已经清除"))
    try:
        receipt = sms.sender().send(message.phone, message.template, json.loads(message.params))
    except sms.Refused as error:
        return refused(str(error)[:200])
    except sms.TryLater as error:
        return later(str(error)[:200])
    except Exception as error:
        return in_doubt(type(error).__name__)
    return accepted(receipt.ref)
