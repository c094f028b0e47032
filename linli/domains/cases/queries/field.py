"""What of the cases is worth carrying out of doors."""

from collections.abc import Sequence

from django.db.models import Q

from linli.domains.cases.models import Case
from linli.domains.cases.queries.reading import visible_to
from linli.domains.cases.rules import Status
from linli.platform.access import policy
from linli.platform.access.actor import COMMUNITY_DIGITS, Actor

MOST = 60


def out_of_doors(actor: Actor) -> Sequence[Case]:
    """What waits for a call-back within the actor's reach, and what is open in a grid of their own;
    the next deadline first. One query."""
    calls = policy.within(actor, "cases.call_back") & Q(status=Status.RESULT_REPORTED)
    mine = Q(pk__in=[])
    for area in actor.areas("cases.answer"):
        if len(area) > COMMUNITY_DIGITS:
            mine |= policy.under(area) & Q(status__in=(Status.REPORTED, Status.HANDLING))
    found = visible_to(actor).filter(calls | mine).select_related("community")
    found = found.defer("feedback_clock", "solution_clock")
    return list(found.order_by("due_at", "id")[:MOST])
