"""What the council domain refuses, each with a code that never changes."""

from linli.kernel.errors import Conflict, DomainError, NotPermitted


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


class StepOutOfOrder(DomainError):
    """The procedure of the proposal has another step now; the facts name it with its sources."""

    code = "council.step_out_of_order"


class StepTooEarly(DomainError):
    """The lawful or agreed days of a step aren't over; `earliest` is the moment at which they are."""

    code = "council.step_too_early"


class EvidenceMissing(DomainError):
    code = "council.evidence_missing"


class NotTheirStep(NotPermitted):
    """The procedure gives this step to somebody else."""

    code = "council.not_their_step"


class StepTaken(Conflict):
    """A colleague was first; `by` and `since` say who and when."""

    code = "council.step_taken"


class RefusedOnce(DomainError):
    """A proposal is refused once; when the objection was upheld, it stays admitted."""

    code = "council.refused_once"


class OwnRefusal(DomainError):
    """Whoever refused a proposal doesn't judge the objection to it."""

    code = "council.own_refusal"


class TextStands(DomainError):
    """The step that decides has begun: no word of the proposal changes any more."""

    code = "council.text_stands"


class DoneAlready(Conflict):
    code = "council.done_already"


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
