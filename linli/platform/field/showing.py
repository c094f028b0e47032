"""What pages and devices are told: the same of both."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.urls import reverse

from linli.platform.access.actor import Actor
from linli.platform.field import queries, words
from linli.platform.field.declaration import FieldDeed, FieldTask
from linli.platform.field.models import ReceivedDeed
from linli.platform.field.rules import State

PLACE = "data-place-code"  # attribute of a field that takes the code on a wall


def task_shown(task: FieldTask) -> dict[str, Any]:
    return {
        "subject": str(task.subject),
        "kind": str(task.kind),
        "title": task.title,
        "place": task.place,
        "state": str(task.state),
        "tone": task.tone,
        "due_at": task.due_at.isoformat() if task.due_at else None,
        "url": task.url,
        "deeds": list(task.deeds),
        "then": {key: list(deeds) for key, deeds in task.then.items()},
    }


def deed_shown(actor: Actor, deed: FieldDeed) -> dict[str, Any]:
    """The deed with its form described, since the device draws it without us."""
    form = deed.form(actor, None, None)
    return {
        "key": deed.key,
        "title": str(deed.title),
        "about_a_task": deed.about_a_task,
        "fields": [_field_shown(form, name) for name in form.fields],
    }


def kept_shown(deed: ReceivedDeed) -> dict[str, Any]:
    return {
        "id": str(deed.pk),
        "client_id": str(deed.client_id),
        "title": title_of(deed),
        "state": deed.state,
        "state_words": str(words.STATE[State(deed.state)]),
        "words": deed.words,
        "code": deed.code,
        "made_at": deed.made_at.isoformat(),
        "url": reverse("field:kept", args=[deed.pk]) if deed.is_open else deed.url,
    }


def title_of(deed: ReceivedDeed) -> str:
    declared = queries.deeds().get(deed.key)
    return str(declared.title) if declared else deed.key


def _field_shown(form: forms.Form, name: str) -> Mapping[str, Any]:
    field = form.fields[name]
    initial = form.get_initial_for_field(field, name)
    return {
        "name": name,
        "kind": _kind_of(field),
        "label": str(field.label or name),
        "help": str(field.help_text),
        "required": field.required,
        "most": getattr(field, "max_length", None),
        "choices": [[str(value), str(label)] for value, label in getattr(field, "choices", ())],
        "initial": "" if initial is None else str(getattr(initial, "pk", initial)),
    }


def _kind_of(field: forms.Field) -> str:
    if isinstance(field, forms.FileField):
        return "photos"
    if isinstance(field, forms.BooleanField):
        return "tick"
    if isinstance(field, forms.ChoiceField):  # a choice of rows is one, too
        return "choice"
    if PLACE in field.widget.attrs:
        return "place"
    return "lines" if isinstance(field.widget, forms.Textarea) else "line"
