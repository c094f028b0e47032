"""Taking part in a poll where names belong to the ballots, over any channel: once, and for ever."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import connection
from django.utils.translation import gettext as _

from linli.domains.council import queries
from linli.domains.council.actions.poll_log import logged_when_refused
from linli.domains.council.errors import (
    BallotSuspended,
    ChannelNotOpen,
    NotOnTheRoll,
    NotVotingNow,
    TextAltered,
    Undisclosed,
    VotedAlready,
)
from linli.domains.council.models import NamedBallot, Poll, PollVoter, Turnout
from linli.domains.council.rules.life import ASSISTED, Channel, Status, is_open
from linli.domains.council.rules.poll_certificate import named_receipt
from linli.domains.council.rules.polls import LETTERS, Level
from linli.kernel import clock
from linli.kernel.errors import Invalid
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.audit import trail
from linli.platform.database import rows

Said = Mapping[int, str]  # item: letter


@dataclass(frozen=True, slots=True)
class ByHand:
    """How somebody took part who didn't use the web: their number on the roll, before whom."""

    channel: Channel
    number: int
    witness: str


def cast_in_poll(*, actor: Actor, poll: Poll, voter: PollVoter, said: Said) -> NamedBallot:
    """Vote by name as somebody who signed in. What is cast can't be taken back or changed.

    Raises NotPermitted, NotOnTheRoll for a place that isn't the actor's, NotVotingNow,
    ChannelNotOpen, VotedAlready over whichever channel, BallotSuspended, TextAltered, Undisclosed.
    """
    policy.require(actor, "council.join_polls", at=poll)

    with logged_when_refused(poll, Channel.WEB):
        require_own(actor, poll, voter)
        take_part(poll, voter, Channel.WEB)
        ballot = _named(poll, voter, said)
        trail.record(actor, "council.cast_in_poll", poll, channel=Channel.WEB)
    return ballot


def enter_in_poll(*, actor: Actor, poll: Poll, given: ByHand, said: Said) -> NamedBallot:
    """Enter a ballot by name that came by hand, before a witness. Refuses as `cast_in_poll` does."""
    policy.require(actor, "council.run_polls", at=poll)

    check_by_hand(given)
    with logged_when_refused(poll, given.channel):
        voter = require_voter(poll, given.number)
        take_part(poll, voter, given.channel, actor, given.witness)
        ballot = _named(poll, voter, said)
        trail.record(actor, "council.enter_in_poll", poll, channel=given.channel)
    return ballot


def require_own(actor: Actor, poll: Poll, voter: PollVoter) -> None:
    if voter not in queries.own_poll_voters(actor, poll):
        raise NotOnTheRoll(_("名册上没有您。请核对登录的手机号，或者向社区提出异议。"))


def require_voter(poll: Poll, number: int) -> PollVoter:
    voter = queries.poll_voter_numbered(poll, number)
    if voter is None:
        raise NotOnTheRoll(_("名册上没有这个编号。"))
    return voter


def check_by_hand(given: ByHand) -> None:
    if given.channel not in ASSISTED:
        raise Invalid(_("请选择这张票是怎样收到的。"), channel=_("请选择。"))
    if not given.witness.strip():
        raise Invalid(_("请写明见证人。"), witness=_("请写明见证人。"))


def hold(poll: Poll, voter: PollVoter) -> None:
    """Keep this place for this deed alone, and the poll from being counted meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT FROM council_poll WHERE id = %s FOR SHARE", [poll.pk])
        cursor.execute("SELECT FROM council_pollvoter WHERE id = %s FOR UPDATE", [voter.pk])


def take_part(
    poll: Poll,
    voter: PollVoter,
    channel: Channel,
    actor: Actor | None = None,
    witness: str = "",
    blinded_digest: str = "",
) -> Turnout:
    """Part of each way to vote: strike this place off the roll, or refuse with the rule named."""
    hold(poll, voter)
    poll = rows.fetch(Poll, poll.pk)
    require_open(poll)
    if channel not in poll.channels.split(","):
        raise ChannelNotOpen(_("公告里没有这种投票方式，投票开始后也不能增加。"))
    if queries.turnout_of(voter) is not None:
        raise VotedAlready(_("这个编号已经投过票，不能再投。"))
    if queries.is_barred(voter):
        raise BallotSuspended(_("对这个编号的名册异议已经成立，不能投票。请联系社区。"))
    return rows.insert(
        Turnout(
            poll=poll, voter=voter, community_id=poll.community_id, channel=channel,
            blinded_digest=blinded_digest, entered_by=actor.account_id if actor else None,
            witness=witness.strip(),
        )
    )  # fmt: skip


def require_open(poll: Poll) -> None:
    """Between two moments, on a fixed roll, and over the very text that was noticed."""
    if poll.status != Status.READY or not is_open(poll.opens_at, poll.closes_at, clock.now()):
        raise NotVotingNow(_("现在不是投票时间。"))
    if not queries.is_poll_as_noticed(poll, queries.poll_items(poll)):
        raise TextAltered(_("表决事项与公告的不一致，不能投票。请联系社区。"))


def letters_of(poll: Poll, said: Said) -> str:
    """A ballot as it is kept: a letter for each item of the notice."""
    numbers = [each.number for each in queries.poll_items(poll)]
    if set(said) - set(numbers):
        raise Undisclosed(_("公告里没有这一项，不能表决。"))
    if set(said) != set(numbers) or not set(said.values()) <= set(LETTERS):
        raise Invalid(_("请对每一项作出选择。"))
    return "".join(said[number] for number in numbers)


def _named(poll: Poll, voter: PollVoter, said: Said) -> NamedBallot:
    if poll.level == Level.SECRET:
        raise NotVotingNow(_("这是无记名投票，不能用记名的方式投。"))
    choices, nonce = letters_of(poll, said), secrets.token_hex(16)
    return rows.insert(
        NamedBallot(
            poll=poll, voter=voter, community_id=poll.community_id, choices=choices, nonce=nonce,
            receipt=named_receipt(str(poll.pk), voter.number, choices, nonce),
        )
    )  # fmt: skip
