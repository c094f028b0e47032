"""What the plan refuses, each with a code that never changes."""

from linli.kernel.errors import Conflict, DomainError, Invalid


class TemplateFault(Invalid):
    """A template that can't be used; its words name each place and how to mend it."""

    code = "plan.template_fault"


class RunsAlready(Conflict):
    code = "plan.runs_already"


class NotRunning(DomainError):
    code = "plan.not_running"


class ReachedAlready(Conflict):
    code = "plan.reached_already"


class DecidedAlready(Conflict):
    code = "plan.decided_already"


class SecondPerson(DomainError):
    """Whoever entered a value can't confirm it."""

    code = "plan.second_person"
