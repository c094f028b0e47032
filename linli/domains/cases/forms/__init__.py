"""The shape of what people type into pages about cases."""

from linli.domains.cases.forms.batch import OrderForm
from linli.domains.cases.forms.entering import EnterForm, ReportForm
from linli.domains.cases.forms.field import NothingForm, SeenForm
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
from linli.domains.cases.forms.open311 import NumbersForm, PageForm, RequestForm, WantedForm
from linli.domains.cases.forms.rulings import (
    AccusedForm,
    CatalogueForm,
    DesignateForm,
    ExtensionForm,
    ObjectionForm,
    ReclassifyForm,
    RecusalForm,
    VerdictForm,
    WhistleForm,
)
from linli.domains.cases.forms.scores import (
    AppealForm,
    CloseMonthForm,
    ExclusionForm,
    ScoreRulesForm,
)
from linli.domains.cases.forms.topics import (
    AdoptForm,
    BaselineForm,
    CloseTopicForm,
    ForecastForm,
    MeasureDoneForm,
    MeasureForm,
    OpenTopicForm,
    RecurrenceForm,
    RefuseTopicForm,
    TopicFilterForm,
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
    "AccusedForm",
    "AdoptForm",
    "AnswerForm",
    "AppealForm",
    "BaselineForm",
    "BoardForm",
    "CallBackForm",
    "CatalogueForm",
    "CloseMonthForm",
    "CloseTopicForm",
    "DeclineForm",
    "DesignateForm",
    "DispatchForm",
    "EnterForm",
    "ExclusionForm",
    "ExtensionForm",
    "FollowForm",
    "ForecastForm",
    "LimitForm",
    "MeasureDoneForm",
    "MeasureForm",
    "MergeForm",
    "NothingForm",
    "NumbersForm",
    "ObjectionForm",
    "OpenTopicForm",
    "OrderForm",
    "PageForm",
    "PartDoneForm",
    "PeriodForm",
    "ReasonForm",
    "ReclassifyForm",
    "RecurrenceForm",
    "RecusalForm",
    "RefuseTopicForm",
    "ReplyForm",
    "ReportForm",
    "RequestForm",
    "ResultForm",
    "ScoreRulesForm",
    "SeenForm",
    "TopicFilterForm",
    "VerdictForm",
    "WantedForm",
    "WhistleForm",
    "WithdrawForm",
    "WordsForm",
]
