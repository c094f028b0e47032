"""What the function list refuses, each with a code that never changes."""

from linli.kernel.errors import Conflict, DomainError


class MoveNotAllowed(DomainError):
    code = "duties.move_not_allowed"


class Unsupported(DomainError):
    """A delegated duty would come without the power or the means to do it."""

    code = "duties.unsupported"


class OnTheListAlready(Conflict):
    code = "duties.on_the_list_already"


class ChangedMeanwhile(Conflict):
    code = "duties.changed_meanwhile"
