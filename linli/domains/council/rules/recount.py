"""Counts an owners' vote or a poll again from its certificate. Stands alone: Python 3.10 or later.

    python -I recount.py certificate.json > recounted.json

Writes the certificate as it ought to be and ends with 0 when that is the given file byte for byte,
with 1 when it differs, with 2 when the file can't be counted, with 3 when it is the same as far as
its ballots are published: of a small secret poll they aren't. Why is told on the error output.
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


LETTERS = {"yes": "y", "no": "n", "abstain": "a"}
HIDDEN = "."
FEW, UNANIMOUS_BELOW = 5, 20  # secret ballots, below which a result tells who said what


def check_notice(found: Facts) -> None:
    """That text, terms and roll of a poll are the ones that were noticed and fixed."""
    if digest({"items": found["items"], "title": found["poll"]["title"]}) != found["text_digest"]:
        raise Unsound("The text of the items isn't what the notice said.")
    terms = {key: said for key, said in found["poll"].items() if key not in ("id", "title")}
    if digest(terms) != found["terms_digest"]:
        raise Unsound("Procedure, channels or times aren't what the notice said.")
    if digest(found["roll"]["voters"]) != found["roll"]["digest"]:
        raise Unsound("The roll isn't the one that was fixed.")
    roll = {each["number"] for each in found["roll"]["voters"]}
    present = found["present"]["numbers"]
    if len(roll) != len(found["roll"]["voters"]) or len(set(present)) != len(present):
        raise Unsound("A number stands twice.")
    if not roll.issuperset(present):
        raise Unsound("Somebody took part who isn't on the roll.")
    if sum(found["present"]["channels"].values()) != len(present):
        raise Unsound("The channels don't add up to those who took part.")


def check_poll_ballots(found: Facts) -> list[str]:
    """What each published ballot says, a letter for each item."""
    present, level = set(found["present"]["numbers"]), found["poll"]["level"]
    withheld = {number - 1 for number in found["withheld"]["items"]}
    marks: list[Any] = []
    for ballot in found["ballots"]:
        choices = ballot["choices"]
        shown = [letter for at, letter in enumerate(choices) if at not in withheld]
        if len(choices) != len(found["items"]) or not set(shown) <= set(LETTERS.values()):
            raise Unsound("A ballot answers what wasn't asked.")
        if any(choices[at] != HIDDEN for at in withheld):
            raise Unsound("What is withheld is told.")
        if level == "open":
            sealed = [found["poll"]["id"], ballot["voter"], choices, ballot["nonce"]]
            if digest(sealed) != ballot["receipt"]:
                raise Unsound(f"The ballot of voter {ballot['voter']} was altered.")
            if ballot["voter"] not in present:
                raise Unsound(f"Ballot {ballot['voter']} is of nobody who took part.")
        marks.append(ballot[{"open": "voter", "body": "receipt", "secret": "code"}[level]])
    if len(set(marks)) != len(marks):
        raise Unsound("A ballot stands twice.")
    if len(marks) > len(present):
        raise Unsound("There are more ballots than people who took part.")
    return [ballot["choices"] for ballot in found["ballots"]]


def check_withheld(found: Facts, ballots: list[str]) -> int:
    """How many ballots came back; Unsound where something is withheld that needn't be."""
    hidden, told = found["withheld"]["items"], found["result"]["returned"]
    everything = len(hidden) == len(found["items"])
    returned = told if everything else len(ballots)
    if not hidden:
        return returned
    if found["poll"]["level"] != "secret" or returned >= UNANIMOUS_BELOW or returned < 0:
        raise Unsound("Something is withheld that everybody may know.")
    if returned < FEW and not everything:
        raise Unsound("Few ballots are told that ought to be withheld.")
    if everything and (ballots or returned > len(found["present"]["numbers"])):
        raise Unsound("Withheld ballots are told, or there are more than took part.")
    if not found["withheld"]["commitment"]:
        raise Unsound("What is withheld isn't bound to anything.")
    return returned


def reached(threshold: list[Any], part: int, whole: int) -> bool:
    over, under, includes = threshold
    gap = part * under - whole * over
    return whole > 0 and (gap > 0 or (gap == 0 and includes))


def count_poll(found: Facts) -> Facts:
    """The result of a poll; of withheld items it repeats what is told, where a majority could be."""
    check_notice(found)
    ballots = check_poll_ballots(found)
    returned, hidden = check_withheld(found, ballots), found["withheld"]["items"]
    roll, present = len(found["roll"]["voters"]), len(found["present"]["numbers"])
    rule, told = found["rule"], {each["number"]: each for each in found["result"]["items"]}
    quorate = reached(rule["quorum"], present, roll)
    whole, items = {"present": present, "all": roll}[rule["of"]], []
    for at, item in enumerate(found["items"]):
        number = item["number"]
        if number in hidden:
            could_be = quorate and reached(rule["consent"], returned, whole)
            items.append({"number": number, "carried": bool(told[number]["carried"] and could_be)})
            continue
        said = {word: sum(each[at] == LETTERS[word] for each in ballots) for word in CHOICES}
        carried = quorate and reached(rule["consent"], said["yes"], whole)
        items.append({"number": number, "carried": carried, **said})
    totals = {"roll": roll, "present": present, "returned": returned, "quorate": quorate}
    return {**totals, "items": items}


COUNTERS = {"linli-council-certificate-1": count, "linli-council-poll-1": count_poll}


def recounted(text: str) -> str:
    """The certificate `text` as it ought to be, with the result counted anew."""
    found = json.loads(text)
    if found.get("format") not in COUNTERS:
        raise Unsound("This counter doesn't know the format of the certificate.")
    return canonical({**found, "result": COUNTERS[found["format"]](found)})


def is_partial(text: str) -> bool:
    """Whether some of the ballots are withheld, so that nobody can count them all again."""
    return bool(json.loads(text).get("withheld", {}).get("items"))


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
    if again != given:
        sys.stderr.write("It DIFFERS.")
        return 1
    partial = is_partial(given.decode("utf-8"))
    sys.stderr.write("The same, as far as ballots are published." if partial else "The same.")
    return 3 if partial else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
