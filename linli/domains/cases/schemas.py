"""The shape of cases in JSON."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from ninja import Field, Schema
from pydantic import StringConstraints

from linli.domains.cases.models import Assignment, Case, Ruling, Step
from linli.domains.cases.rules import (
    Channel,
    Ground,
    Outcome,
    Result,
    Satisfaction,
    Share,
    Status,
    Urgency,
)
from linli.domains.cases.rules.rulings import Plea, Verdict

Described = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]
Told = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000)]
Brief = Annotated[str, StringConstraints(strip_whitespace=True, max_length=400)]
Area = Annotated[str, StringConstraints(pattern=r"^\d{12}(\d{3})?$")]
AT_ONCE = 500


class PointIn(Schema):
    """A point and the datum it was measured in; it is stored in WGS-84."""

    latitude: float = Field(ge=-90, le=90)
    longitude: float = Field(ge=-180, le=180)
    datum: str = Field("wgs84", pattern="^(wgs84|gcj02|bd09)$")


class ReporterIn(Schema):
    name: str = Field(default="", max_length=40)
    phone: str = Field(default="", max_length=20)
    confidential: bool = False


class ReportIn(Schema):
    """A matter to be taken up."""

    area: Area = Field(
        description="community (12 digits) or grid (15 digits)", examples=["110101001001"]
    )
    description: Described = Field(examples=["三号楼二单元的电梯门关不上"])
    location: str = Field("", max_length=200)
    point: PointIn | None = None
    urgency: Urgency = Urgency.NORMAL
    category: str = Field("", max_length=20, description="code of a category, or empty")
    reporter: ReporterIn = ReporterIn()


class ReportManyIn(Schema):
    reports: list[ReportIn] = Field(min_length=1, max_length=AT_ONCE)


class CaseOut(Schema):
    """A case as whoever may see it sees it; never the reporter's name or phone."""

    id: UUID
    number: str
    status: Status
    urgency: Urgency
    channel: Channel
    area: str
    location: str
    description: str
    category: str | None
    version: int
    cycle: int
    reported_at: datetime
    feedback_due_at: datetime
    feedback_at: datetime | None
    due_at: datetime
    provisional: bool
    result: Result | None
    outcome: Outcome | None
    satisfaction: Satisfaction | None
    closed_at: datetime | None

    @staticmethod
    def resolve_category(case: Case) -> str | None:
        return case.category.code if case.category else None

    @staticmethod
    def resolve_result(case: Case) -> str | None:
        return case.result or None

    @staticmethod
    def resolve_outcome(case: Case) -> str | None:
        return case.outcome or None

    @staticmethod
    def resolve_satisfaction(case: Case) -> str | None:
        return case.satisfaction or None


class ReceiptOut(Schema):
    """What the reporter needs to follow a case without signing in."""

    id: UUID
    number: str
    check_code: str
    feedback_due_at: datetime
    due_at: datetime


class ShareOut(Schema):
    """One party's share of a case."""

    id: UUID
    department_id: UUID
    department: str
    is_lead: bool
    status: Share
    task: str
    sent_at: datetime
    due_at: datetime
    done_at: datetime | None

    @staticmethod
    def resolve_department(share: Assignment) -> str:
        return share.department.name


class StepOut(Schema):
    """A line of the timeline."""

    at: datetime
    kind: str
    department: str | None
    words: str
    is_public: bool

    @staticmethod
    def resolve_department(step: Step) -> str | None:
        return step.department.name if step.department else None


class CaseWholeOut(CaseOut):
    """A case with its shares and its timeline."""

    shares: list[ShareOut]
    timeline: list[StepOut]


class CategoryOut(Schema):
    code: str
    name: str
    name_en: str


class DispatchIn(Schema):
    """Without `lead` the dispatch catalogue names it, else the first co-handler leads."""

    category: str = Field(max_length=20)
    lead: UUID | None = None
    co_handlers: list[UUID] = Field(default_factory=list, max_length=20)
    task: Brief = ""
    seen_version: int | None = None


class DeclineIn(Schema):
    """A repeated matter names the number of its earlier case."""

    ground: Ground
    explanation: str = Field("", max_length=1000)
    earlier: str = Field("", max_length=24)


class WordsIn(Schema):
    words: Told


class ReasonIn(Schema):
    reason: Reason


class ObjectionIn(Schema):
    reason: Reason
    basis: Brief = Field(description="the rule that says whose duty it is")


class ExtensionIn(Schema):
    amount: int = Field(ge=1, le=999, description="in the unit of the share's own term")
    reason: Reason


class WhistleIn(Schema):
    departments: list[UUID] = Field(min_length=1, max_length=20)
    reason: Brief


class VerdictIn(Schema):
    granted: bool
    words: Reason


class RulingOut(Schema):
    """What a party asked of the dispatcher's superior; `verdict` is null while it is open."""

    id: UUID
    case_id: UUID
    assignment_id: UUID
    plea: Plea
    asked_at: datetime
    verdict: Verdict | None
    ruled_at: datetime | None
    due_before: datetime | None
    due_after: datetime | None

    @staticmethod
    def resolve_verdict(ruling: Ruling) -> str | None:
        return ruling.verdict or None


class ResultIn(Schema):
    result: Result
    words: Told


class AnswerIn(Schema):
    """What a call to the reporter brought."""

    reached: bool
    solved: bool | None = None
    satisfaction: Satisfaction | None = None
    note: str = Field("", max_length=1000)
    close_unsolved: bool = False


class RateOut(Schema):
    numerator: int
    denominator: int
    value: float | None


class RatesOut(Schema):
    """The three rates of the cases reported in a period."""

    reported: int
    response: RateOut
    solved: RateOut
    satisfied: RateOut
