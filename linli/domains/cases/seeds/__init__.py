"""Ninety days of casework in the demonstration district, made by the same deeds as real work."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from linli.core.divisions.models import Department, Division, Grid
from linli.domains.cases import actions, queries
from linli.domains.cases.actions import Answer, Reporter
from linli.domains.cases.models import Assignment, Case, Category
from linli.domains.cases.rules import Channel, Ground, Result, Satisfaction, Share, Urgency
from linli.domains.cases.rules.rulings import Verdict
from linli.domains.cases.seeds import bulk, published, recurring, stories, together
from linli.kernel import clock, events
from linli.kernel.demonstration import DemoPlan, Report
from linli.platform.access.actor import machine
from linli.platform.database import scope

LINLI = machine("demonstration")
CHANNELS = (Channel.WEB, Channel.WEB, Channel.WEB, Channel.COUNTER, Channel.PHONE, Channel.GRID)
LEADS = {
    "property": "property", "municipal": "government", "sanitation": "government",
    "order": "government", "neighbours": "government", "care": "government",
}  # fmt: skip
TOLD_AT_MOST = 5_000  # stories; what a plan wants beyond them is poured in by PostgreSQL
RECENT = timedelta(days=2)  # what happened before is told to nobody again


@dataclass
class Town:
    """Everything a story may happen to."""

    chance: random.Random
    until: datetime
    communities: list[Division]
    grids: dict[str, list[Grid]]
    departments: list[Department]
    categories: list[Category]
    moment: datetime = field(init=False)

    def later(self, least_hours: float, most_hours: float) -> bool:
        """Let time pass; False when the story has arrived at the present."""
        self.moment += timedelta(hours=self.chance.uniform(least_hours, most_hours))
        return self.moment < self.until

    def now(self) -> Any:
        return clock.stopped_at(self.moment)


def seed(plan: DemoPlan, report: Report) -> None:
    """Tell `plan.cases` stories, each as far as the present has come; about 30 ms a story."""
    poured = max(0, plan.cases - TOLD_AT_MOST)
    with scope.limited_to(("",)):
        plan = replace(plan, cases=plan.cases - poured)
        town = _town(plan)
        _write_catalogue(town)
        for number, begins in enumerate(_beginnings(plan, town), start=1):
            town.moment = begins
            with scope.whole(), transaction.atomic():
                _tell(town)
            report("cases", number, plan.cases)
        together.tell(town.communities, plan.until)
        recurring.tell(plan.until)
        published.tell(town.communities, plan.until)
        _settle(town)
        bulk.pour(bulk.Crowd(cases=poured, until=plan.until, days=plan.days), report)
        _close_last_month(plan.until)


def _town(plan: DemoPlan) -> Town:
    with transaction.atomic():
        grids: dict[str, list[Grid]] = {}
        for grid in Grid.objects.order_by("code"):
            grids.setdefault(grid.community_id, []).append(grid)
        departments = list(Department.objects.filter(is_active=True).order_by("name"))
        communities = list(Division.objects.filter(code__in=grids).order_by("code"))
        categories = list(queries.categories().select_related("parent"))
    chance = random.Random(plan.seed)  # noqa: S311  # the same plan gives the same district
    return Town(chance, plan.until, communities, grids, departments, categories)


def _write_catalogue(town: Town) -> None:
    """Who answers for what: the sub-district's offices for public works, and nobody for the rest."""
    offices = [each for each in town.departments if each.kind == "government"]
    with transaction.atomic():
        for category in town.categories:
            if category.parent and LEADS[category.parent.code] == "government":
                actions.set_catalogue_entry(
                    actor=LINLI, category=category, department=town.chance.choice(offices),
                    area=offices[0].area, is_lead=True, basis=stories.CATALOGUE,
                )  # fmt: skip


def _beginnings(plan: DemoPlan, town: Town) -> Iterator[datetime]:
    """When the stories begin, in order: more of them towards the present, mostly by day."""
    moments = []
    for _each in range(plan.cases):
        days = plan.days * (1 - town.chance.random() ** 0.8)
        day = plan.until - timedelta(days=days)
        moments.append(
            day.replace(hour=town.chance.randint(0, 13), minute=town.chance.randint(0, 59))
        )
    return iter(sorted(moment for moment in moments if moment < plan.until))


def _tell(town: Town) -> None:
    """One story, from the report to wherever it has got by now."""
    hush = town.moment < town.until - RECENT
    with events.untold() if hush else transaction.atomic():
        case = _report(town)
        if town.later(0.3, 20) and town.chance.random() < 0.93:
            _feed_back(town, case)
        if town.chance.random() < 0.03:
            _decline(town, case)
        elif town.later(0.2, 8):
            _handle(town, case)


def _report(town: Town) -> Case:
    chance = town.chance
    category = chance.choice(town.categories)
    community = chance.choice(town.communities)
    grid = chance.choice(town.grids[community.code])
    said = chance.choice(stories.STORIES[category.code])
    with town.now():
        case = actions.report_case(
            actor=LINLI,
            area=grid.code,
            description=said.format(n=chance.randint(1, 20), u=chance.randint(1, 4)),
            channel=chance.choice(CHANNELS),
            urgency=Urgency.URGENT if chance.random() < 0.06 else Urgency.NORMAL,
            location=f"{chance.randint(1, 20)}号楼",
            reporter=_reporter(chance),
        )
    case.category = category  # what the story knows; the dispatcher will decide it
    return case


def _reporter(chance: random.Random) -> Reporter:
    """Half of the people leave a number; these numbers belong to no network."""
    if chance.random() < 0.5:
        return Reporter()
    return Reporter(phone=f"1980000{chance.randint(0, 9999):04d}")


def _feed_back(town: Town, case: Case) -> None:
    with town.now():
        actions.give_feedback(actor=LINLI, case=case, words=town.chance.choice(stories.REPLIES))


def _decline(town: Town, case: Case) -> None:
    ground, words = town.chance.choice(stories.GROUNDS)
    if Case.objects.get(pk=case.pk).feedback_at is None and town.later(0.1, 2):
        with town.now():
            actions.decline_case(actor=LINLI, case=case, ground=Ground(ground), explanation=words)


def _handle(town: Town, case: Case) -> None:
    """Dispatch, handle, call back; each step only if its time has come."""
    if case.category is None:
        return
    lead, helpers = _parties(town, case, case.category)
    with town.now():
        actions.dispatch_case(
            actor=LINLI, case=case, category=case.category, lead=lead, co_handlers=helpers
        )
    shares = list(queries.shares_of(case))
    if town.chance.random() < 0.03 and town.later(0.5, 4):
        with town.now():
            _object(shares[0])
        shares = _dispatch_again(town, case, shares)
    if shares and all(_accept(town, share) for share in shares) and _work(town, shares):
        _ask(town, case)


def _object(share: Assignment) -> None:
    """The first objection in each story is well founded."""
    reason, basis = stories.OBJECTION
    ruling = actions.object_to_dispatch(actor=LINLI, assignment=share, reason=reason, basis=basis)
    actions.rule(actor=LINLI, ruling=ruling, verdict=Verdict.GRANTED, words=stories.RULED)


def _dispatch_again(town: Town, case: Case, shares: list[Assignment]) -> list[Assignment]:
    """Another lead in place of the one that returned its share; nobody yet if it is too early."""
    near = [each for each in town.departments if case.area.startswith(each.area)]
    asked = {share.department_id for share in shares}
    if case.category is None or not town.later(0.5, 6):
        return []
    with town.now():
        lead = town.chance.choice([each for each in near if each.pk not in asked])
        actions.dispatch_case(actor=LINLI, case=case, category=case.category, lead=lead)
    return [share for share in queries.shares_of(case) if share.is_open]


def _parties(town: Town, case: Case, category: Category) -> tuple[Department, list[Department]]:
    kind = LEADS[category.parent.code if category.parent else "care"]
    near = [each for each in town.departments if case.area.startswith(each.area)]
    lead = town.chance.choice([each for each in near if each.kind == kind])
    others = [each for each in near if each != lead]
    helpers = town.chance.sample(others, k=1) if town.chance.random() < 0.3 else []
    return lead, helpers


def _accept(town: Town, share: Assignment) -> bool:
    if not town.later(0.2, 10):
        return False
    with town.now():
        actions.accept_share(actor=LINLI, assignment=share)
    return True


def _work(town: Town, shares: list[Assignment]) -> bool:
    """Co-handlers first, then the lead; True when a result has been reported."""
    lead, helpers = shares[0], shares[1:]
    if town.chance.random() < 0.06:
        _ask_for_time(town, lead)
    if town.chance.random() < 0.08 and town.later(1, 6):
        _pause(town, lead)
    for share in helpers:
        if not town.later(2, 40):
            return False
        with town.now():
            words = town.chance.choice(stories.HELPED)
            actions.finish_share(actor=LINLI, assignment=share, words=words)
    if not town.later(4, 150):
        return False
    result = town.chance.choices([*Result], weights=[88, 7, 4, 1])[0]
    with town.now():
        words = town.chance.choice(stories.WORK_DONE)
        actions.report_result(actor=LINLI, assignment=lead, result=result, words=words)
    return True


def _ask_for_time(town: Town, share: Assignment) -> None:
    """More time; the superior grants it the next day, unless that is still to come."""
    with town.now():
        ruling = actions.ask_extension(
            actor=LINLI, assignment=share, amount=3, reason=town.chance.choice(stories.PAUSES)
        )
    if town.later(12, 30):
        with town.now():
            actions.rule(actor=LINLI, ruling=ruling, verdict=Verdict.GRANTED, words=stories.GRANTED)


def _leave_pleas_open(town: Town) -> None:
    """The superior finds something to decide: an extension and an objection."""
    in_time = Assignment.objects.filter(due_at__gt=town.until).select_related("case", "department")
    town.moment = town.until
    with town.now():
        for share in in_time.filter(status=Share.ACCEPTED, rulings=None).order_by("due_at")[:2]:
            actions.ask_extension(actor=LINLI, assignment=share, amount=2, reason=stories.PAUSES[0])
        for share in in_time.filter(status=Share.SENT, is_lead=True).order_by("due_at")[:2]:
            reason, basis = stories.OBJECTION
            actions.object_to_dispatch(actor=LINLI, assignment=share, reason=reason, basis=basis)


def _pause(town: Town, share: Assignment) -> None:
    with town.now():
        reason = town.chance.choice(stories.PAUSES)
        actions.pause_share(actor=LINLI, assignment=share, reason=reason)
    if town.later(10, 70):
        with town.now():
            actions.resume_share(actor=LINLI, assignment=share)


def _ask(town: Town, case: Case) -> None:
    """Call until somebody answers, three times at the most; one in eleven isn't content."""
    for _attempt in range(3):
        if not town.later(2, 30):
            return
        reached = town.chance.random() < 0.85
        with town.now():
            after = actions.call_back(actor=LINLI, case=case, answer=_answer(town, reached=reached))
        if reached:
            break
    else:
        return
    if after.is_open and town.later(4, 60):
        _again(town, case)
        _ask(town, case)


def _again(town: Town, case: Case) -> None:
    lead = next(share for share in queries.shares_of(case) if share.is_lead and share.is_open)
    with town.now():
        words = town.chance.choice(stories.WORK_DONE)
        actions.report_result(actor=LINLI, assignment=lead, result=Result.SOLVED, words=words)


def _answer(town: Town, *, reached: bool) -> Answer:
    if not reached:
        return Answer(reached=False)
    if town.chance.random() < 0.09:
        return Answer(True, False, Satisfaction.UNSATISFIED, town.chance.choice(stories.STILL))
    content = town.chance.choices([*Satisfaction], weights=[80, 16, 4])[0]
    return Answer(True, True, content, town.chance.choice(stories.CALLED))


def _close_last_month(until: datetime) -> None:
    """The month before the present is closed, scored and published in every sub-district."""
    month = (clock.local_date(until).replace(day=1) - timedelta(days=1)).replace(day=1)
    with clock.stopped_at(until), transaction.atomic():
        for area in queries.subdistricts_to_close(month):
            closing = actions.close_month(actor=LINLI, area=area, month=month)
            actions.publish_month(actor=LINLI, closing=closing)


def _settle(town: Town) -> None:
    """Learn from what was decided, let the search box find it all, and what is overdue climb."""
    with transaction.atomic():
        subdistricts = queries.subdistricts_with_cases()
        for subdistrict in subdistricts:
            actions.learn_categories(actor=LINLI, subdistrict=subdistrict)
        actions.index_cases(actor=LINLI, cases=Case.objects.all())
        for case in queries.chosen(LINLI, statuses=("reported",))[:100]:
            actions.suggest_category(actor=LINLI, case=case)
        actions.escalate(actor=LINLI, at=town.until)
        _leave_pleas_open(town)
