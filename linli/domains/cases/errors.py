"""What the cases domain refuses, each with a code that never changes."""

from linli.kernel.errors import Conflict, DomainError, Invalid, NotFound, NotPermitted


class MoveNotAllowed(DomainError):
    code = "cases.move_not_allowed"


class TakenByAnother(Conflict):
    code = "cases.taken_by_another"


class ChangedMeanwhile(Conflict):
    code = "cases.changed_meanwhile"


class CoHandlersOpen(DomainError):
    code = "cases.co_handlers_open"


class NotTheLead(DomainError):
    code = "cases.not_the_lead"


class PartiesUnclear(Invalid):
    code = "cases.parties_unclear"


class LoopNeedsDesignation(DomainError):
    code = "cases.loop_needs_designation"


class AskedTooLate(DomainError):
    code = "cases.asked_too_late"


class AskedTwice(DomainError):
    code = "cases.asked_twice"


class TooLateToUndo(DomainError):
    code = "cases.too_late_to_undo"


class AlreadyRuled(Conflict):
    code = "cases.already_ruled"


class JudgeInOwnCause(DomainError):
    code = "cases.judge_in_own_cause"


class CannotMerge(DomainError):
    code = "cases.cannot_merge"


class OthersWait(DomainError):
    code = "cases.others_wait"


class WrongCheckCode(NotFound):
    code = "cases.wrong_check_code"


class ReporterProtected(NotPermitted):
    code = "cases.reporter_protected"


class MonthNotOver(DomainError):
    code = "cases.month_not_over"


class AlreadyAnnounced(Conflict):
    code = "cases.already_announced"


class TopicIsOpen(Conflict):
    code = "cases.topic_is_open"


class NothingRecurs(DomainError):
    code = "cases.nothing_recurs"


class NotQuietYet(DomainError):
    code = "cases.not_quiet_yet"


class MeasuresOpen(DomainError):
    code = "cases.measures_open"


class AlreadyDone(Conflict):
    code = "cases.already_done"


class NotForThePublic(DomainError):
    code = "cases.not_for_the_public"


class NotAsked(DomainError):
    code = "cases.not_asked"
