"""The shape of what people type into pages about disputes."""

from linli.domains.mediation.forms.agreeing import (
    AcceptForm,
    AppointForm,
    ChallengeForm,
    ConsentForm,
    DescribeForm,
    PartyForm,
    RuleForm,
)
from linli.domains.mediation.forms.entering import (
    BoardForm,
    LimitForm,
    MediatorForm,
    OpenForm,
    PeriodForm,
)
from linli.domains.mediation.forms.scene import SceneForm
from linli.domains.mediation.forms.settling import (
    ApplyForm,
    CourtForm,
    DraftForm,
    EndForm,
    SealForm,
    SignForm,
    TearUpForm,
    VisitForm,
)
from linli.domains.mediation.forms.talking import (
    AlarmForm,
    AnswerForm,
    ExtendForm,
    LookForm,
    MinuteForm,
    PlanForm,
)

__all__ = [
    "AcceptForm",
    "AlarmForm",
    "AnswerForm",
    "ApplyForm",
    "AppointForm",
    "BoardForm",
    "ChallengeForm",
    "ConsentForm",
    "CourtForm",
    "DescribeForm",
    "DraftForm",
    "EndForm",
    "ExtendForm",
    "LimitForm",
    "LookForm",
    "MediatorForm",
    "MinuteForm",
    "OpenForm",
    "PartyForm",
    "PeriodForm",
    "PlanForm",
    "RuleForm",
    "SceneForm",
    "SealForm",
    "SignForm",
    "TearUpForm",
    "VisitForm",
]
