"""The end of a vote: two counts, one certificate, published whether or not anybody acts."""

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from functools import lru_cache
from typing import Any

from django.db import transaction

from linli.contracts.council import CountsDiffer, VoteLapsed, VotePublished
from linli.domains.council import queries
from linli.domains.council.models import Vote
from linli.domains.council.rules import recount
from linli.domains.council.rules.certificate import FORMAT, canonical, result_facts, rule_facts
from linli.domains.council.rules.life import Move, Status, after
from linli.domains.council.rules.majorities import Matter, Share, majority_for
from linli.domains.council.rules.owners import Choice, Tally, tally
from linli.domains.council.rules.participation import Joint, tables
from linli.domains.council.rules.variants import VARIANTS
from linli.kernel import clock
from linli.kernel.events import publish
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.audit import trail
from linli.platform.database import rows

OVER = frozenset({Status.PUBLISHED, Status.LAPSED, Status.DISPUTED})


@transaction.atomic
def end_vote(*, actor: Actor, vote: Vote) -> Vote:
    """Count and publish once the deadline has come; before it, and a second time, nothing happens.

    When the stand-alone counter comes to another certificate, or can't count, nothing is published:
    the vote stands as disputed where everybody sees it.
    """
    policy.require(actor, "council.publish", at=vote)

    vote = rows.fetch(Vote, vote.pk, lock=True)
    if vote.status in OVER or clock.now() < vote.closes_at:
        return vote
    if vote.status == Status.NOTICED:
        vote.status = after(Status.NOTICED, Move.LAPSE)
        rows.update(vote, ["status"])
        trail.record(actor, "council.lapse", vote)
        publish(VoteLapsed(vote_id=vote.pk, area=vote.area))
        return vote
    return _publish(actor, vote)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the collector of cycles: a count makes a million values and no cycle, and looking for
    one again and again would take half of its time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@_uncollected()
def _publish(actor: Actor, vote: Vote) -> Vote:
    facts, counted = _counted(vote)
    result = result_facts(counted)
    certificate = canonical({**facts, "result": result})
    if not recount.agrees(certificate):
        vote.status = after(Status.READY, Move.DISPUTE)
        rows.update(vote, ["status"])
        trail.record(actor, "council.dispute", vote)
        publish(CountsDiffer(vote_id=vote.pk, area=vote.area))
        return vote

    vote.status, vote.published_at = after(Status.READY, Move.PUBLISH), clock.now()
    vote.certificate, vote.result, vote.figures = certificate, result, _figures(vote)
    rows.update(vote, ["status", "published_at", "certificate", "result", "figures"])
    trail.record(actor, "council.publish", vote, quorate=counted.quorate)
    carried = tuple(number for number, each in counted.items.items() if each.carried)
    publish(
        VotePublished(vote_id=vote.pk, area=vote.area, quorate=counted.quorate, carried=carried)
    )
    return vote


def _figures(vote: Vote) -> dict[str, Any]:
    """Who took part, by traits frozen on the roll: small groups are hidden before anything is kept."""
    joint = [Joint(*each) for each in queries.groups_of(vote)]
    return {name: asdict(table) for name, table in tables(joint).items()}


def _counted(vote: Vote) -> tuple[dict[str, Any], Tally]:
    """The facts of the certificate, and what they come to."""
    items, ballots = queries.items_of(vote), queries.ballots_of(vote)
    majorities = {each.number: majority_for(Matter(each.matter)) for each in items}
    said: dict[int, Mapping[int, Choice]] = {}
    for each in ballots:  # those who voted alike share their choices
        said[each["voter"]] = _choices(tuple(each["choices"].items()))
    weights = {number: Share(1, area) for number, area in queries.weights_of(vote)}
    counted = tally(weights, said, majorities)
    facts = {
        "format": FORMAT,
        "vote": {
            "id": str(vote.pk), "title": vote.title, "noticed_at": vote.noticed_at.isoformat(),
            "opens_at": vote.opens_at.isoformat(), "closes_at": vote.closes_at.isoformat(),
        },
        "rule": rule_facts(VARIANTS[vote.rule]),
        "items": [
            {**each, "majority": majorities[each["number"]].value}
            for each in queries.item_facts(items)
        ],
        "text_digest": vote.text_digest,
        "terms_digest": vote.terms_digest,
        "voided": queries.voided_of(vote),
        "roll": {
            "fixed_at": vote.roll_fixed_at.isoformat() if vote.roll_fixed_at else "",
            "digest": vote.roll_digest, "voters": queries.roll_of(vote),
        },
        "ballots": ballots,
        "events": queries.events_of(vote),
    }  # fmt: skip
    return facts, counted


@lru_cache(maxsize=4096)
def _choices(told: tuple[tuple[str, str], ...]) -> Mapping[int, Choice]:
    return {int(key): Choice(value) for key, value in told}
