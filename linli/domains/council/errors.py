"""What the council domain refuses, each with a code that never changes."""

from linli.kernel.errors import Conflict, DomainError


class MoveNotAllowed(DomainError):
    code = "council.move_not_allowed"


class NoticeTooShort(DomainError):
    code = "council.notice_too_short"


class TextAltered(DomainError):
    code = "council.text_altered"


class NotVotingNow(DomainError):
    code = "council.not_voting_now"


class NotOnTheRoll(DomainError):
    code = "council.not_on_the_roll"


class VotedAlready(Conflict):
    code = "council.voted_already"


class BallotSuspended(DomainError):
    """An objection to this voter's place on the roll was upheld."""

    code = "council.ballot_suspended"


class Undisclosed(DomainError):
    code = "council.undisclosed"


class TooManyPrincipals(DomainError):
    code = "council.too_many_principals"


class NoMandate(DomainError):
    """No written authorisation of this owner for this proxy is kept."""

    code = "council.no_mandate"


class MayNotStandIn(DomainError):
    code = "council.may_not_stand_in"


class OutsideMandate(DomainError):
    code = "council.outside_mandate"


class SeveralUnits(DomainError):
    """A place on the roll holds several units and only one of them was sold."""

    code = "council.several_units"


class NotDeliberatingNow(DomainError):
    code = "council.not_deliberating_now"


class SaidEnough(DomainError):
    """One person has written as much as one person may in a deliberation."""

    code = "council.said_enough"


class SaidAlready(Conflict):
    """These very words stand there already."""

    code = "council.said_already"


class AppealedAlready(Conflict):
    code = "council.appealed_already"


class OwnDecision(DomainError):
    """Whoever took something out doesn't decide on the appeal against it."""

    code = "council.own_decision"


class LevelNotLawful(DomainError):
    """This body doesn't vote in that secrecy, or not with that roll."""

    code = "council.level_not_lawful"


class NotInForce(DomainError):
    code = "council.not_in_force"


class RollUnlawful(DomainError):
    """The roll isn't composed as the procedure asks."""

    code = "council.roll_unlawful"


class ChannelNotOpen(DomainError):
    """The notice didn't name this way of voting, and none is added on the way."""

    code = "council.channel_not_open"


class TokenForged(DomainError):
    """Nobody was given the right to cast this ballot."""

    code = "council.token_forged"


class NoSlipsLeft(DomainError):
    """More slips would be entered than were handed out."""

    code = "council.no_slips_left"
