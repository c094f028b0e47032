"""The end of a vote: two counts, one certificate, published whether or not anybody acts."""

from typing import Any

from django.db import transaction

from linli.contracts.council import CountsDiffer, VoteLapsed, VotePublished
from linli.domains.council import queries
from linli.domains.council.actions.roll import roll_facts
from linli.domains.council.models import Vote
from linli.domains.council.rules import recount
from linli.domains.council.rules.certificate import FORMAT, canonical, result_facts, rule_facts
from linli.domains.council.rules.life import Move, Status, after
from linli.domains.council.rules.majorities import Matter, Share, majority_for
from linli.domains.council.rules.owners import Choice, Tally, tally
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


def _publish(actor: Actor, vote: Vote) -> Vote:
    facts, counted = _counted(vote)
    certificate = canonical({**facts, "result": result_facts(counted)})
    if not agrees(certificate):
        vote.status = after(Status.READY, Move.DISPUTE)
        rows.update(vote, ["status"])
        trail.record(actor, "council.dispute", vote)
        publish(CountsDiffer(vote_id=vote.pk, area=vote.area))
        return vote

    vote.status, vote.published_at = after(Status.READY, Move.PUBLISH), clock.now()
    vote.certificate = certificate
    rows.update(vote, ["status", "published_at", "certificate"])
    trail.record(actor, "council.publish", vote, quorate=counted.quorate)
    carried = tuple(number for number, each in counted.items.items() if each.carried)
    publish(
        VotePublished(vote_id=vote.pk, area=vote.area, quorate=counted.quorate, carried=carried)
    )
    return vote


def agrees(certificate: str) -> bool:
    """Whether the stand-alone counter comes to the same certificate, byte for byte."""
    try:
        return recount.recounted(certificate) == certificate
    except recount.Unsound:
        return False


def _counted(vote: Vote) -> tuple[dict[str, Any], Tally]:
    """The facts of the certificate, and what they come to."""
    items, voters = queries.items_of(vote), list(vote.voters.all())
    ballots = queries.ballots_of(vote)
    majorities = {each.number: majority_for(Matter(each.matter)) for each in items}
    counted = tally(
        {each.number: Share(1, each.floor_area) for each in voters},
        {
            number: {int(key): Choice(said) for key, said in each.choices.items()}
            for number, each in ballots
        },
        majorities,
    )
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
        "roll": {
            "fixed_at": vote.roll_fixed_at.isoformat() if vote.roll_fixed_at else "",
            "digest": vote.roll_digest, "voters": roll_facts(voters, list(vote.units.all())),
        },
        "ballots": [
            {
                "voter": number, "channel": each.channel, "choices": each.choices,
                "nonce": each.nonce, "receipt": each.receipt,
            }
            for number, each in ballots
        ],
        "events": queries.events_of(vote),
    }  # fmt: skip
    return facts, counted
