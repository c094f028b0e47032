"""Secret ballots: who takes part is written here, what is said goes into the box there.

Nothing that is stored joins the two; docs/explanation/secrecy.md says against whom that holds.
"""

import json
import secrets
from hashlib import sha256

from django.utils.translation import gettext as _

from linli.domains.council import queries
from linli.domains.council.actions.poll_cast import (
    ByHand,
    Said,
    check_by_hand,
    hold,
    letters_of,
    require_open,
    require_own,
    require_voter,
    take_part,
)
from linli.domains.council.actions.poll_log import logged_when_refused
from linli.domains.council.errors import NoSlipsLeft, NotVotingNow, TokenForged, VotedAlready
from linli.domains.council.models import BallotBox, Poll, PollVoter
from linli.domains.council.rules import blind
from linli.domains.council.rules.life import Channel
from linli.domains.council.rules.polls import Level
from linli.kernel.errors import Invalid
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.audit import trail
from linli.platform.database import rows


def draw_ballot(*, actor: Actor, poll: Poll, voter: PollVoter, blinded: int) -> int:
    """Strike a voter off the roll and sign the token that their browser hides, unseen.

    The same hidden token is signed again alike, should the first answer have been lost; for any
    other it raises VotedAlready. Refuses else as `cast_in_poll` does.
    """
    policy.require(actor, "council.join_polls", at=poll)

    with logged_when_refused(poll, Channel.WEB):
        require_own(actor, poll, voter)
        box = _box(poll)
        hold(poll, voter)
        digest, before = sha256(f"{blinded:x}".encode()).hexdigest(), queries.turnout_of(voter)
        if before is None or before.blinded_digest != digest:
            take_part(poll, voter, Channel.WEB, blinded_digest=digest)
            trail.record(actor, "council.draw_ballot", poll, channel=Channel.WEB)
        try:
            return blind.signed(box.key, blinded)
        except ValueError:
            raise Invalid(_("这张选票读不出来，请刷新页面再试。")) from None


def drop_ballot(*, poll: Poll, token: bytes, signature: int, said: Said) -> str:
    """Put a signed ballot into the box, from whomever; gives its receipt.

    The same ballot again changes nothing. Raises TokenForged for a token that nobody signed,
    VotedAlready for another ballot under the same token, NotVotingNow, TextAltered, Undisclosed.
    """
    with logged_when_refused(poll, Channel.WEB):
        box = _box(poll)
        if not blind.is_signed(token, signature, int(box.public_key, 16)):
            raise TokenForged(_("这张选票没有经过核验，不能投。"))
        return _put(poll, blind.code_of(token), said)


def cast_secretly(*, actor: Actor, poll: Poll, voter: PollVoter, said: Said) -> str:
    """Vote in secret without a script in the browser: both stores are written here, and nothing
    that joins them. Gives the receipt, which is shown once and kept nowhere."""
    policy.require(actor, "council.join_polls", at=poll)

    with logged_when_refused(poll, Channel.WEB):
        require_own(actor, poll, voter)
        _box(poll)
        take_part(poll, voter, Channel.WEB)
        trail.record(actor, "council.draw_ballot", poll, channel=Channel.WEB)
        return _put(poll, _fresh_code(), said)


def hand_out_ballot(*, actor: Actor, poll: Poll, given: ByHand) -> None:
    """Strike somebody off the roll who takes a paper ballot, at the counter, at the door, by post."""
    policy.require(actor, "council.run_polls", at=poll)

    check_by_hand(given)
    with logged_when_refused(poll, given.channel):
        _box(poll)
        voter = require_voter(poll, given.number)
        take_part(poll, voter, given.channel, actor, given.witness)
        trail.record(actor, "council.hand_out_ballot", poll, channel=given.channel)


def enter_slip(*, actor: Actor, poll: Poll, said: Said, witness: str) -> None:
    """Enter one slip out of the sealed urn, without knowing whose it is.

    Raises NoSlipsLeft when as many were entered as were handed out.
    """
    policy.require(actor, "council.run_polls", at=poll)

    if not witness.strip():
        raise Invalid(_("请写明见证人。"), witness=_("请写明见证人。"))
    with logged_when_refused(poll, Channel.PAPER):
        _put(poll, _fresh_code(), said, by_hand=1)
        trail.record(actor, "council.enter_slip", poll)


def opened(box: BallotBox) -> list[tuple[str, str]]:
    """Part of adding and of counting: (code, choices) of every ballot, in the order of the codes."""
    return [(code, choices) for code, choices in json.loads(box.sealed)]


def _put(poll: Poll, code: str, said: Said, by_hand: int = 0) -> str:
    """Add one ballot; all are sealed anew together, so that none has a place or a time."""
    box = rows.fetch(BallotBox, _box(poll).pk, lock=True)
    poll = rows.fetch(Poll, poll.pk)
    require_open(poll)
    choices, ballots = letters_of(poll, said), dict(opened(box))
    if code in ballots:
        if ballots[code] != choices or by_hand:
            raise VotedAlready(_("这张选票已经投过，不能再投。"))
        return code
    if by_hand and box.by_hand >= queries.slips_handed_out(poll):
        raise NoSlipsLeft(_("录入的选票不能多于发出的选票。"))
    box.sealed = json.dumps(sorted([*ballots.items(), (code, choices)]))
    box.by_hand += by_hand
    rows.update(box, ["sealed", "by_hand"])
    return code


def _fresh_code() -> str:
    return blind.code_of(secrets.token_bytes(blind.TOKEN_BYTES))


def _box(poll: Poll) -> BallotBox:
    box = BallotBox.objects.filter(poll=poll).first() if poll.level == Level.SECRET else None
    if box is None:
        raise NotVotingNow(_("这次投票没有无记名的票箱，或者名册还没有确定。"))
    return box
