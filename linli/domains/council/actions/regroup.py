"""Rounds of opinion groups, and the end of a deliberation: one digest, frozen with its hash."""

from hashlib import sha256
from typing import Any

from django.db import transaction

from linli.contracts.council import DeliberationFrozen
from linli.domains.council.models import Deliberation, OpinionRound
from linli.domains.council.queries import deliberation as queries
from linli.domains.council.rules.certificate import canonical
from linli.domains.council.rules.deliberation import regroups
from linli.domains.council.rules.opinion_groups import LEAST_SHOWN
from linli.domains.council.rules.opinion_result import computed
from linli.domains.council.rules.opinions import Steadiness
from linli.kernel import clock
from linli.kernel.events import publish
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.audit import trail
from linli.platform.database import rows

FORMAT = "linli-deliberation-1"


@transaction.atomic
def regroup(*, actor: Actor, talk: Deliberation) -> OpinionRound | None:
    """Compute a new round if enough votes have changed; after the close, and once, freeze it.

    None while there is nothing to do.
    """
    policy.require(actor, "council.regroup", at=talk)

    talk = rows.fetch(Deliberation, talk.pk, lock=True)
    if talk.frozen_at is not None:
        return None
    if clock.now() >= talk.closes_at:
        made = _computed(talk)
        _freeze(actor, talk, made)
        return made
    before = queries.latest_round(talk)
    changed, people = queries.changed_since(talk, before.last_opinion if before else 0)
    if not regroups(changed, people, before.votes if before else 0):
        return None
    made = _computed(talk)

    trail.record(actor, "council.regroup", talk, version=made.version)
    return made


def _computed(talk: Deliberation) -> OpinionRound:
    before = queries.latest_round(talk)
    votes, numbers, out, last = queries.conversation(talk)
    steady = Steadiness(before.shown, before.wanted, before.rounds_wanted) if before else None
    found = computed(votes, numbers, out, steady)
    return rows.insert(
        OpinionRound(
            deliberation=talk, community_id=talk.community_id, made_at=clock.now(),
            version=before.version + 1 if before else 1, last_opinion=last,
            votes=found.told["votes"], shown=found.steadiness.shown, wanted=found.steadiness.wanted,
            rounds_wanted=found.steadiness.rounds, told=found.told, inner=found.inner,
        )
    )  # fmt: skip


def _freeze(actor: Actor, talk: Deliberation, made: OpinionRound) -> None:
    talk.digest = canonical(_facts(talk, made))
    talk.digest_hash, talk.frozen_at = sha256(talk.digest.encode()).hexdigest(), clock.now()
    rows.update(talk, ["digest", "digest_hash", "frozen_at"])
    trail.record(actor, "council.freeze", talk, digest=talk.digest_hash)
    publish(DeliberationFrozen(deliberation_id=talk.pk, area=talk.area, digest=talk.digest_hash))


def _facts(talk: Deliberation, made: OpinionRound) -> dict[str, Any]:
    """Everything that the digest tells; coordinates of the map are left to the page."""
    told = {name: value for name, value in made.told.items() if name != "map"}
    return {
        "format": FORMAT,
        "deliberation": {
            "id": str(talk.pk), "question": talk.question, "background": talk.background,
            "opens_at": talk.opens_at.isoformat(), "closes_at": talk.closes_at.isoformat(),
            "proposal": str(talk.proposal_id) if talk.proposal_id else None,
        },
        "ways": ways(queries.people_by_way(talk)),
        "result": told,
        "texts": {str(number): text for number, text in queries.texts(talk).items()},
        "arguments": [
            {
                "about": each.about.number if each.about else None, "form": each.form,
                "text": each.text, "helpful": each.marks,  # type: ignore[attr-defined]
            }
            for each in queries.best_arguments(talk)
        ],
        "log": [
            {"number": each.contribution.number, "step": each.step, "reason": each.reason}
            for each in queries.log(talk)
        ],
    }  # fmt: skip


def ways(people: dict[str, int]) -> dict[str, int | None]:
    """People by the way they came; if one is fewer than 5 no part is told, or the sum would tell it."""
    small = any(0 < each < LEAST_SHOWN for each in people.values())
    return {way: None if small else count for way, count in sorted(people.items())}
