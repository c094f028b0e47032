"""What is counted at the end of a vote, in statements that bear a hundred thousand ballots."""

from typing import Any

from django.db import connection
from pydantic_core import from_json

from linli.domains.council.models import Vote

WEIGHTS = "SELECT number, floor_area FROM council_rollvoter WHERE vote_id = %s ORDER BY number"
ROLL = """
SELECT r.number, u.floor_area, u.seal FROM council_rollunit u
JOIN council_rollvoter r ON r.id = u.voter_id WHERE u.vote_id = %s ORDER BY r.number, u.label
"""
BALLOTS = """
SELECT r.number, b.channel, b.choices::text, b.nonce, b.receipt FROM council_ballot b
JOIN council_rollvoter r ON r.id = b.voter_id
WHERE b.vote_id = %s AND NOT EXISTS (SELECT FROM council_voided x WHERE x.ballot_id = b.id)
ORDER BY r.number
"""
GROUPS = """
SELECT r.age_band, r.building, r.grid, count(*), count(b.id) FROM council_rollvoter r
LEFT JOIN council_ballot b ON b.vote_id = r.vote_id AND b.voter_id = r.id
    AND NOT EXISTS (SELECT FROM council_voided x WHERE x.ballot_id = b.id)
WHERE r.vote_id = %s GROUP BY r.age_band, r.building, r.grid
"""


def roll_of(vote: Vote) -> list[dict[str, Any]]:
    """The roll as the certificate has it, for the machine that counts; keys in their order."""
    found: dict[int, list[dict[str, Any]]] = {}
    for number, area, seal in _rows(ROLL, vote):
        found.setdefault(number, []).append({"area": area, "seal": seal})
    return [{"number": number, "units": units} for number, units in found.items()]


def weights_of(vote: Vote) -> list[tuple[int, int]]:
    """Number and floor area of each head, as the roll added them up."""
    return _rows(WEIGHTS, vote)


def ballots_of(vote: Vote) -> list[dict[str, Any]]:
    """Every ballot that counts, by its voter's number; keys in their order."""
    told = {}
    found = []
    for number, channel, choices, nonce, receipt in _rows(BALLOTS, vote):
        if choices not in told:
            told[choices] = dict(sorted(from_json(choices).items()))
        found.append(
            {
                "channel": channel, "choices": told[choices], "nonce": nonce, "receipt": receipt,
                "voter": number,
            }
        )  # fmt: skip
    return found


def groups_of(vote: Vote) -> list[tuple[dict[str, str], int, int]]:
    """The roll by its frozen traits: (traits, how many, how many of them voted)."""
    return [
        ({"age_band": age_band, "building": building, "grid": grid}, roll, voted)
        for age_band, building, grid, roll, voted in _rows(GROUPS, vote)
    ]


def _rows(statement: str, vote: Vote) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, [vote.pk])
        return list(cursor.fetchall())
