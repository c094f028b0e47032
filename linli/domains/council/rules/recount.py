"""Counts an owners' vote again from its certificate. Stands alone: Python 3.10 or later, nothing else.

    python -I recount.py certificate.json > recounted.json

Writes the certificate as it ought to be and ends with 0 when that is the given file byte for byte,
with 1 when it differs, with 2 when the file can't be counted; why is told on the error output.
It shares no line with the programme that counted first.
"""

import json
import sys
from hashlib import sha256
from typing import Any

Facts = dict[str, Any]
Share = tuple[int, int]  # heads, area in 1/100 m²
ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
CHOICES = ("yes", "no", "abstain")


class Unsound(Exception):
    """The certificate contradicts itself, and so it can't be counted."""


def canonical(facts: Any) -> str:
    return ENCODER.encode(facts)


def digest(facts: Any) -> str:
    return sha256(canonical(facts).encode("utf-8")).hexdigest()


def check_text(found: Facts) -> None:
    told = [{k: each[k] for k in ("number", "matter", "text")} for each in found["items"]]
    if digest({"items": told, "title": found["vote"]["title"]}) != found["text_digest"]:
        raise Unsound("The text of the items isn't what the notice said.")
    terms = [
        found["rule"]["key"],
        *(found["vote"][at] for at in ("noticed_at", "opens_at", "closes_at")),
    ]
    if found.get("terms_digest") and digest(terms) != found["terms_digest"]:
        raise Unsound("Rule or times aren't what the notice said.")


def weigh_roll(found: Facts) -> dict[int, int]:
    """The floor area of each voter by number, in 1/100 m²."""
    voters = found["roll"]["voters"]
    if digest(voters) != found["roll"]["digest"]:
        raise Unsound("The roll isn't the one that was fixed.")
    weights = {each["number"]: sum(unit["area"] for unit in each["units"]) for each in voters}
    if len(weights) != len(voters):
        raise Unsound("A number stands twice on the roll.")
    return weights


def check_ballots(found: Facts, weights: dict[int, int]) -> dict[int, Facts]:
    """The choices of each voter who took part."""
    numbers = {str(each["number"]) for each in found["items"]}
    cast: dict[int, Facts] = {}
    for ballot in found["ballots"]:
        voter, choices = ballot["voter"], ballot["choices"]
        sealed = [found["vote"]["id"], voter, ballot["channel"], choices, ballot["nonce"]]
        if voter not in weights:
            raise Unsound(f"Ballot {voter} is of nobody on the roll.")
        if voter in cast:
            raise Unsound(f"Voter {voter} has two ballots.")
        if digest(sealed) != ballot["receipt"]:
            raise Unsound(f"The ballot of voter {voter} was altered.")
        if not set(choices) <= numbers or not set(choices.values()) <= set(CHOICES):
            raise Unsound(f"Ballot {voter} answers what wasn't asked.")
        cast[voter] = choices
    if {each["receipt"] for each in found.get("voided", ())} & {
        b["receipt"] for b in found["ballots"]
    }:
        raise Unsound("A ballot that was voided is counted.")
    return cast


def enough(threshold: list[Any], part: Share, whole: Share) -> bool:
    """Whether (heads, area) `part` is enough of `whole`, by both."""
    over, under, includes = threshold
    for mine, everybody in zip(part, whole, strict=True):
        gap = mine * under - everybody * over
        if everybody <= 0 or gap < 0 or (gap == 0 and not includes):
            return False
    return True


def plain(share: Share) -> dict[str, int]:
    return {"heads": share[0], "area": share[1]}


def count(found: Facts) -> Facts:
    """The result that roll, ballots and rule lead to; Unsound when they contradict each other."""
    check_text(found)
    weights = weigh_roll(found)
    cast, rule = check_ballots(found, weights), found["rule"]
    whole = (len(weights), sum(weights.values()))
    voted = (len(cast), sum(weights[voter] for voter in cast))
    quorate, items = enough(rule["participation"], voted, whole), []
    for item in sorted(found["items"], key=lambda each: each["number"]):
        said: dict[str, Share] = dict.fromkeys(CHOICES, (0, 0))
        for voter, choices in cast.items():
            choice = choices.get(str(item["number"]), "abstain")
            heads, area = said[choice]
            said[choice] = (heads + 1, area + weights[voter])
        carried = quorate and enough(rule["consent"][item["majority"]], said["yes"], voted)
        line = {"number": item["number"], "majority": item["majority"], "carried": carried}
        items.append({**line, **{choice: plain(share) for choice, share in said.items()}})
    return {"roll": plain(whole), "voted": plain(voted), "quorate": quorate, "items": items}


def recounted(text: str) -> str:
    """The certificate `text` as it ought to be, with the result counted anew."""
    found = json.loads(text)
    return canonical({**found, "result": count(found)})


def agrees(text: str) -> bool:
    """Whether the certificate `text` counts to itself, byte for byte."""
    try:
        return recounted(text) == text
    except Unsound:
        return False


def main(path: str) -> int:
    with open(path, "rb") as file:
        given = file.read()
    try:
        again = recounted(given.decode("utf-8")).encode("utf-8")
    except (Unsound, KeyError, TypeError, ValueError) as why:
        sys.stderr.write(f"Can't be counted: {why}\n")
        return 2
    sys.stdout.buffer.write(again)
    sys.stderr.write("The same." if again == given else "It DIFFERS.")
    return 0 if again == given else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
