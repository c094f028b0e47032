"""Casting a ballot, over any channel: once for each voter, and for ever."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import connection, transaction
from django.utils.translation import gettext as _

from linli.domains.council import queries
from linli.domains.council.errors import (
    BallotSuspended,
    NotOnTheRoll,
    NotVotingNow,
    TextAltered,
    TooManyPrincipals,
    Undisclosed,
    VotedAlready,
)
from linli.domains.council.models import Ballot, RollVoter, Vote
from linli.domains.council.rules.certificate import receipt
from linli.domains.council.rules.life import ASSISTED, Channel, Status, is_open
from linli.domains.council.rules.owners import Choice, undisclosed
from linli.domains.council.rules.variants import VARIANTS, may_stand_in
from linli.kernel import clock
from linli.kernel.errors import Invalid
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.audit import trail
from linli.platform.database import rows
from linli.platform.database.secrecy import blind

PROXY = "council.proxy"  # purpose of the blind index over who stands in for owners
Choices = Mapping[int, Choice]


@dataclass(frozen=True, slots=True)
class Given:
    """A ballot that came by hand: how, whose by a door of theirs, before whom, through whom."""

    channel: Channel
    label: str
    witness: str
    proxy: str = ""


@transaction.atomic
def cast_ballot(*, actor: Actor, vote: Vote, voter: RollVoter, choices: Choices) -> Ballot:
    """Vote as a signed-in owner. What is cast can't be taken back or changed.

    Raises NotPermitted, NotOnTheRoll for a place on the roll that isn't the actor's, NotVotingNow,
    VotedAlready over whichever channel, BallotSuspended, TextAltered, Undisclosed.
    """
    policy.require(actor, "council.vote", at=vote)

    if voter not in queries.own_voters(actor, vote):
        raise NotOnTheRoll(_("名册上没有您。请核对登录的手机号，或者向社区提出异议。"))
    ballot = _cast(actor, vote, voter, choices, Channel.WEB)

    trail.record(actor, "council.cast", vote, channel=Channel.WEB)
    return ballot


@transaction.atomic
def enter_ballot(*, actor: Actor, vote: Vote, given: Given, choices: Choices) -> Ballot:
    """Enter a ballot from paper, from a door or from the counter, before a witness.

    Refuses as `cast_ballot` does, and with TooManyPrincipals for a proxy who stands in for more
    owners than the rule of this vote allows.
    """
    policy.require(actor, "council.enter", at=vote)

    if given.channel not in ASSISTED:
        raise Invalid(_("请选择这张票是怎样收到的。"), channel=_("请选择。"))
    if not given.witness.strip():
        raise Invalid(_("请写明见证人。"), witness=_("请写明见证人。"))
    unit = queries.unit_on_roll(vote, given.label)
    if unit is None:
        raise NotOnTheRoll(_("名册上没有这一户。请照房屋清单的写法填写，例如 3-2-501。"))
    ballot = _cast(actor, vote, unit.voter, choices, given.channel, given)

    trail.record(actor, "council.enter", vote, channel=given.channel)
    return ballot


def hold(vote: Vote, voter: RollVoter) -> None:
    """Keep this voter's place for this deed alone, and the vote from being counted meanwhile.

    Votes are held weakly, so that many ballots come in at once while the count waits for them all.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT FROM council_vote WHERE id = %s FOR SHARE", [vote.pk])
        cursor.execute("SELECT FROM council_rollvoter WHERE id = %s FOR UPDATE", [voter.pk])


def _cast(
    actor: Actor,
    vote: Vote,
    voter: RollVoter,
    choices: Choices,
    channel: Channel,
    given: Given | None = None,
) -> Ballot:
    hold(vote, voter)
    vote = rows.fetch(Vote, vote.pk)
    _check_vote(vote, choices)
    _check_voter(vote, voter)
    proxy = _checked_proxy(vote, given.proxy) if given else ""
    said, nonce = {str(key): value.value for key, value in choices.items()}, secrets.token_hex(16)
    return rows.insert(
        Ballot(
            vote=vote, voter=voter, community_id=vote.community_id, channel=channel,
            choices=said, nonce=nonce, cast_at=clock.now(), proxy_index=proxy,
            receipt=receipt(str(vote.pk), voter.number, channel, said, nonce),
            entered_by=actor.account_id if given else None,
            witness=given.witness.strip() if given else "",
        )
    )  # fmt: skip


def _check_vote(vote: Vote, choices: Choices) -> None:
    if vote.status != Status.READY or not is_open(vote.opens_at, vote.closes_at, clock.now()):
        raise NotVotingNow(_("现在不是投票时间。"))
    items = queries.items_of(vote)
    if not queries.is_as_noticed(vote, items):
        raise TextAltered(_("表决事项与公告的不一致，不能投票。请联系社区。"))
    if undisclosed(choices, [each.number for each in items]):
        raise Undisclosed(_("公告里没有这一项，不能表决。"))


def _check_voter(vote: Vote, voter: RollVoter) -> None:
    if voter.vote_id != vote.pk:
        raise NotOnTheRoll(_("名册上没有您。请核对登录的手机号，或者向社区提出异议。"))
    if queries.has_voted(voter):
        raise VotedAlready(_("这一户业主已经投过票，不能再投。"))
    if queries.is_suspended(voter):
        raise BallotSuspended(_("对这一户的名册异议已经成立，这一票不能投。请联系社区。"))


def _checked_proxy(vote: Vote, proxy: str) -> str:
    """The blind index of who stands in, counted one after the other; blank without a proxy."""
    index = blind(proxy, PROXY)
    if index:
        with connection.cursor() as cursor:
            key = f"{vote.pk} {index}"
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])
        variant, so_far = VARIANTS[vote.rule], queries.principals_of(vote, index)
        if not may_stand_in(variant, so_far):
            words = _("一个人最多接受 %d 位业主委托。") % (variant.principals or 0)
            raise TooManyPrincipals(words, sources=list(variant.sources))
    return index
