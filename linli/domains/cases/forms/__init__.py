"""The shape of what people type into pages about cases."""

from linli.domains.cases.forms.entering import EnterForm, ReportForm
from linli.domains.cases.forms.following import (
    AnswerForm,
    FollowForm,
    PartDoneForm,
    ReasonForm,
    ReplyForm,
    WordsForm,
)
from linli.domains.cases.forms.limits import LimitForm
from linli.domains.cases.forms.open311 import RequestForm, WantedForm
from linli.domains.cases.forms.working import (
    BoardForm,
    CallBackForm,
    DeclineForm,
    DispatchForm,
    PeriodForm,
    ResultForm,
)

__all__ = [
    "AnswerForm",
    "BoardForm",
    "CallBackForm",
    "DeclineForm",
    "DispatchForm",
    "EnterForm",
    "FollowForm",
    "LimitForm",
    "PartDoneForm",
    "PeriodForm",
    "ReasonForm",
    "ReplyForm",
    "ReportForm",
    "RequestForm",
    "ResultForm",
    "WantedForm",
    "WordsForm",
]
