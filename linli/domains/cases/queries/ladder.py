"""The ladder in force, and what it has made public."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F

from linli.domains.cases.models import Case, Escalation, EscalationRule
from linli.domains.cases.queries.lists import with_names
from linli.domains.cases.rules import Status, Urgency
from linli.domains.cases.rules.ladder import Rung, reached_until
from linli.platform.calendar import queries as calendars
from linli.platform.calendar.clocks import Term, Unit
from linli.platform.database import editions, scope

LISTED_AT_MOST = 200


@dataclass(frozen=True, slots=True)
class Reach:
    """Cases of `urgency` whose deadline is not after `until` have reached `rung`."""

    rung: Rung
    urgency: Urgency
    until: datetime

    @property
    def is_urgent(self) -> bool:
        return self.urgency == Urgency.URGENT


def ladder(at: datetime) -> Sequence[Reach]:
    """How far each rung reaches at `at`: of its versions the newest in force counts."""
    in_force = {
        (rung, urgency): (Term(amount, Unit(unit)), is_before)
        for rung, urgency, since, amount, unit, is_before in _rules()
        if since <= at
    }
    calendar = calendars.current()
    return [
        Reach(Rung(rung), urgency, reached_until(term, calendar, at, is_before=is_before))
        for rung in Rung
        for urgency in Urgency
        for term, is_before in [in_force.get((rung, urgency)) or in_force[rung, ""]]
    ]


@editions.kept
def _rules() -> Sequence[tuple[str, str, datetime, int, str, bool]]:
    rows = EscalationRule.objects.order_by("effective_from")
    return tuple(
        rows.values_list("rung", "urgency", "effective_from", "amount", "unit", "is_before")
    )


def listed_publicly() -> Sequence[Case]:
    """Cases that are listed publicly because they are long overdue, until their result is there.

    For a public page: number, place, kind and lead are shown, never what was said or by whom.
    """
    with scope.system("the public list of overdue cases is shown"):
        listed = Escalation.objects.filter(rung=Rung.PUBLISH, cycle=F("case__cycle"))
        at_work = Case.objects.filter(
            pk__in=listed.values("case_id"), status__in=(Status.REPORTED, Status.HANDLING)
        )
        return list(with_names(at_work).order_by("due_at", "id")[:LISTED_AT_MOST])
