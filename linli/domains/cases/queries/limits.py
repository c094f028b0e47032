"""The versions of what is promised, for whoever looks after them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import groupby
from operator import attrgetter

from linli.domains.cases.models import TimeLimit
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.calendar.clocks import Term, Unit

CONFIGURE = "cases.configure"
_scope = attrgetter("kind", "category_id", "urgency")


class Standing(StrEnum):
    """Where a version stands among those of its kind, category and urgency."""

    IN_FORCE = "in_force"
    COMING = "coming"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Version:
    """One time limit, and whether it is the one that counts now."""

    limit: TimeLimit
    standing: Standing

    @property
    def term(self) -> Term:
        return Term(self.limit.amount, Unit(self.limit.unit))


def limit_versions(actor: Actor, at: datetime) -> Sequence[Version]:
    """Every version there is, those of one promise together, the newest first; one query."""
    policy.require_anywhere(actor, CONFIGURE)
    rows = TimeLimit.objects.select_related("category")
    newest_first = rows.order_by("kind", "category__code", "urgency", "-effective_from")
    return [
        version for _scope, same in groupby(newest_first, _scope) for version in _standing(same, at)
    ]


def _standing(newest_first: Iterator[TimeLimit], at: datetime) -> Iterator[Version]:
    found = False
    for limit in newest_first:
        if limit.effective_from > at:
            yield Version(limit, Standing.COMING)
        else:
            yield Version(limit, Standing.REPLACED if found else Standing.IN_FORCE)
            found = True
