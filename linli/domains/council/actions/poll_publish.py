"""The end of a poll: two counts, one certificate, published whether or not anybody acts."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from linli.contracts.council import PollCountsDiffer, PollLapsed, PollPublished
from linli.domains.council import queries
from linli.domains.council.actions.poll_log import log
from linli.domains.council.actions.poll_secret import opened
from linli.domains.council.actions.publish import OVER
from linli.domains.council.errors import NotVotingNow
from linli.domains.council.models import BallotBox, NamedBallot, Poll
from linli.domains.council.rules import recount
from linli.domains.council.rules.certificate import canonical
from linli.domains.council.rules.life import Move, Status, after
from linli.domains.council.rules.poll_certificate import (
    FORMAT,
    commitment,
    outcome_facts,
    procedure_facts,
)
from linli.domains.council.rules.polls import (
    PROCEDURES,
    Level,
    Outcome,
    hidden,
    tally,
    withheld_items,
)
from linli.kernel import clock
from linli.kernel.events import publish
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.audit import trail
from linli.platform.database import rows

Facts = dict[str, Any]


@transaction.atomic
def end_poll(*, actor: Actor, poll: Poll) -> Poll:
    """Count and publish once the deadline has come; before it, and a second time, nothing happens.

    When the stand-alone counter comes to another certificate, or can't count, nothing is published:
    the poll stands as disputed where everybody sees it.
    """
    policy.require(actor, "council.run_polls", at=poll)

    poll = rows.fetch(Poll, poll.pk, lock=True)
    if poll.status in OVER or clock.now() < poll.closes_at:
        return poll
    if poll.status == Status.NOTICED:
        poll.status = after(Status.NOTICED, Move.LAPSE)
        rows.update(poll, ["status"])
        log(poll, "lapsed")
        trail.record(actor, "council.lapse_poll", poll)
        publish(PollLapsed(poll_id=poll.pk, area=poll.area))
        return poll
    return _publish(actor, poll)


def _publish(actor: Actor, poll: Poll) -> Poll:
    certificate, outcome = _certified(poll)
    if certificate is None or outcome is None or not recount.agrees(certificate):
        poll.status = after(Status.READY, Move.DISPUTE)
        rows.update(poll, ["status"])
        log(poll, "disputed")
        trail.record(actor, "council.dispute_poll", poll)
        publish(PollCountsDiffer(poll_id=poll.pk, area=poll.area))
        return poll

    poll.status, poll.published_at = after(Status.READY, Move.PUBLISH), clock.now()
    poll.certificate = certificate
    rows.update(poll, ["status", "published_at", "certificate"])
    log(poll, "published")
    trail.record(actor, "council.publish_poll", poll, quorate=outcome.quorate)
    carried = tuple(number for number, each in enumerate(outcome.items, 1) if each.carried)
    publish(
        PollPublished(poll_id=poll.pk, area=poll.area, quorate=outcome.quorate, carried=carried)
    )
    return poll


def named_ballots(poll: Poll) -> list[NamedBallot]:
    """Part of counting: every ballot by name. Refuses before the end, whoever asks."""
    _require_ended(poll)
    found = NamedBallot.objects.filter(poll=poll).select_related("voter")
    return list(found.order_by("voter__number"))


def secret_ballots(poll: Poll) -> tuple[list[tuple[str, str]], str]:
    """Part of counting: (code, choices) of every ballot in the box, and the salt that binds them.

    Refuses before the end, whoever asks.
    """
    _require_ended(poll)
    box = rows.fetch(BallotBox, BallotBox.objects.only("pk").get(poll=poll).pk, lock=True)
    return opened(box), sha256(box.key.encode()).hexdigest()


def _require_ended(poll: Poll) -> None:
    if clock.now() < poll.closes_at:
        raise NotVotingNow(_("投票截止以前，谁也不能看选票。"))


def _certified(poll: Poll) -> tuple[str | None, Outcome | None]:
    """The certificate and what it comes to; nothing where there are more ballots than voters."""
    items, voters = queries.poll_items(poll), list(poll.voters.all())
    numbers = queries.present_numbers(poll)
    said, facts = _secret(poll) if poll.level == Level.SECRET else _named(poll)
    try:
        outcome = tally(PROCEDURES[poll.procedure], len(voters), len(numbers), said, len(items))
    except ValueError:
        return None, None
    withheld = withheld_items(Level(poll.level), outcome)
    told: Facts = {
        "format": FORMAT,
        "poll": {"id": str(poll.pk), "title": poll.title, **queries.poll_terms(poll)},
        "rule": procedure_facts(PROCEDURES[poll.procedure]),
        "items": queries.poll_text(items),
        "text_digest": poll.text_digest,
        "terms_digest": poll.terms_digest,
        "roll": {
            "fixed_at": poll.roll_fixed_at.isoformat() if poll.roll_fixed_at else "",
            "digest": poll.roll_digest, "voters": queries.poll_roll_facts(voters),
        },
        "present": {"numbers": numbers, "channels": queries.present_by_channel(poll)},
        "ballots": _published(facts, withheld, outcome),
        "withheld": {"items": [at + 1 for at in withheld], "commitment": ""},
        "events": [
            {"at": each.at.isoformat(), "channel": each.channel, "what": each.what}
            for each in queries.poll_log(poll)
        ],
        "result": outcome_facts(outcome, withheld),
    }  # fmt: skip
    if withheld:
        ballots, salt = secret_ballots(poll)
        told["withheld"]["commitment"] = commitment(salt, [list(each) for each in ballots])
    return canonical(told), outcome


def _secret(poll: Poll) -> tuple[list[str], list[Facts]]:
    ballots, _salt = secret_ballots(poll)
    facts = [{"code": code, "choices": choices} for code, choices in sorted(ballots)]
    return [choices for _code, choices in ballots], facts


def _named(poll: Poll) -> tuple[list[str], list[Facts]]:
    """Ballots by number; by receipt alone where names stay inside the body."""
    found = named_ballots(poll)
    if poll.level == Level.BODY:
        facts = [{"receipt": each.receipt, "choices": each.choices} for each in found]
        return [each.choices for each in found], sorted(facts, key=lambda each: each["receipt"])
    return [each.choices for each in found], [
        {
            "voter": each.voter.number, "choices": each.choices, "nonce": each.nonce,
            "receipt": each.receipt,
        }
        for each in found
    ]  # fmt: skip


def _published(facts: list[Facts], withheld: Sequence[int], outcome: Outcome) -> list[Facts]:
    """The ballots as everybody may read them: none where all is withheld."""
    if len(withheld) == len(outcome.items):
        return []
    return [{**each, "choices": hidden(each["choices"], withheld)} for each in facts]
