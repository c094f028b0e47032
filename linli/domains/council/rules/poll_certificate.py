"""The certificate of a poll: what is needed to count it again, as canonical JSON, without any name."""

from collections.abc import Mapping, Sequence
from typing import Any

from linli.domains.council.rules.certificate import digest
from linli.domains.council.rules.majorities import Threshold
from linli.domains.council.rules.polls import ABSTAIN, NO, YES, Outcome, Procedure

FORMAT = "linli-council-poll-1"
Facts = Mapping[str, Any]


def terms_digest(terms: Facts) -> str:
    """All of the notice but its text: procedure, roll, level, channels and moments."""
    return digest(terms)


def voter_seal(salt: str, name: str, label: str) -> str:
    """Binds a place on the roll to a person, whom only those who know name and salt can check."""
    return digest([salt, name, label])


def named_receipt(poll: str, voter: int, choices: str, nonce: str) -> str:
    return digest([poll, voter, choices, nonce])


def commitment(salt: str, ballots: Sequence[Sequence[str]]) -> str:
    """Binds ballots that are withheld, so that a court can check what is opened for it."""
    return digest([salt, ballots])


def procedure_facts(procedure: Procedure) -> dict[str, Any]:
    """The rule in full, so that the certificate can be counted when linli is long gone."""
    return {
        "key": procedure.key,
        "quorum": _threshold(procedure.quorum),
        "consent": _threshold(procedure.consent),
        "of": procedure.of.value,
        "sources": list(procedure.sources),
        "is_verified": procedure.is_verified,
    }


def outcome_facts(outcome: Outcome, withheld: Sequence[int]) -> dict[str, Any]:
    """The result; of a withheld item only whether it was carried."""
    items: list[dict[str, Any]] = []
    for at, each in enumerate(outcome.items):
        said = {"yes": each.said[YES], "no": each.said[NO], "abstain": each.said[ABSTAIN]}
        items.append(
            {"number": at + 1, "carried": each.carried, **({} if at in withheld else said)}
        )
    return {
        "roll": outcome.roll,
        "present": outcome.present,
        "returned": outcome.returned,
        "quorate": outcome.quorate,
        "items": items,
    }


def _threshold(each: Threshold) -> list[int | bool]:
    return [each.numerator, each.denominator, each.includes]
