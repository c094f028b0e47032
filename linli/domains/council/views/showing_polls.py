"""What the pages of polls say, in words."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.forms import Form
from django.utils.translation import gettext as _

from linli.domains.council import queries, words
from linli.domains.council.forms import AnswerForm
from linli.domains.council.forms.polls import PollCastForm, PollObjectionForm
from linli.domains.council.models import BodySeat, Poll, PollEvent, PollVoter
from linli.domains.council.rules.life import Channel, Status, is_open
from linli.domains.council.rules.majorities import Threshold
from linli.domains.council.rules.polls import HIDDEN, PROCEDURES, Basis, Level, Procedure
from linli.domains.council.views import showing
from linli.kernel import clock
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.database.secrecy import mask_name

LISTED = 1000  # ballots on the page itself; all stand in the certificate
SHORT = 16


def standing(poll: Poll) -> dict[str, Any]:
    """One poll in a list: its state in a word, and its tone."""
    status = Status(poll.status)
    said: object = words.POLL_STATUS[status]
    if votes_now(poll):
        said = _("正在投票")
    return {"poll": poll, "status": said, "tone": showing.TONES[status]}


def votes_now(poll: Poll) -> bool:
    is_ready = poll.status == Status.READY
    return is_ready and is_open(poll.opens_at, poll.closes_at, clock.now())


def page(actor: Actor, poll: Poll, forms: Mapping[str, Form]) -> dict[str, Any]:
    """Everything on the page of one poll."""
    runs = policy.allows(actor, queries.RUN_POLLS, at=poll)
    joins = policy.allows(actor, queries.JOIN_POLLS, at=poll)
    is_ready, now = poll.status == Status.READY, clock.now()
    return {
        "base": showing.base(actor),
        **standing(poll),
        **rule(poll),
        "items": queries.poll_items(poll),
        "quorum": quorum(poll) if poll.roll_fixed_at else None,
        "result": result(poll),
        "inside": inside(actor, poll),
        "may_fix": runs and poll.status == Status.NOTICED and now < poll.opens_at,
        "may_enter": runs and votes_now(poll),
        "may_read_roll": runs and poll.roll_fixed_at,
        "objection_form": joins and is_ready and forms.get("objection", PollObjectionForm()),
        "objections": queries.poll_objections(actor, poll),
        "answer_form": runs and is_ready and forms.get("answer", AnswerForm()),
        "log": [line(each) for each in queries.poll_log(poll)],
        **own_part(actor, poll, forms.get("cast")),
    }


def own_part(actor: Actor, poll: Poll, typed: Form | None) -> dict[str, Any]:
    """The voter's places, which of them are used, and the form for the first that isn't."""
    voters = queries.own_poll_voters(actor, poll)
    used = queries.took_part(voters)
    left = [each for each in voters if each.pk not in used]
    form = None
    by_web = Channel.WEB in poll.channels.split(",")
    if votes_now(poll) and left and by_web:
        initial = {"voter": left[0].number}
        form = typed or PollCastForm(items=queries.poll_items(poll), initial=initial)
    is_secret = poll.level == Level.SECRET
    return {
        "voters": voters,
        "used": [each.number for each in voters if each.pk in used],
        "receipts": [] if is_secret else queries.own_receipts(voters),
        "cast_form": form,
        "wrong": typed,
        "is_secret": is_secret,
        "box_key": queries.key_of_box(poll) if form and is_secret else "",
    }


def rule(poll: Poll) -> dict[str, Any]:
    procedure = PROCEDURES[poll.procedure]
    return {
        "procedure": words.PROCEDURE[poll.procedure],
        "basis": words.BASIS[Basis(poll.basis)],
        "level": words.LEVEL[Level(poll.level)],
        "channels": [words.CHANNEL[Channel(at)] for at in poll.channels.split(",")],
        "majority": majority(procedure),
        "sources": "；".join(procedure.sources),
        "is_unverified": not procedure.is_verified,
    }


def majority(procedure: Procedure) -> str:
    told = {
        "quorum": _part(procedure.quorum),
        "of": words.OF[procedure.of],
        "consent": _part(procedure.consent),
    }
    return _("名册上的人%(quorum)s参加才有效；%(of)s%(consent)s同意才通过。") % told


def _part(threshold: Threshold) -> str:
    told = {"over": threshold.numerator, "under": threshold.denominator}
    if threshold.includes:
        return _("有 %(over)d/%(under)d 以上（含）") % told
    return _("超过 %(over)d/%(under)d（不含）") % told


def quorum(poll: Poll) -> dict[str, Any]:
    roll, present, enough = queries.poll_quorum(poll)
    told = {"roll": roll, "present": present}
    said = _("名册上 %(roll)d 人，已有 %(present)d 人参加。") % told
    return {"roll": roll, "present": present, "enough": enough, "words": said}


def result(poll: Poll) -> dict[str, Any] | None:
    """The published result with its arithmetic in words; None before it is published."""
    if not poll.certificate:
        return None
    told = json.loads(poll.certificate)
    found, procedure = told["result"], PROCEDURES[poll.procedure]
    return {
        **found,
        "words": _(
            "名册 %(roll)d 人，参加 %(present)d 人，收回选票 %(returned)d 张。"
        ) % {key: found[key] for key in ("roll", "present", "returned")},
        "items": [_item(each, procedure, found) for each in found["items"]],
        "ballots": _ballots(told) if len(told["ballots"]) <= LISTED else [],
        "is_long": len(told["ballots"]) > LISTED,
        "withheld": told["withheld"]["items"],
    }  # fmt: skip


def _item(
    item: Mapping[str, Any], procedure: Procedure, found: Mapping[str, Any]
) -> dict[str, Any]:
    shown = {"number": item["number"], "carried": item["carried"]}
    if "yes" not in item:
        return {**shown, "arithmetic": _("为了不让人猜出谁投了什么，票数不公布。")}
    whole = found["present"] if procedure.of == "present" else found["roll"]
    consent = procedure.consent
    sign = "≥" if consent.includes else ">"
    left, right = item["yes"] * consent.denominator, whole * consent.numerator
    if not consent.reached(item["yes"], whole):
        sign = "<" if consent.includes else "≤"
    arithmetic = _("同意 %(yes)d，不同意 %(no)d，弃权 %(abstain)d。") % item
    comparison = f"{item['yes']} × {consent.denominator} = {left} {sign} {right}"
    return {**shown, "arithmetic": arithmetic, "comparison": comparison}


def _ballots(told: Mapping[str, Any]) -> list[dict[str, str]]:
    """Each published ballot by its mark: a number on the roll, or a receipt."""
    return [
        {
            "mark": _("%d 号") % each["voter"] if "voter" in each
            else each.get("code") or each["receipt"][:SHORT],
            "said": said(each["choices"]),
        }
        for each in told["ballots"]
    ]  # fmt: skip


def said(choices: str) -> str:
    """A ballot in words, item by item."""
    told = words.LETTER | {HIDDEN: _("不公布")}
    return "；".join(f"{number}. {told[letter]}" for number, letter in enumerate(choices, 1))


def inside(actor: Actor, poll: Poll) -> list[dict[str, Any]]:
    """Who said what, for the members of the body alone."""
    return [
        {"number": number, "name": name, "said": said(choices)}
        for number, name, choices in queries.told_inside(actor, poll)
    ]


def line(event: PollEvent) -> dict[str, Any]:
    """A line of the public log."""
    first = event.what.split(" ")[0]  # of an objection its ground follows
    what = words.LOG.get(event.what) or words.LOG.get(first) or event.what
    channel = words.CHANNEL[Channel(event.channel)] if event.channel else ""
    is_bad = event.what.startswith(("refused", "tampered", "disputed"))
    return {"at": event.at, "what": what, "channel": channel, "is_bad": is_bad}


def roll(voters: Sequence[PollVoter]) -> list[dict[str, Any]]:
    used = queries.took_part(list(voters))
    return [
        {
            "number": each.number, "name": mask_name(each.name), "label": each.label,
            "used": each.pk in used,
        }
        for each in voters
    ]  # fmt: skip


def seats(actor: Actor) -> list[dict[str, Any]]:
    found: Sequence[BodySeat] = queries.seats_run_by(actor)
    return [
        {"body": each.body, "number": each.number, "name": mask_name(each.name), "group": each.group}
        for each in found
    ]  # fmt: skip
