"""A place on the roll passes to a buyer or an heir while the vote goes on."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from linli.domains.council import queries
from linli.domains.council.actions.refusals import told_when_refused
from linli.domains.council.errors import NotVotingNow, SeveralUnits, VotedAlready
from linli.domains.council.models import RollUnit, Succession, Vote
from linli.domains.council.rules.grounds import SUSPENDING, Ground
from linli.domains.council.rules.life import Status
from linli.kernel import clock
from linli.kernel.errors import Invalid
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.accounts.actions.codes import PHONE
from linli.platform.audit import trail
from linli.platform.database import rows
from linli.platform.database.secrecy import blind

DESK = "desk"  # where, in place of a channel


@dataclass(frozen=True, slots=True)
class Heir:
    """Who has a door now: why, by what proof, and the phone they sign in with, if they have one."""

    label: str
    ground: Ground
    name: str
    proof: str
    phone: str = ""
    is_whole: bool = False  # everything that this place on the roll stands for went to them


def pass_place(*, actor: Actor, vote: Vote, heir: Heir) -> Succession:
    """Name who votes from a place whose owner sold or died, as long as no ballot was cast from it.

    A ballot that was cast stands (VotedAlready). Heads and areas stay as the roll was fixed: an owner
    of several units who sold one of them keeps the place (SeveralUnits). The certificate tells of it.
    """
    policy.require(actor, "council.fix_roll", at=vote)

    with told_when_refused(vote, DESK):
        unit = _checked(vote, heir)
        made = rows.insert(
            Succession(
                vote=vote, voter=unit.voter, community_id=vote.community_id, ground=heir.ground,
                name=heir.name.strip(), phone_index=blind(heir.phone, PHONE),
                proof=heir.proof.strip(), named_at=clock.now(), named_by=actor.account_id,
            )
        )  # fmt: skip
        trail.record(actor, "council.pass_place", vote, ground=heir.ground, succession=str(made.pk))
    return made


def _checked(vote: Vote, heir: Heir) -> RollUnit:
    unit = queries.unit_on_roll(vote, heir.label)
    if unit is None:
        told = _("名册上没有这一户。请照房屋清单的写法填写，例如 3-2-501。")
        raise Invalid(told, label=told)
    for field in ("name", "proof"):
        if not getattr(heir, field).strip():
            raise Invalid(_("请写明新业主和依据。"), **{field: _("请填写。")})
    if heir.ground not in SUSPENDING:
        raise Invalid(_("只有出售或去世才能换人。"), ground=_("请选择。"))
    queries.hold(vote, [unit.voter])
    vote = rows.fetch(Vote, vote.pk)
    if vote.status != Status.READY or clock.now() >= vote.closes_at:
        raise NotVotingNow(_("名册还没有确定，或者表决已经结束，现在不能换人。"))
    if queries.places([unit.voter])[unit.voter_id].has_voted:
        raise VotedAlready(_("这一户已经投票，投出的票有效，不再换人。"))
    if not heir.is_whole and unit.voter.units.count() > 1:
        raise SeveralUnits(
            _("这位业主名下还有别的房屋，名册上合为一人。全部转给同一人时才能换人。")
        )
    return unit
