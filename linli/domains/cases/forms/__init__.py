"""The shape of what people type into pages about cases."""

from linli.domains.cases.forms.entering import EnterForm, ReportForm
from linli.domains.cases.forms.following import (
    AnswerForm,
    FollowForm,
    MergeForm,
    PartDoneForm,
    ReasonForm,
    ReplyForm,
    WithdrawForm,
    WordsForm,
)
from linli.domains.cases.forms.limits import LimitForm
from linli.domains.cases.forms.open311 import RequestForm, WantedForm
from linli.domains.cases.forms.rulings import (
    CatalogueForm,
    DesignateForm,
    ExtensionForm,
    ObjectionForm,
    ReclassifyForm,
    VerdictForm,
    WhistleForm,
)
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
    "CatalogueForm",
    "DeclineForm",
    "DesignateForm",
    "DispatchForm",
    "EnterForm",
    "ExtensionForm",
    "FollowForm",
    "LimitForm",
    "MergeForm",
    "ObjectionForm",
    "PartDoneForm",
    "PeriodForm",
    "ReasonForm",
    "ReclassifyForm",
    "ReplyForm",
    "ReportForm",
    "RequestForm",
    "ResultForm",
    "VerdictForm",
    "WantedForm",
    "WhistleForm",
    "WithdrawForm",
    "WordsForm",
]
