"""Letting overdue cases climb the ladder: the parties reminded, supervised, listed publicly."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from linli.contracts.cases import CaseEscalated
from linli.domains.cases import queries, words
from linli.domains.cases.actions.record import note
from linli.domains.cases.models import Case
from linli.domains.cases.rules.ladder import Rung, is_awake
from linli.kernel import clock
from linli.kernel.events import publish
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.audit import trail

AT_ONCE = 500
REACH = """
INSERT INTO cases_escalation (case_id, community_id, cycle, rung, at, due_at)
SELECT c.id, c.community_id, c.cycle, %s, %s, c.due_at
FROM cases_case AS c
WHERE c.status IN ('reported', 'handling') AND NOT c.is_paused
    AND c.urgency = %s AND c.due_at <= %s
    AND NOT EXISTS (
        SELECT FROM cases_escalation AS e
        WHERE e.case_id = c.id AND e.cycle = c.cycle AND e.rung = %s
    )
ORDER BY c.due_at
LIMIT %s
ON CONFLICT DO NOTHING
RETURNING case_id
"""


@transaction.atomic
def escalate(*, actor: Actor, at: datetime) -> int:
    """Write down every rung that a case has reached by `at`, and tell whom it concerns.

    At night only urgent cases climb; the others follow in the morning. As many as 500 a rung at
    once, the oldest deadline first; returns how many rungs were reached.
    """
    policy.require(actor, "cases.rule", at="")

    is_quiet = not is_awake(timezone.localtime(at))
    return sum(
        _reach(actor, reach.rung, _reached(reach, at))
        for reach in queries.ladder(at)
        if reach.is_urgent or not is_quiet
    )


def _reached(reach: queries.Reach, at: datetime) -> Sequence[UUID]:
    values: list[Any] = [reach.rung, at, reach.urgency, reach.until, reach.rung, AT_ONCE]
    with connection.cursor() as cursor:
        cursor.execute(REACH, values)
        return [case_id for (case_id,) in cursor.fetchall()]


def _reach(actor: Actor, rung: Rung, reached: Sequence[UUID]) -> int:
    cases = list(Case.objects.filter(pk__in=reached).order_by("pk"))
    for case in cases:
        note(case, "escalate", actor, str(words.RUNG[rung]), rung=rung, at=clock.now().isoformat())
        publish(CaseEscalated(case_id=case.pk, area=case.area, rung=rung))
    trail.record_many(actor, "cases.escalate", cases, rung=rung)
    return len(cases)
