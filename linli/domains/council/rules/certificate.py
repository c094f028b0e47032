"""The certificate of a vote: everything needed to count it again, as canonical JSON.

Canonical: UTF-8, keys sorted, no blanks, so that equal facts are equal bytes. It names no door and no
person: voters by their number on the roll, units by area and by a seal over salt, door and owner,
which whoever knows these three can check.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from linli.domains.council.rules.majorities import CONSENT, PARTICIPATION, Share, Threshold
from linli.domains.council.rules.owners import Tally
from linli.domains.council.rules.variants import Variant

FORMAT = "linli-council-certificate-1"
ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
Facts = Mapping[str, Any]


def canonical(facts: Any) -> str:
    return ENCODER.encode(facts)


def digest(facts: Any) -> str:
    """SHA-256 over the canonical bytes, in hexadecimal."""
    return sha256(canonical(facts).encode()).hexdigest()


def text_digest(title: str, items: Sequence[Facts]) -> str:
    """What the notice said, to the last character. Each item has number, matter and text."""
    return digest({"items": items, "title": title})


def terms_digest(rule: str, moments: Sequence[datetime]) -> str:
    """By which rule and when (told, opened, closed): no deadline moves after the notice."""
    return digest([rule, *(each.astimezone(UTC).isoformat() for each in moments)])


def unit_seal(salt: str, label: str, owner: str) -> str:
    return digest([salt, label, owner])


def receipt(vote: str, voter: int, channel: str, choices: Facts, nonce: str) -> str:
    """What a voter takes home: found again in the certificate, and only for exactly this ballot."""
    return digest([vote, voter, channel, choices, nonce])


def rule_facts(variant: Variant) -> dict[str, Any]:
    """The rule in full, so that the certificate can be counted when linli is long gone."""
    return {
        **asdict(variant),
        "sources": list(variant.sources),
        "participation": _threshold(PARTICIPATION),
        "consent": {majority.value: _threshold(each) for majority, each in CONSENT.items()},
    }


def result_facts(tally: Tally) -> dict[str, Any]:
    return {
        "roll": _share(tally.roll),
        "voted": _share(tally.voted),
        "quorate": tally.quorate,
        "items": [
            {
                "number": number,
                "majority": outcome.majority.value,
                "carried": outcome.carried,
                **{choice.value: _share(share) for choice, share in outcome.counts.items()},
            }
            for number, outcome in sorted(tally.items.items())
        ],
    }


def _threshold(each: Threshold) -> list[int | bool]:
    return [each.numerator, each.denominator, each.includes]


def _share(each: Share) -> dict[str, int]:
    return {"heads": each.heads, "area": each.area}
