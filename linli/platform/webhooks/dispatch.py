"""The sending half: one call at a time to each subscriber, in the order of its events.

A claim commits before the call and its answer after it. One worker at a time goes this round (its
lock is PostgreSQL's and ends with the process), so that a call found as "sending" at its beginning
belongs to a worker that died: it is made again, and the receiver knows it by its id.

A receiver in trouble rests, with everything that waits for it, and then gets the same event again:
so events stay in order. What the receiver refuses for good is given up, and the next has its turn.
"""

import random
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from linli.kernel import clock
from linli.platform.webhooks import actions, queries
from linli.platform.webhooks.models import Delivery, Subscription
from linli.platform.webhooks.outcome import Outcome
from linli.platform.webhooks.rules import (
    GONE,
    MOST_TRIES,
    TURN,
    Move,
    State,
    is_hopeless,
    is_passing,
    move,
    wait_after,
)

_chance = random.SystemRandom()


def send_due() -> int:
    """Call whoever is due, turn by turn, until nobody is; gives the number of calls made."""
    recover()
    made = 0
    while calls := sum(serve(each) for each in queries.due(clock.now())):
        made += calls
    return made


@transaction.atomic
def recover() -> int:
    """Put back the calls of workers that died before the answer; gives how many."""
    lost = list(queries.orphans().select_for_update(skip_locked=True))
    for each in lost:
        _write(each, Outcome(Move.RECOVER, _("发送时进程中断，将重新发送")))
    return len(lost)


def serve(subscription_id: UUID) -> int:
    """Make this subscriber's calls until one fails, none waits or its turn is over."""
    calls = 0
    while calls < TURN and (delivery := claim(subscription_id)) is not None:
        calls += 1
        if not settle(delivery, call(delivery)):
            break
    return calls


@transaction.atomic
def claim(subscription_id: UUID) -> Delivery | None:
    """The next event for this subscriber, marked as being sent."""
    waiting = Delivery.objects.filter(
        subscription=subscription_id, state=State.WAITING, subscription__standing="active"
    )
    found = waiting.select_for_update(skip_locked=True, of=("self",)).order_by("event_id").first()
    if found is None:
        return None
    found.tries, found.claimed_at = found.tries + 1, clock.now()
    _write(found, Outcome(Move.CLAIM))
    return Delivery.objects.select_related("subscription", "event").get(pk=found.pk)


def call(delivery: Delivery) -> Outcome:
    """POST the event, outside of any transaction."""
    from linli.platform.webhooks.calling import call as post  # a web process never needs its client

    return post(delivery)


@transaction.atomic
def settle(delivery: Delivery, outcome: Outcome) -> bool:
    """Write down what came of the call; whether the next one may follow at once."""
    now = clock.now()
    subscription = Subscription.objects.select_for_update().get(pk=delivery.subscription_id)
    current = Delivery.objects.select_for_update().get(pk=delivery.pk)
    if outcome.by == Move.POSTPONE and current.tries >= MOST_TRIES:
        outcome = Outcome(Move.GIVE_UP, outcome.reason, outcome.status, outcome.wait)
    if not _write(current, outcome):
        return False  # it was closed or disabled meanwhile
    if outcome.by == Move.ACCEPT:
        subscription.failures, subscription.failing_since = 0, None
    else:
        subscription.failing_since = subscription.failing_since or now
    rests = outcome.by != Move.ACCEPT and not _is_refusal(outcome)
    if rests:
        subscription.failures += 1
        usual = wait_after(subscription.failures, _chance.random())
        subscription.next_at = now + max(usual, outcome.wait)
    subscription.save(update_fields=["failures", "failing_since", "next_at"])
    return not _ended(subscription, outcome) and not rests


def _ended(subscription: Subscription, outcome: Outcome) -> bool:
    if outcome.status == GONE:
        actions.disable(subscription, _("对方答复这个地址已经取消（410）"))
        return True
    if is_hopeless(subscription.failing_since, clock.now()):
        actions.disable(subscription, _("连续三天没有一次送达"))
        return True
    return False


def _is_refusal(outcome: Outcome) -> bool:
    """Whether the receiver is well and only won't have this event."""
    return outcome.status is not None and not is_passing(outcome.status)


def _write(delivery: Delivery, outcome: Outcome) -> bool:
    """Move a locked delivery on; False when the move means nothing any more."""
    state = move(State(delivery.state), outcome.by)
    if state is None:
        return False
    delivery.state, delivery.reason = state, outcome.reason[:200]
    delivery.answered = outcome.status or delivery.answered
    if state in {State.DELIVERED, State.DEAD}:
        delivery.settled_at = clock.now()
    delivery.save()
    return True
