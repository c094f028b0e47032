"""Taking in what was done out of doors: each deed once, in its order, and none lost.

A deed is performed by the action that pages call, on behalf of whoever made it. It counts from when
it arrives; when it was made stands beside it. What a rule refuses is kept with the reason.
"""

import logging
import secrets
from base64 import b64encode
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.db import DataError, IntegrityError, transaction
from pydantic_core import to_json

from linli.kernel import clock
from linli.kernel.errors import DomainError, Invalid
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.api.idempotency import Claim
from linli.platform.audit import trail
from linli.platform.field import queries
from linli.platform.field.declaration import Doing, Done
from linli.platform.field.errors import (
    AlreadySettled,
    ClientIdReused,
    MadeLongAgo,
    NotDoneYet,
    TooManyKept,
)
from linli.platform.field.forms import form_of
from linli.platform.field.models import DeviceSecret, ReceivedDeed, WaitingPhoto
from linli.platform.field.queries import WORK
from linli.platform.field.rules import (
    ANSWERED,
    KEPT_FOR,
    MOST_KEPT,
    OLDEST,
    OPEN,
    Parcel,
    State,
    is_passing,
)

logger = logging.getLogger(__name__)
SECRET_BYTES = 32


@transaction.atomic
def receive(*, actor: Actor, parcel: Parcel) -> ReceivedDeed:
    """Take in one deed and do it, now or once those made before it are here.

    The same parcel gives the answer of the first time, whatever has happened since; another one
    under its id raises ClientIdReused. A refusal of the rules isn't raised: it is kept as a
    conflict. What says "later" (TooMany, no room for files) is raised, and nothing is kept.
    """
    policy.require_anywhere(actor, WORK)

    _one_at_a_time(actor)
    first = ReceivedDeed.objects.filter(
        account_id=queries.account_of(actor), client_id=parcel.client_id
    ).first()
    if first is not None:
        return _same(first, parcel)
    _require_room(actor)

    deed = _keep(actor, parcel)
    trail.record(actor, "field.receive", deed, what=deed.key, made_at=deed.made_at.isoformat())
    if not _waits(deed):
        _do(actor, deed, long_ago=clock.now() - parcel.made_at > OLDEST)
        _release(actor)
    return deed


@transaction.atomic
def mend(*, actor: Actor, deed: ReceivedDeed, typed: Mapping[str, Any]) -> ReceivedDeed:
    """Try a deed that waits again, with what its author has changed; its photos stay as they are."""
    policy.require_anywhere(actor, WORK)

    deed = _open_deed(actor, deed)
    deed.payload = to_json(typed).decode()
    deed.save(update_fields=["payload"])
    trail.record(actor, "field.mend", deed, what=deed.key)
    _do(actor, deed)
    _release(actor)
    return deed


@transaction.atomic
def discard(*, actor: Actor, deed: ReceivedDeed) -> ReceivedDeed:
    """Drop a deed that waits, at its author's wish; its words and photos are deleted."""
    policy.require_anywhere(actor, WORK)

    deed = _open_deed(actor, deed)
    _settle(deed, State.DISCARDED)
    trail.record(actor, "field.discard", deed, what=deed.key)
    _release(actor)
    return deed


@transaction.atomic
def secret_of(*, actor: Actor) -> str:
    """What the actor's devices derive their keys from; made when it is first asked for."""
    policy.require_anywhere(actor, WORK)

    _one_at_a_time(actor)
    found = DeviceSecret.objects.filter(pk=queries.account_of(actor)).first()
    if found is None:
        found = DeviceSecret(account_id=queries.account_of(actor), made_at=clock.now())
        found.secret = b64encode(secrets.token_bytes(SECRET_BYTES)).decode()
        found.save(force_insert=True)
        trail.record(actor, "field.make_secret", found)
    return str(found.secret)


def forget() -> int:
    """Delete the answers that are too old to be asked for again; gives their number."""
    old = ReceivedDeed.objects.filter(received_at__lt=clock.now() - KEPT_FOR)
    number, _by_model = old.exclude(state__in=OPEN).delete()
    return number


def _one_at_a_time(actor: Actor) -> None:
    """One person's deeds go one after the other, from however many devices and tabs."""
    Claim(actor.account_id, "field", b"").wait()


def _same(first: ReceivedDeed, parcel: Parcel) -> ReceivedDeed:
    if bytes(first.digest) != parcel.digest:
        raise ClientIdReused
    return first


def _require_room(actor: Actor) -> None:
    waiting = ReceivedDeed.objects.filter(account_id=queries.account_of(actor), state__in=OPEN)
    if waiting.count() >= MOST_KEPT:
        raise TooManyKept


def _keep(actor: Actor, parcel: Parcel) -> ReceivedDeed:
    deed = ReceivedDeed(
        account_id=queries.account_of(actor),
        client_id=parcel.client_id,
        digest=parcel.digest,
        key=parcel.key,
        subject=parcel.subject,
        after=list(parcel.after),
        made_at=parcel.made_at,
        received_at=clock.now(),
        payload=to_json(parcel.payload).decode(),
    )
    deed.save(force_insert=True)
    for number, photo in enumerate(parcel.photos, 1):
        body = b64encode(photo.body).decode()
        WaitingPhoto(deed=deed, number=number, name=photo.name[:80], body=body).save(
            force_insert=True
        )
    return deed


def _waits(deed: ReceivedDeed) -> bool:
    """Whether a deed made before this one isn't here, or itself waits. The order is kept; what
    became of the others is for the rules of this one to judge."""
    before = set(deed.after)
    answered = ReceivedDeed.objects.filter(
        account_id=deed.account_id, client_id__in=before, state__in=ANSWERED
    )
    return answered.count() < len(before)


def _release(actor: Actor) -> None:
    """Do what was held and isn't any more, the oldest first, until nothing moves."""
    held = ReceivedDeed.objects.filter(account_id=queries.account_of(actor), state=State.HELD)
    waiting: Sequence[ReceivedDeed] = list(held.order_by("made_at", "client_id"))
    while ready := next((each for each in waiting if not _waits(each)), None):
        _do(actor, ready, long_ago=ready.received_at - ready.made_at > OLDEST)
        waiting = [each for each in waiting if each is not ready]


def _do(actor: Actor, deed: ReceivedDeed, *, long_ago: bool = False) -> None:
    """Perform the deed, or keep why it can't be; a passing refusal is raised."""
    try:
        if long_ago:
            raise MadeLongAgo
        with transaction.atomic():
            done = _perform(actor, deed)
    except DomainError as refusal:
        if is_passing(refusal):
            raise
        _settle(deed, State.CONFLICT, str(refusal), code=refusal.code)
    except (DataError, IntegrityError) as error:  # whose words may hold what was typed
        logger.error(
            "%s of the database refused the deed %s %s.", type(error).__name__, deed.key, deed.pk
        )
        _settle(deed, State.CONFLICT, str(NotDoneYet()), code=NotDoneYet.code)
    else:
        _settle(deed, State.DONE, done.words, url=done.url)


def _perform(actor: Actor, deed: ReceivedDeed) -> Done:
    declared = queries.deed(deed.key)
    policy.require_anywhere(actor, declared.needs)
    form = form_of(actor, deed)
    if not form.is_valid():
        raise Invalid(_first_fault(form))
    return declared.perform(actor, Doing(deed.client_id, deed.subject, form.cleaned_data))


def _first_fault(form: forms.Form) -> str:
    name, faults = next(iter(form.errors.items()))
    label = form.fields[name].label if name in form.fields else ""
    return f"{label}：{faults[0]}" if label else str(faults[0])


def _settle(
    deed: ReceivedDeed, state: State, words: str = "", *, code: str = "", url: str = ""
) -> None:
    """Write down what became of the deed; what needn't be sent again isn't kept."""
    deed.state, deed.words, deed.code, deed.url = state, words, code, url
    deed.settled_at = clock.now()
    if not deed.is_open:
        deed.payload = ""
        deed.photos.all().delete()
    deed.save(update_fields=["state", "words", "code", "url", "settled_at", "payload"])


def _open_deed(actor: Actor, deed: ReceivedDeed) -> ReceivedDeed:
    """The deed as it is now, while it waits; held against another tab."""
    _one_at_a_time(actor)
    fresh = queries.own(actor, deed.pk)
    if not fresh.is_open:
        raise AlreadySettled
    return fresh
