"""Casting a ballot, over any channel: once for each voter, and for ever."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import connection
from django.utils.translation import gettext as _

from linli.domains.council import queries
from linli.domains.council.actions.refusals import told_when_refused
from linli.domains.council.errors import (
    BallotSuspended,
    MayNotStandIn,
    NoMandate,
    NotOnTheRoll,
    NotVotingNow,
    OutsideMandate,
    TextAltered,
    TooManyPrincipals,
    Undisclosed,
    VotedAlready,
)
from linli.domains.council.models import Ballot, Item, RollVoter, Vote
from linli.domains.council.queries import Place
from linli.domains.council.rules.certificate import receipt
from linli.domains.council.rules.course import Stand, may_send, outside
from linli.domains.council.rules.life import ASSISTED, Channel, Status, is_open
from linli.domains.council.rules.owners import Choice, undisclosed
from linli.domains.council.rules.variants import VARIANTS, may_stand_in
from linli.kernel import clock
from linli.kernel.errors import Invalid
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.accounts.actions.codes import PHONE
from linli.platform.audit import trail
from linli.platform.database import rows
from linli.platform.database.secrecy import blind, normalise_phone

ENTER, COLLECT = "council.enter", "council.collect"
Choices = Mapping[int, Choice]


@dataclass(frozen=True, slots=True)
class Given:
    """A ballot that came by hand: how, whose by a door of theirs, before whom, through whose phone."""

    channel: Channel
    label: str
    witness: str
    proxy: str = ""


def cast_ballot(*, actor: Actor, vote: Vote, voter: RollVoter, choices: Choices) -> Ballot:
    """Vote as a signed-in owner. What is cast can't be taken back or changed.

    Raises NotPermitted, NotOnTheRoll for a place on the roll that isn't the actor's, NotVotingNow,
    VotedAlready over whichever channel, BallotSuspended, TextAltered, Undisclosed; what is refused
    is told in public, without who it was.
    """
    policy.require(actor, "council.vote", at=vote)

    with told_when_refused(vote, Channel.WEB):
        if not queries.owns(actor, voter):
            raise NotOnTheRoll(_("名册上没有您。请核对登录的手机号，或者向社区提出异议。"))
        ballot = _cast(actor, vote, voter, choices, Given(Channel.WEB, "", ""))
        trail.record(actor, "council.cast", vote, channel=Channel.WEB)
    return ballot


def enter_ballot(*, actor: Actor, vote: Vote, given: Given, choices: Choices) -> Ballot:
    """Enter a ballot from paper, from a door or from the counter, before a witness.

    Who works in one grid alone may enter what they collected at the doors of that grid. Refuses as
    `cast_ballot` does, and with NoMandate, MayNotStandIn, OutsideMandate or TooManyPrincipals for a
    proxy whom owner or rule don't allow.
    """
    unit = queries.unit_on_roll(vote, given.label)
    needed, place = _entering(actor, vote, unit.voter.grid if unit else "", given.channel)
    policy.require(actor, needed, at=place)

    with told_when_refused(vote, given.channel):
        check_given(given)
        if unit is None:
            raise NotOnTheRoll(_("名册上没有这一户。请照房屋清单的写法填写，例如 3-2-501。"))
        ballot = _cast(actor, vote, unit.voter, choices, given)
        trail.record(actor, "council.enter", vote, channel=given.channel)
    return ballot


def _entering(actor: Actor, vote: Vote, grid: str, channel: Channel) -> tuple[str, str]:
    """Which permission entering takes, and where: collecting at doors is given by the grid."""
    place = grid or vote.area
    if channel == Channel.DOOR and not policy.allows(actor, ENTER, at=vote):
        return COLLECT, place
    return ENTER, vote.area


def check_given(given: Given) -> None:
    if given.channel not in ASSISTED:
        raise Invalid(_("请选择这张票是怎样收到的。"), channel=_("请选择。"))
    if not given.witness.strip():
        raise Invalid(_("请写明见证人。"), witness=_("请写明见证人。"))


def check_vote(vote: Vote) -> Sequence[Item]:
    """The items, once it is certain that voting is open and all is as noticed."""
    if vote.status != Status.READY or not is_open(vote.opens_at, vote.closes_at, clock.now()):
        raise NotVotingNow(_("现在不是投票时间。"))
    items = queries.items_of(vote)
    if not queries.is_as_noticed(vote, items):
        raise TextAltered(_("表决事项与公告的不一致，不能投票。请联系社区。"))
    return items


def check_choices(choices: Choices, items: Sequence[Item]) -> None:
    if undisclosed(choices, [each.number for each in items]):
        raise Undisclosed(_("公告里没有这一项，不能表决。"))


def check_place(place: Place) -> None:
    if place.has_voted:
        raise VotedAlready(_("这一户业主已经投过票，不能再投。"))
    if place.is_barred:
        raise BallotSuspended(
            _("对这一户的名册异议已经成立，登记新业主以前这一票不能投。请联系社区。")
        )


def ballot_of(
    by: Actor, vote: Vote, voter: RollVoter, turn: int, choices: Choices, given: Given
) -> Ballot:
    """The row of a ballot that was checked, with its receipt."""
    said, nonce = {str(key): value.value for key, value in choices.items()}, secrets.token_hex(16)
    return Ballot(
        vote=vote, voter=voter, community_id=vote.community_id, channel=given.channel, turn=turn,
        choices=said, nonce=nonce, cast_at=clock.now(), proxy_index=proxy_index(given.proxy),
        receipt=receipt(str(vote.pk), voter.number, given.channel, said, nonce),
        entered_by=by.account_id if given.channel in ASSISTED else None,
        witness=given.witness.strip(),
    )  # fmt: skip


def proxy_index(phone: str) -> str:
    """By what one proxy is known over all owners whom they stand in for."""
    return blind(normalise_phone(phone), PHONE)


def _cast(actor: Actor, vote: Vote, voter: RollVoter, choices: Choices, given: Given) -> Ballot:
    queries.hold(vote, [voter])
    vote = queries.vote_of(vote.pk) or vote
    check_choices(choices, check_vote(vote))
    if voter.vote_id != vote.pk:
        raise NotOnTheRoll(_("名册上没有您。请核对登录的手机号，或者向社区提出异议。"))
    place = queries.places([voter])[voter.pk]
    check_place(place)
    if given.proxy:
        _check_proxy(vote, voter, proxy_index(given.proxy), choices)
    return rows.insert(ballot_of(actor, vote, voter, place.cast + 1, choices, given))


def _check_proxy(vote: Vote, voter: RollVoter, index: str, choices: Choices) -> None:
    """Authorised in writing by this owner, allowed by the rule, within scope and number."""
    mandate = queries.mandate_of(voter, index)
    if mandate is None:
        raise NoMandate(_("没有这位业主给这位代理人的书面委托。请先登记委托书。"))
    if outside(mandate.items, choices):
        raise OutsideMandate(_("有的事项不在委托范围内，请只填委托书写明的事项。"))
    check_stand(vote, Stand(mandate.stand))
    with connection.cursor() as cursor:  # the same proxy at two counters is counted one by one
        key = f"{vote.pk} {index}"
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])
    variant, so_far = VARIANTS[vote.rule], queries.principals_of(vote, index)
    if not may_stand_in(variant, so_far):
        words = _("一个人最多接受 %d 位业主委托。") % (variant.principals or 0)
        raise TooManyPrincipals(words, sources=list(variant.sources))


def check_stand(vote: Vote, stand: Stand) -> None:
    """Refuse whom the place's rule keeps from standing in, or from sending somebody."""
    variant = VARIANTS[vote.rule]
    if not may_send(variant, stand):
        words = {
            Stand.STAFF: _("这里的规则不允许物业服务人员受业主委托投票。"),
            Stand.FOR_MEMBER: _("这里的规则不允许业主委员会委员委托他人投票。"),
        }
        raise MayNotStandIn(words[stand], sources=list(variant.sources))
