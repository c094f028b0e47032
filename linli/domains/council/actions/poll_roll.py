"""Fixing who may take part in a poll, and what is said against it."""

import secrets
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from linli.contracts.council import PollRollFixed
from linli.core.people.models import Resident
from linli.core.people.queries import home_of
from linli.core.people.rules import Relation
from linli.domains.council import queries
from linli.domains.council.actions.poll_log import log
from linli.domains.council.errors import NotVotingNow, RollUnlawful
from linli.domains.council.models import BallotBox, BodySeat, Poll, PollObjection, PollVoter
from linli.domains.council.rules import blind as blindly
from linli.domains.council.rules.certificate import digest
from linli.domains.council.rules.life import Move, Status, after
from linli.domains.council.rules.poll_certificate import voter_seal
from linli.domains.council.rules.poll_grounds import PollGround
from linli.domains.council.rules.polls import GROUP_SEATS, PROCEDURES, Basis, Level
from linli.kernel import clock
from linli.kernel.errors import Invalid
from linli.kernel.events import publish
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.accounts.actions.codes import PHONE
from linli.platform.audit import trail
from linli.platform.database import rows
from linli.platform.database.secrecy import blind


@dataclass(frozen=True, slots=True)
class Eligible:
    """Somebody who belongs on the roll."""

    name: str
    label: str
    phone_index: str = ""
    account_id: UUID | None = None


@transaction.atomic
def fix_poll_roll(*, actor: Actor, poll: Poll) -> Poll:
    """Freeze who may take part, as the register or the list of seats has it now, before voting opens.

    Raises NotPermitted, MoveNotAllowed when it is fixed already, NotVotingNow once voting should
    have begun, RollUnlawful or Invalid where the procedure asks for another composition.
    """
    policy.require(actor, "council.run_polls", at=poll)

    poll = rows.fetch(Poll, poll.pk, lock=True)
    status, now = after(Status(poll.status), Move.FIX_ROLL), clock.now()
    if now >= poll.opens_at:
        raise NotVotingNow(_("投票已经到了开始时间，不能再确定名册。请另行公告一次投票。"))
    voters = _frozen(poll, _eligible(poll, clock.local_date(now)))
    rows.insert_many(voters)
    if poll.level == Level.SECRET:
        _set_up_box(poll)
    poll.status, poll.roll_fixed_at = status, now
    poll.roll_digest = digest(queries.poll_roll_facts(voters))
    rows.update(poll, ["status", "roll_fixed_at", "roll_digest"])
    log(poll, "roll_fixed")

    trail.record(actor, "council.fix_poll_roll", poll, voters=len(voters), digest=poll.roll_digest)
    publish(
        PollRollFixed(poll_id=poll.pk, area=poll.area, voters=len(voters), digest=poll.roll_digest)
    )
    return poll


@transaction.atomic
def object_to_poll_roll(
    *, actor: Actor, poll: Poll, ground: PollGround, words: str, number: int | None = None
) -> PollObjection:
    """Say that the roll is wrong about a number, or that somebody is missing, until the poll ends."""
    policy.require(actor, "council.join_polls", at=poll)

    poll = rows.fetch(Poll, poll.pk, lock=True)
    if poll.status != Status.READY:
        raise NotVotingNow(_("名册还没有确定，或者投票已经结束，现在不能提出异议。"))
    voter = queries.poll_voter_numbered(poll, number) if number is not None else None
    if voter is None and ground != PollGround.MISSING:
        raise Invalid(_("名册上没有这个编号。"), number=_("名册上没有这个编号。"))
    if not words.strip():
        raise Invalid(_("请写明理由。"), words=_("请写明理由。"))

    made = rows.insert(
        PollObjection(
            poll=poll, community_id=poll.community_id, voter=voter, ground=ground,
            words=words.strip(), raised_at=clock.now(), raised_by=actor.account_id,
        )
    )  # fmt: skip
    log(poll, f"objection {ground}")
    trail.record(actor, "council.object_to_poll", poll, ground=ground, objection=str(made.pk))
    return made


@transaction.atomic
def answer_poll_objection(
    *, actor: Actor, objection: PollObjection, upheld: bool, answer: str
) -> PollObjection:
    """Decide on an objection, once. Upheld, it may bar that number; what it has cast stands."""
    policy.require(actor, "council.run_polls", at=objection.poll)

    poll = rows.fetch(Poll, objection.poll_id, lock=True)
    objection = rows.fetch(PollObjection, objection.pk, lock=True)
    if poll.status != Status.READY or objection.upheld is not None:
        raise NotVotingNow(_("这项异议已经答复，或者投票已经结束。"))
    if not answer.strip():
        raise Invalid(_("请写明答复。"), answer=_("请写明答复。"))

    objection.upheld, objection.answer = upheld, answer.strip()
    objection.answered_at, objection.answered_by = clock.now(), actor.account_id
    rows.update(objection, ["upheld", "answer", "answered_at", "answered_by"])
    log(poll, f"{'upheld' if upheld else 'dismissed'} {objection.ground}")
    trail.record(
        actor, "council.answer_poll", poll, objection=str(objection.pk), upheld=upheld
    )  # fmt: skip
    return objection


def _set_up_box(poll: Poll) -> None:
    key = blindly.new_key()
    rows.insert(
        BallotBox(
            poll=poll, community_id=poll.community_id, key=key,
            public_key=f"{blindly.modulus(key):x}", sealed="[]",
        )
    )  # fmt: skip


def _frozen(poll: Poll, eligible: Iterable[Eligible]) -> list[PollVoter]:
    made = []
    for number, each in enumerate(eligible, 1):
        salt = secrets.token_hex(16)
        made.append(
            PollVoter(
                poll=poll, community_id=poll.community_id, number=number, name=each.name,
                label=each.label, phone_index=each.phone_index, account_id=each.account_id,
                salt=salt, seal=voter_seal(salt, each.name, each.label),
            )
        )  # fmt: skip
    if not made:
        raise Invalid(_("名册上一个人也没有。请先登记居民，或者录入席位。"))
    return made


def _eligible(poll: Poll, day: date) -> list[Eligible]:
    if poll.basis in {Basis.SEATS, Basis.GROUPS}:
        seats = queries.seats_of(poll)
        _check_seats(poll, seats)
        return [Eligible(each.name, each.group, each.phone_index) for each in seats]
    adults = queries.adults_of(poll.area, day)
    chosen = _one_of_each_household(adults) if poll.basis == Basis.HOUSEHOLDS else adults
    return [_registered(each) for each in chosen]


def _registered(one: Resident) -> Eligible:
    return Eligible(one.name, home_of(one), blind(one.phone, PHONE), one.account_id)


def _one_of_each_household(adults: Sequence[Resident]) -> list[Resident]:
    """Its eldest owner, else its eldest adult; who belongs to no household has no household's vote."""
    chosen: dict[UUID, Resident] = {}
    for each in adults:  # the eldest of a household comes first
        if each.household_id is None:
            continue
        before = chosen.setdefault(each.household_id, each)
        if before.relation != Relation.OWNER and each.relation == Relation.OWNER:
            chosen[each.household_id] = each
    return list(chosen.values())


def _check_seats(poll: Poll, seats: Sequence[BodySeat]) -> None:
    procedure = PROCEDURES[poll.procedure]
    told = {"sources": list(procedure.sources)}
    if procedure.is_odd and len(seats) % 2 == 0:
        raise RollUnlawful(_("委员人数应当是单数，现在是 %d 人。") % len(seats), **told)
    if poll.basis == Basis.GROUPS:
        for group, number in Counter(each.group for each in seats).items():
            if number not in GROUP_SEATS:
                words = _("每个居民小组选举代表二至三人；%(group)s现在是 %(n)d 人。")
                raise RollUnlawful(words % {"group": group, "n": number}, **told)
