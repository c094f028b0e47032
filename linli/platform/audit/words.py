"""What an auditor reads where the trail says a code."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.kernel.manifest import domains
from linli.platform.access.actor import Kind
from linli.platform.audit.models import Entry
from linli.platform.audit.trail import LOOK

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

A_LOOK = gettext_lazy("查看敏感信息")


def deeds() -> "Mapping[str, str | StrPromise]":
    """The title of every deed that the house puts on record, looks included."""
    looks = {f"{each.key}.{LOOK}": A_LOOK for each in domains}
    return looks | {key: title for each in domains for key, title in each.deeds.items()}


def deed_choices() -> Sequence[tuple[str, object]]:
    """Every deed to choose from, under the name of the app that does it."""
    titled = deeds()
    groups: list[tuple[str, object]] = [("", _("全部"))]
    for domain in domains:
        own = [(key, title) for key, title in titled.items() if key.split(".")[0] == domain.key]
        groups.append((str(domain.title), own))
    return groups


def subject_of(entry: Entry) -> str:
    """What a deed was done to: the app that it belongs to, and the tail of its id.

    The tail, because ids begin with the time and all of one minute begin alike.
    """
    app = entry.subject_kind.split(".")[0]
    return f"{_titles().get(app, app)} {entry.subject_id[-8:]}".strip()


def doer_of(entry: Entry) -> str:
    """Who did a deed where no account stands behind it: a part of linli, a key, or nobody."""
    if entry.actor_kind == Kind.MACHINE:
        return _("系统：%s") % _titles().get(entry.actor_name, entry.actor_name)
    return entry.actor_name


def _titles() -> Mapping[str, str]:
    return {each.key: str(each.title) for each in domains}
