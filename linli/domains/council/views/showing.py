"""What the page of a vote says, in words."""

import json
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from linli.domains.council import queries, words
from linli.domains.council.models import Vote
from linli.domains.council.rules.course import Posted
from linli.domains.council.rules.life import Status, is_open
from linli.domains.council.rules.majorities import (
    CONSENT,
    Majority,
    Matter,
    Share,
    majority_for,
)
from linli.domains.council.rules.owners import Choice
from linli.kernel import clock
from linli.platform.access import policy
from linli.platform.access.actor import Actor, Kind

TONES = {
    Status.NOTICED: "info",
    Status.READY: "info",
    Status.PUBLISHED: "good",
    Status.LAPSED: "neutral",
    Status.DISPUTED: "bad",
}
HUNDREDTHS = 100


def base(actor: Actor) -> str:
    """Residents read on the phone, staff at the console."""
    return "ui/public.html" if actor.kind == Kind.RESIDENT else "ui/console.html"


def square_metres(area: int) -> str:
    return f"{area // HUNDREDTHS}.{area % HUNDREDTHS:02d}"


def standing(vote: Vote) -> dict[str, Any]:
    """One vote in a list: its state in a word, and its tone."""
    status = Status(vote.status)
    said: object = words.STATUS[status]
    if status == Status.READY and is_open(vote.opens_at, vote.closes_at, clock.now()):
        said = _("正在投票")
    return {"vote": vote, "status": said, "tone": TONES[status]}


def items(vote: Vote) -> list[dict[str, Any]]:
    """Each item with its matter and the majority that it needs."""
    return [
        {
            "item": each,
            "matter": words.MATTER[Matter(each.matter)],
            "majority": words.MAJORITY[majority_for(Matter(each.matter))],
        }
        for each in queries.items_of(vote)
    ]


def quorum(vote: Vote) -> dict[str, Any]:
    """The meter: who took part, by heads and by area, and whether that is enough."""
    whole, voted, enough = queries.quorum(vote)
    return {"whole": whole, "voted": voted, "enough": enough, "words": participation(voted, whole)}


def participation(voted: Share, whole: Share) -> str:
    return _(
        "%(heads)d 人中有 %(voted)d 人参加，%(area)s 平方米中有 %(taken)s 平方米参加；"
        "人数和面积都要达到三分之二以上（含三分之二）。"
    ) % {
        "heads": whole.heads,
        "voted": voted.heads,
        "area": square_metres(whole.area),
        "taken": square_metres(voted.area),
    }


def course(actor: Actor, vote: Vote) -> dict[str, Any]:
    """What was posted, refused, doubted and voided; what isn't proven as posted, for who works here."""
    works_here = policy.allows(actor, "council.enter", at=vote)
    postings = queries.postings_of(vote)
    photos = queries.photos_of([each.pk for each in postings])
    lacking = queries.unproven(vote, clock.now()) if works_here else []
    return {
        "figures": figures(vote),
        "postings": [
            {"posting": each, "what": words.POSTED[Posted(each.what)], "photos": photos.get(each.pk, ())}
            for each in postings
        ],
        "unproven": [(words.POSTED[what], until, late) for what, until, late in lacking],
        "voided": queries.voided_of(vote),
        "doubted": queries.in_doubt(vote),
        "refused": [
            {
                **each, "channel": words.AT.get(each["channel"], each["channel"]),
                "reason": words.REFUSED.get(each["code"], each["code"]),
            }
            for each in queries.refused(vote)
        ],
    }  # fmt: skip


def figures(vote: Vote) -> list[dict[str, Any]]:
    """A table for each trait, as it was kept when the result was published."""
    told = vote.figures or {}
    return [
        {
            "title": title, "is_cut": bool(told[trait]["hidden"]),
            "rows": [{**each, "name": each["key"] or _("不清楚")} for each in told[trait]["shown"]],
        }
        for trait, title in words.TRAIT.items()
        if trait in told and told[trait]["shown"]
    ]  # fmt: skip


def result(vote: Vote) -> dict[str, Any] | None:
    """The published result with its arithmetic in words; None before it is published."""
    if vote.published_at is None:
        return None
    told = vote.result or json.loads(vote.certificate)["result"]
    whole, voted = Share(**told["roll"]), Share(**told["voted"])
    return {
        "quorate": told["quorate"],
        "words": participation(voted, whole),
        "items": [_outcome(each, voted) for each in told["items"]],
    }


def _outcome(item: Mapping[str, Any], voted: Share) -> dict[str, Any]:
    yes, no, abstain = (Share(**item[each]) for each in Choice)
    arithmetic = _(
        "同意 %(yes)d 人、%(yes_area)s 平方米；不同意 %(no)d 人、%(no_area)s 平方米；"
        "弃权 %(blank)d 人、%(blank_area)s 平方米。"
    ) % {
        "yes": yes.heads,
        "yes_area": square_metres(yes.area),
        "no": no.heads,
        "no_area": square_metres(no.area),
        "blank": abstain.heads,
        "blank_area": square_metres(abstain.area),
    }
    return {
        "number": item["number"],
        "carried": item["carried"],
        "arithmetic": arithmetic,
        "comparison": _comparison(Majority(item["majority"]), yes, voted),
        "majority": words.MAJORITY[Majority(item["majority"])],
    }


def _comparison(majority: Majority, yes: Share, voted: Share) -> str:
    """The two sides as they were compared, in whole numbers: no division, no rounding."""
    need = CONSENT[majority]
    holds, fails = ("≥", "<") if need.includes else (">", "≤")
    return "；".join(
        f"{part} × {need.denominator} {holds if need.reached(part, whole) else fails}"
        f" {whole} × {need.numerator}"
        for part, whole in ((yes.heads, voted.heads), (yes.area, voted.area))
    )
