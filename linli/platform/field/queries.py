"""What there is to do out of doors, and what came back from there."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import cache
from uuid import UUID

from django.utils.module_loading import import_string

from linli.kernel import clock
from linli.kernel.manifest import domains
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.accounts.models import Session
from linli.platform.field.declaration import FieldDeed, FieldTask
from linli.platform.field.errors import NotYours, UnknownDeed
from linli.platform.field.models import ReceivedDeed
from linli.platform.field.rules import OPEN, TASKS_SHOWN, without_numbers

WORK = "field.work"
TasksOf = Callable[[Actor], Sequence[FieldTask]]


@cache
def _declared(paths: Sequence[str]) -> Mapping[str, FieldDeed]:
    found: list[FieldDeed] = [import_string(path) for path in paths]
    return {each.key: each for each in found}


def deeds() -> Mapping[str, FieldDeed]:
    return _declared(tuple(domains.gather("field_deeds")))


def deed(key: str) -> FieldDeed:
    """The deed of that key; raises UnknownDeed."""
    try:
        return deeds()[key]
    except KeyError:
        raise UnknownDeed from None


def deeds_open_to(actor: Actor) -> Sequence[FieldDeed]:
    """Every deed that `actor` may do somewhere."""
    return [each for each in deeds().values() if actor.holds(each.needs)]


def tasks_of(actor: Actor) -> Sequence[FieldTask]:
    """What the actor has to do, the next deadline first; without numbers that name people."""
    policy.require_anywhere(actor, WORK)
    providers: list[TasksOf] = [import_string(path) for path in domains.gather("field_tasks")]
    found = [task for provider in providers for task in provider(actor)]
    far = clock.now() + timedelta(days=36500)
    found.sort(key=lambda task: task.due_at or far)
    return [
        replace(each, title=without_numbers(each.title), place=without_numbers(each.place))
        for each in found[:TASKS_SHOWN]
    ]


def account_of(actor: Actor) -> UUID:
    """Whose deeds these are; NotYours for whoever acts without an account, such as the machine."""
    if actor.account_id is None:
        raise NotYours
    return actor.account_id


def kept(actor: Actor) -> Sequence[ReceivedDeed]:
    """The actor's deeds that wait for something, as they were made."""
    own = ReceivedDeed.objects.filter(account_id=account_of(actor), state__in=OPEN)
    return list(own.order_by("made_at", "id"))


def own(actor: Actor, deed_id: UUID) -> ReceivedDeed:
    """One deed of the actor's own; NotYours for any other."""
    found = ReceivedDeed.objects.filter(pk=deed_id, account_id=account_of(actor)).first()
    if found is None:
        raise NotYours
    return found


def visit_rests(visit_id: UUID) -> bool:
    """Whether this visit just ran out of time: its device may keep what it has. One that was ended
    by signing out, from another device or by an administrator isn't there any more."""
    return Session.objects.filter(visit_id=visit_id).exists()
