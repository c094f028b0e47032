"""The life of a proposal: where it stands, and when a step of its procedure is done. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from stdnum import damm

from linli.domains.council.errors import (
    EvidenceMissing,
    MoveNotAllowed,
    StepOutOfOrder,
    StepTooEarly,
)
from linli.domains.council.rules.procedures import Need, Procedure, StepRule
from linli.platform.calendar.clocks.words import moment

ALIKE = 0.30  # of likeness_of_words; below, two wordings are about different things


class Stage(StrEnum):
    """Where a proposal stands as a whole; `RUNNING` is on one of the steps of its procedure."""

    RUNNING = "running"
    REFUSED = "refused"  # not admitted
    WITHDRAWN = "withdrawn"
    REJECTED = "rejected"  # decided against
    EXECUTING = "executing"  # decided, publicised, being carried out
    FINISHED = "finished"
    REVIEWED = "reviewed"


class Course(StrEnum):
    """What happens to a proposal."""

    STEP = "step"
    LAST_STEP = "last_step"
    REFUSE = "refuse"
    ADMIT = "admit"  # an objection to the refusal was upheld
    WITHDRAW = "withdraw"
    REJECT = "reject"
    FINISH = "finish"
    REVIEW = "review"


COURSES: dict[tuple[Stage, Course], Stage] = {
    (Stage.RUNNING, Course.STEP): Stage.RUNNING,
    (Stage.RUNNING, Course.LAST_STEP): Stage.EXECUTING,
    (Stage.RUNNING, Course.REFUSE): Stage.REFUSED,
    (Stage.REFUSED, Course.ADMIT): Stage.RUNNING,
    (Stage.RUNNING, Course.WITHDRAW): Stage.WITHDRAWN,
    (Stage.RUNNING, Course.REJECT): Stage.REJECTED,
    (Stage.EXECUTING, Course.FINISH): Stage.FINISHED,
    (Stage.FINISHED, Course.REVIEW): Stage.REVIEWED,
}
DECIDED_FOR = (Stage.EXECUTING, Stage.FINISHED, Stage.REVIEWED)


class Criterion(StrEnum):
    """Why a proposal isn't admitted; there are no other reasons."""

    OUTSIDE = "outside"
    UNLAWFUL = "unlawful"
    PRIVATE = "private"
    DOUBLE = "double"
    ABUSE = "abuse"


class Amended(StrEnum):
    """What became of an amendment."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    CLOSED = "closed"  # the text stands, or the author has closed it


NOT_NOW = gettext_lazy("提议的状态已经变化，现在不能这样操作。请刷新页面，查看最新进展。")


def stage_after(standing: Stage, course: Course) -> Stage:
    """Where `course` leads; raises MoveNotAllowed where the table has no such row."""
    if (standing, course) not in COURSES:
        raise MoveNotAllowed(NOT_NOW, status=standing, move=course)
    return COURSES[standing, course]


@dataclass(frozen=True, slots=True)
class Heads:
    """Who was entitled to come, who came, and who agreed."""

    entitled: int
    present: int
    agreed: int

    @property
    def is_sound(self) -> bool:
        return 0 <= self.agreed <= self.present <= self.entitled and self.entitled > 0

    @property
    def is_majority(self) -> bool:
        """More than half came and more than half of those agreed: half itself isn't enough."""
        return self.is_sound and self.present * 2 > self.entitled and self.agreed * 2 > self.present


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of a step when somebody wants to finish it."""

    supporters: int = 0
    threshold: int = 0
    record: str = ""
    files: int = 0
    meeting_signed: bool = False
    heads: Heads | None = None
    vote_noticed: bool = False
    vote_carried: bool = False
    posted_at: datetime | None = None
    objections_open: int = 0
    tasks: int = 0
    tasks_open: int = 0


MET: Mapping[Need, Callable[[Facts], bool]] = {
    Need.SUPPORT: lambda facts: facts.supporters >= facts.threshold,
    Need.RECORD: lambda facts: bool(facts.record.strip()),
    Need.MINUTES: lambda facts: facts.files > 0 or facts.meeting_signed,
    Need.HEADS: lambda facts: facts.heads is not None and facts.heads.is_majority,
    Need.NOTICED: lambda facts: facts.vote_noticed,
    Need.CARRIED: lambda facts: facts.vote_carried,
    Need.POSTED: lambda facts: facts.posted_at is not None,
    Need.ANSWERED: lambda facts: facts.objections_open == 0,
    Need.CARRIED_OUT: lambda facts: facts.tasks > 0 and facts.tasks_open == 0,
}
OUTCOMES = (Need.HEADS, Need.CARRIED)  # what isn't there when the community is against it
LACKING = {
    Need.SUPPORT: gettext_lazy("支持的人数还不够"),
    Need.RECORD: gettext_lazy("还没有写明结论"),
    Need.MINUTES: gettext_lazy("还没有纪要：请上传文件，或者选一次已经签字的会议"),
    Need.HEADS: gettext_lazy("到会要过半数，到会的人里赞成也要过半数（不含半数）"),
    Need.NOTICED: gettext_lazy("还没有关联一次已公告的业主表决"),
    Need.CARRIED: gettext_lazy("关联的业主表决还没有公布，或者没有全部通过"),
    Need.POSTED: gettext_lazy("还没有张贴证明"),
    Need.ANSWERED: gettext_lazy("还有公示意见没有答复"),
    Need.CARRIED_OUT: gettext_lazy("任务还没有全部完成"),
}


def check_step(
    procedure: Procedure,
    at: int,
    wanted: str,
    since: datetime,
    now: datetime,
    facts: Facts,
    *,
    adopted: bool = True,
) -> StepRule:
    """The rule of the step `wanted` if it is done now; `at` is the step under way since `since`.

    Deciding against it asks for the same but a majority, where the step decides at all.
    Raises StepOutOfOrder, EvidenceMissing or StepTooEarly, each naming the rule and its sources.
    """
    rule = procedure.steps[at]
    if wanted != rule.key:
        words = _("按“%(procedure)s”，现在的一步是“%(step)s”，要先做完这一步。")
        raise StepOutOfOrder(words % _told(procedure, rule), **_facts(procedure, rule))
    if not adopted and not rule.decides:
        raise MoveNotAllowed(NOT_NOW, step=rule.key)
    needs = [need for need in rule.needs if adopted or need not in OUTCOMES]
    if lacking := [need for need in needs if not MET[need](facts)]:
        words = _("“%(step)s”还不能完成：%(lacking)s。依据：%(sources)s。")
        told: dict[str, object] = {"lacking": "；".join(str(LACKING[need]) for need in lacking)}
        raise EvidenceMissing(
            words % (_told(procedure, rule) | told), missing=[*map(str, lacking)],
            **_facts(procedure, rule),
        )  # fmt: skip
    earliest = earliest_end(rule, since, facts.posted_at)
    if now < earliest:
        words = _("“%(step)s”至少要满 %(days)d 天，最早 %(at)s 才能完成。依据：%(sources)s。")
        told = {"days": rule.least_days, "at": moment(earliest)}
        raise StepTooEarly(
            words % (_told(procedure, rule) | told), earliest=earliest.isoformat(),
            **_facts(procedure, rule),
        )  # fmt: skip
    return rule


def earliest_end(rule: StepRule, since: datetime, posted_at: datetime | None) -> datetime:
    """When a step may be done at the earliest: whole days after it began, or after it was posted."""
    begun = posted_at if Need.POSTED in rule.needs and posted_at else since
    return begun + timedelta(days=rule.least_days)


def due_after(rule: StepRule, since: datetime) -> datetime:
    """Until when the plan wants a step to be done."""
    return since + timedelta(days=rule.plan_days)


def is_amendable(procedure: Procedure, standing: Stage, at: int) -> bool:
    """Whether the text may still change: until the step that decides has begun."""
    return standing == Stage.RUNNING and at < procedure.deciding


def proposal_number(day: date, serial: int) -> str:
    """The number people read out, such as P261123-0042-7, with a check digit after Damm."""
    body = f"{day:%y%m%d}{serial:04d}"
    return f"P{body[:6]}-{body[6:]}-{damm.calc_check_digit(body)}"


def days_between(since: datetime, until: datetime) -> float:
    """Days of 24 hours, to tenths."""
    return round((until - since) / timedelta(days=1), 1)


def _told(procedure: Procedure, rule: StepRule) -> dict[str, object]:
    return {
        "procedure": procedure.title, "step": rule.title, "sources": "；".join(rule.sources),
    }  # fmt: skip


def _facts(procedure: Procedure, rule: StepRule) -> dict[str, object]:
    return {"rule": procedure.key, "step": rule.key, "sources": list(rule.sources)}
