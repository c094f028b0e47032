"""How a domain takes part in field work: its tasks and its deeds, named in its manifest."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms

from linli.platform.access.actor import Actor

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True, kw_only=True)
class FieldTask:
    """What somebody out of doors has to do, in as few words as will find it.

    No identity number, no phone, no name of a reporter: this lies on a phone. `deeds` are the keys
    of what may be done to it now; `then` says, for a deed that waits on the phone, which are open
    after it, so that two steps can be taken without a network.
    """

    subject: UUID
    kind: "str | StrPromise"
    title: str
    place: str
    state: "str | StrPromise"
    tone: str = "neutral"
    due_at: datetime | None = None
    url: str = ""
    deeds: Sequence[str] = ()
    then: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Doing:
    """One deed as it is performed: what was typed has passed the deed's form.

    `id` was given by the device and is the same however often the deed is sent.
    """

    id: UUID
    subject: UUID | None
    typed: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Done:
    """What became of it, in words, and where to read on."""

    words: str
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class FieldDeed:
    """One thing that can be done out of doors. `form(actor, data, files)` says what it asks;
    `perform(actor, doing)` calls the action that pages call, and refuses as it does.

    A deed that is `about` a task carries the task's `subject`.
    """

    key: str
    title: "str | StrPromise"
    needs: str
    form: Callable[[Actor, Any, Any], forms.Form]
    perform: Callable[[Actor, Doing], Done]
    about_a_task: bool = True
