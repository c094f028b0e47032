"""What was decided, for everybody: no account, no names."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from linli.core.divisions import queries as divisions
from linli.domains.council import words
from linli.domains.council.models import Poll, Proposal, Vote
from linli.domains.council.queries import outside as queries
from linli.domains.council.rules.proposals import Stage
from linli.domains.council.views import showing, showing_polls


@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """The communities that have published what they decided."""
    return render(
        request, "council/outside/choose.html", {"places": queries.communities_with_decisions()}
    )


@require_safe
def community(request: HttpRequest, community: str) -> HttpResponse:
    """What one community decided, with the arithmetic, and how far it has got."""
    told, name = queries.told_to_everybody(community), divisions.community_names().get(community)
    if name is None or not any(told):
        raise Http404
    shown = {
        "name": name,
        "votes": [_decided(each, showing.result(each)) for each in told.votes],
        "polls": [_decided(each, showing_polls.result(each)) for each in told.polls],
        "proposals": [_followed(each) for each in told.proposals],
    }
    return render(request, "council/outside/community.html", shown)


def _decided(what: Vote | Poll, result: Mapping[str, Any] | None) -> dict[str, Any]:
    """The words of the result, and each item with what became of it."""
    found: Sequence[Mapping[str, Any]] = result["items"] if result else ()
    outcome = {each["number"]: each for each in found}
    return {
        "what": what,
        "words": result["words"] if result else "",
        "items": [(each, outcome.get(each.number)) for each in what.items.all()],
    }


def _followed(proposal: Proposal) -> dict[str, Any]:
    return {"proposal": proposal, "stage": words.STAGE[Stage(proposal.status)]}
