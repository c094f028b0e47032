"""One call to a subscriber, by the guarded client, and what its answer means."""

import logging
from datetime import timedelta

from django.utils.translation import gettext as _

from linli.kernel import clock
from linli.platform.notices import outgoing
from linli.platform.webhooks import cloudevents, signing
from linli.platform.webhooks.models import Delivery, Subscription
from linli.platform.webhooks.outcome import Outcome
from linli.platform.webhooks.rules import LONGEST_WAIT, Move, is_accepted, is_passing

logger = logging.getLogger(__name__)


def call(delivery: Delivery) -> Outcome:
    """POST the event. Never raises for what the receiver does."""
    subscription = delivery.subscription
    body = cloudevents.written(delivery.event)
    try:
        answer = outgoing.post(subscription.address, body, _headers(subscription, delivery, body))
    except outgoing.NotCalled as refusal:
        return Outcome(Move.POSTPONE, str(refusal))
    except outgoing.CameToNothing as failure:
        return Outcome(Move.POSTPONE, str(failure))
    except Exception as error:
        logger.exception("The call for delivery %s broke.", delivery.pk)
        return Outcome(Move.POSTPONE, type(error).__name__)
    return _read(answer)


def _headers(subscription: Subscription, delivery: Delivery, body: bytes) -> dict[str, str]:
    now = clock.now()
    keys = [subscription.secret]
    if subscription.old_secret and subscription.old_until and now < subscription.old_until:
        keys.append(subscription.old_secret)
    number, stamp = str(delivery.event_id), str(int(now.timestamp()))
    return {
        "Content-Type": cloudevents.MEDIA_TYPE,
        "User-Agent": "linli",
        **signing.headers(keys, number, stamp, body),
    }


def _read(answer: outgoing.Answer) -> Outcome:
    if is_accepted(answer.status):
        return Outcome(Move.ACCEPT, status=answer.status)
    reason = _("对方答复 %d") % answer.status
    if is_passing(answer.status):
        return Outcome(Move.POSTPONE, reason, answer.status, _asked_for(answer))
    return Outcome(Move.GIVE_UP, reason, answer.status)


def _asked_for(answer: outgoing.Answer) -> timedelta:
    """What the receiver asks for in seconds, six hours at most."""
    seconds = answer.headers.get("retry-after", "")
    asked = timedelta(seconds=int(seconds)) if seconds.isdigit() else timedelta()
    return min(asked, LONGEST_WAIT)
