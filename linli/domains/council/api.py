"""Ballots by programs: scanners of paper ballots, machines at the counter."""

from typing import Any
from uuid import UUID

from ninja import Router

from linli.domains.council import actions, queries, schemas
from linli.domains.council.actions import Given, Sheet
from linli.platform.access.actor import ActingRequest
from linli.platform.api.permits import needs

router = Router(tags=["council"])


@router.post("/votes/{uuid:vote_id}/ballots/", response=list[schemas.TakenOut])
@needs("council.enter")
def enter_pile(request: ActingRequest, vote_id: UUID, body: schemas.PileIn) -> Any:
    """Enter as many as 500 ballots; each is told its receipt, or why it was refused."""
    sheets = [
        Sheet(Given(body.channel, each.label, body.witness), each.choices) for each in body.ballots
    ]
    vote = queries.get(request.actor, vote_id)
    taken = actions.enter_pile(actor=request.actor, vote=vote, sheets=sheets)
    return [
        {
            "label": each.label, "receipt": each.receipt,
            "code": each.refused.code if each.refused else "",
            "detail": str(each.refused) if each.refused else "",
        }
        for each in taken
    ]  # fmt: skip
