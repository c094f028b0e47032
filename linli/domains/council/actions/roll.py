"""Fixing who may vote, and what is said against it."""

import secrets
from dataclasses import asdict

from django.db import transaction
from django.utils.translation import gettext as _

from linli.contracts.council import RollFixed
from linli.domains.council import queries
from linli.domains.council.actions.traits import traits_of
from linli.domains.council.errors import NotVotingNow
from linli.domains.council.models import Objection, OwnedUnit, RollUnit, RollVoter, Voided, Vote
from linli.domains.council.rules.certificate import digest, unit_seal
from linli.domains.council.rules.grounds import Ground
from linli.domains.council.rules.life import Move, Status, after
from linli.domains.council.rules.owners import Unit, Voter, voters_of
from linli.kernel import clock
from linli.kernel.errors import Invalid
from linli.kernel.events import publish
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.audit import trail
from linli.platform.database import rows


@transaction.atomic
def fix_roll(*, actor: Actor, vote: Vote) -> Vote:
    """Freeze the unit list of this moment as the roll, before voting opens; it never changes again.

    Raises NotPermitted, MoveNotAllowed when it is fixed already, NotVotingNow once voting should
    have begun, Invalid when the unit list is empty.
    """
    policy.require(actor, "council.fix_roll", at=vote)

    vote = rows.fetch(Vote, vote.pk, lock=True)
    status = after(Status(vote.status), Move.FIX_ROLL)
    now = clock.now()
    if now >= vote.opens_at:
        raise NotVotingNow(_("投票已经到了开始时间，不能再确定名册。请另行公告一次表决。"))
    listed = queries.unit_list(vote.area)
    if not listed:
        raise Invalid(_("还没有房屋清单。请先导入房屋清单。"))

    voters, units = _frozen(vote, listed)
    rows.insert_many(voters)
    rows.insert_many(units)
    vote.status, vote.roll_fixed_at = status, now
    vote.roll_digest = digest(roll_facts(voters, units))
    rows.update(vote, ["status", "roll_fixed_at", "roll_digest"])

    trail.record(actor, "council.fix_roll", vote, voters=len(voters), digest=vote.roll_digest)
    publish(RollFixed(vote_id=vote.pk, area=vote.area, voters=len(voters), digest=vote.roll_digest))
    return vote


@transaction.atomic
def object_to_roll(
    *, actor: Actor, vote: Vote, label: str, ground: Ground, words: str
) -> Objection:
    """Say that the roll is wrong about a door, at any time until the vote ends."""
    policy.require(actor, "council.object", at=vote)

    vote = rows.fetch(Vote, vote.pk, lock=True)
    if vote.status != Status.READY:
        raise NotVotingNow(_("名册还没有确定，或者表决已经结束，现在不能提出异议。"))
    unit = queries.unit_on_roll(vote, label)
    if unit is None:
        words_ = _("名册上没有这一户。请照房屋清单的写法填写，例如 3-2-501。")
        raise Invalid(words_, label=words_)
    if not words.strip():
        raise Invalid(_("请写明理由。"), words=_("请写明理由。"))

    made = rows.insert(
        Objection(
            vote=vote, community_id=vote.community_id, unit=unit, ground=ground,
            words=words.strip(), raised_at=clock.now(), raised_by=actor.account_id,
        )
    )  # fmt: skip
    trail.record(actor, "council.object", vote, ground=ground, objection=str(made.pk))
    return made


@transaction.atomic
def answer_objection(*, actor: Actor, objection: Objection, upheld: bool, answer: str) -> Objection:
    """Decide on an objection, once. Upheld as sold or died it bars the place until it is passed on.

    A ballot cast before a sale or a death stands, as the Beijing rule has it. One that was forged is
    voided: it stays, is never counted, and the place may vote again. The certificate tells of all.
    """
    policy.require(actor, "council.fix_roll", at=objection.vote)

    vote = rows.fetch(Vote, objection.vote_id, lock=True)
    objection = rows.fetch(Objection, objection.pk, lock=True)
    if vote.status != Status.READY or objection.upheld is not None:
        raise NotVotingNow(_("这项异议已经答复，或者表决已经结束。"))
    if not answer.strip():
        raise Invalid(_("请写明答复。"), answer=_("请写明答复。"))

    objection.upheld, objection.answer = upheld, answer.strip()
    objection.answered_at, objection.answered_by = clock.now(), actor.account_id
    rows.update(objection, ["upheld", "answer", "answered_at", "answered_by"])
    if upheld and objection.ground == Ground.FORGED:
        _void(actor, objection)
    trail.record(actor, "council.answer", vote, objection=str(objection.pk), upheld=upheld)
    return objection


def _void(actor: Actor, objection: Objection) -> None:
    """The ballot that counts at this place so far, if there is one, counts no longer."""
    cast = queries.valid_ballots(objection.vote).filter(voter__units=objection.unit_id)
    for ballot in cast:
        rows.insert(
            Voided(
                ballot=ballot, objection=objection, vote_id=ballot.vote_id,
                community_id=ballot.community_id, at=clock.now(), by=actor.account_id,
            )
        )  # fmt: skip
        trail.record(actor, "council.void", objection.vote, ballot=str(ballot.pk))


def roll_facts(voters: list[RollVoter], units: list[RollUnit]) -> list[dict[str, object]]:
    """The roll as its digest and the certificate have it: numbers, areas and seals."""
    held: dict[object, list[dict[str, object]]] = {}
    for each in sorted(units, key=lambda unit: unit.label):
        held.setdefault(each.voter_id, []).append({"area": each.floor_area, "seal": each.seal})
    return [{"number": each.number, "units": held[each.pk]} for each in voters]


def _frozen(vote: Vote, listed: list[OwnedUnit]) -> tuple[list[RollVoter], list[RollUnit]]:
    """Heads and units; what figures will be told by is frozen along with them."""
    by_label = {each.label: each for each in listed}
    traits = traits_of(vote.area, listed)
    heads = voters_of(
        Unit(each.label, each.owner, each.floor_area, each.is_unsold) for each in listed
    )
    voters, units = [], []
    for number, head in enumerate(heads, 1):
        own = [by_label[each.label] for each in head.units]
        voter = RollVoter(
            vote=vote, community_id=vote.community_id, number=number, floor_area=head.share.area,
            phone_index=next((each.phone_index for each in own if each.phone_index), ""),
            **asdict(traits[own[0].label]),
        )  # fmt: skip
        voters.append(voter)
        units += _sealed(voter, head)
    return voters, units


def _sealed(voter: RollVoter, head: Voter) -> list[RollUnit]:
    made = []
    for each in head.units:
        salt = secrets.token_hex(16)
        made.append(
            RollUnit(
                voter=voter, vote_id=voter.vote_id, community_id=voter.community_id,
                label=each.label, floor_area=each.area, salt=salt,
                seal=unit_seal(salt, each.label, head.owner),
            )
        )  # fmt: skip
    return made
