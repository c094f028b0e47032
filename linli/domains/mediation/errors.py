"""What the mediation domain refuses, each with a code that never changes."""

from linli.kernel.errors import Conflict, DomainError, NotPermitted


class MoveNotAllowed(DomainError):
    code = "mediation.move_not_allowed"


class ChangedMeanwhile(Conflict):
    code = "mediation.changed_meanwhile"


class NotOnThisDispute(NotPermitted):
    """The actor mediates here, but not in this dispute."""

    code = "mediation.not_on_this_dispute"


class MediatorBarred(DomainError):
    code = "mediation.mediator_barred"


class OwnChallenge(DomainError):
    code = "mediation.own_challenge"


class NobodyToMediate(DomainError):
    code = "mediation.nobody_to_mediate"


class AlarmUnanswered(DomainError):
    code = "mediation.alarm_unanswered"


class TooLateToExtend(DomainError):
    code = "mediation.too_late_to_extend"


class AgreementAltered(DomainError):
    code = "mediation.agreement_altered"


class TooLateToConfirm(DomainError):
    code = "mediation.too_late_to_confirm"


class NotConfirmable(DomainError):
    code = "mediation.not_confirmable"
