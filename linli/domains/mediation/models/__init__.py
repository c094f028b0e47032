"""What the mediation domain remembers. Fields, constraints and one-row facts; no workflow.

Whatever the parties said or who they are is encrypted: mediation is confidential.
"""

from linli.domains.mediation.models.disputes import Dispute, Party, Step
from linli.domains.mediation.models.register import Kind, Mediator, TimeLimit
from linli.domains.mediation.models.settlement import (
    Agreement,
    Confirmation,
    Duty,
    Signature,
    Visit,
)
from linli.domains.mediation.models.talks import Acceptance, Alarm, Challenge, Seat, Sitting

__all__ = [
    "Acceptance",
    "Agreement",
    "Alarm",
    "Challenge",
    "Confirmation",
    "Dispute",
    "Duty",
    "Kind",
    "Mediator",
    "Party",
    "Seat",
    "Signature",
    "Sitting",
    "Step",
    "TimeLimit",
    "Visit",
]
