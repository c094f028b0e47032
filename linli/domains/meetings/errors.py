"""What the meetings domain refuses, each with a code that never changes."""

from linli.kernel.errors import DomainError, NotPermitted


class MoveNotAllowed(DomainError):
    code = "meetings.move_not_allowed"


class NoQuorum(DomainError):
    code = "meetings.no_quorum"


class MinutesMissing(DomainError):
    code = "meetings.minutes_missing"


class TooManyVotes(DomainError):
    code = "meetings.too_many_votes"


class NotAdopted(DomainError):
    code = "meetings.not_adopted"


class NotOnThisBody(NotPermitted):
    code = "meetings.not_on_this_body"


class NotTheChair(NotPermitted):
    code = "meetings.not_the_chair"


class NotTheRaiser(NotPermitted):
    code = "meetings.not_the_raiser"


class DoorClosed(DomainError):
    """A code of the door that is forged, too old, or of a meeting that is over."""

    code = "meetings.door_closed"


class PostNotHere(DomainError):
    """An office that its level doesn't have, such as a committee's chair in a grid."""

    code = "meetings.post_not_here"


class SameHand(DomainError):
    """One person would sign twice, or confirm what they did themselves."""

    code = "meetings.same_hand"
