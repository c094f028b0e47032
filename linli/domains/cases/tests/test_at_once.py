"""Two people act on one case at one moment: one of them does, the other is told, and it counts once.

Each race is shown in both halves: without the lock it goes wrong, with it never in 200 rounds.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import pytest
from django.db import DatabaseError

from linli.core.divisions.models import Department, Division, Grid
from linli.domains.cases import actions, queries
from linli.domains.cases.actions import Answer
from linli.domains.cases.models import Case, Step
from linli.domains.cases.rules import Satisfaction, Status
from linli.domains.cases.rules.rulings import Verdict
from linli.domains.cases.tests.conftest import COMMUNITY, GRID, SUBDISTRICT, Town, actor
from linli.platform.accounts.models import Account
from linli.platform.audit.models import Entry
from linli.platform.database import scope
from linli.platform.database.tests import races
from linli.platform.database.tests.races import Deed, Outcome
from linli.platform.jobs.models import PublishedEvent

SOLVED = Answer(True, True, Satisfaction.SATISFIED)
UNSOLVED = Answer(True, False, Satisfaction.UNSATISFIED, note="水还在流")
Scene = tuple[Sequence[Case], Sequence[Deed]]


@dataclass(frozen=True)
class Race:
    """Who runs, what the slower one is told, and what each deed done leaves exactly once."""

    scene: Callable[[Town], Scene]
    refusal: str
    entries: Sequence[str]
    steps: Sequence[str] = ()
    events: Sequence[str] = ()
    tells_who: bool = False
    winners: Sequence[int] = (1,)


def take(town):
    case = town.reported()
    return [case], [
        partial(actions.take_case, actor=who, case=case)
        for who in (town.dispatcher, town.colleague)
    ]


def dispatch(town, *, seen_version=None, to=("property", "property")):
    case = town.reported()
    sent = partial(
        actions.dispatch_case, case=case, category=queries.categories().get(code="lift"),
        seen_version=seen_version and case.version,
    )  # fmt: skip
    leads = [getattr(town, lead) for lead in to]
    return [case], [
        partial(sent, actor=who, lead=lead)
        for who, lead in zip((town.dispatcher, town.colleague), leads, strict=True)
    ]


def rule(town):
    case = town.dispatched()
    ruling = actions.object_to_dispatch(
        actor=town.clerk, assignment=town.share(case, town.property),
        reason="现场在红线以外", basis="权责清单第 12 条",
    )  # fmt: skip
    ruled = partial(actions.rule, ruling=ruling, words="已到现场核实")
    return [case], [
        partial(ruled, actor=town.supervisor, verdict=Verdict.GRANTED),
        partial(ruled, actor=town.deputy, verdict=Verdict.REFUSED),
    ]


def rate(town):
    case = town.result_reported()
    return [case], [
        partial(actions.answer_by_reporter, actor=town.worker, case=case, answer=SOLVED),
        partial(actions.call_back, actor=town.worker, case=case, answer=UNSOLVED),
    ]


def merge(town, *, pairs):
    """Each pair is (what is merged, into what)."""
    cases = [town.reported() for _each in range(max(map(max, pairs)) + 1)]
    return cases, [
        partial(actions.merge_cases, actor=who, into=cases[into], cases=[cases[case]])
        for who, (case, into) in zip((town.dispatcher, town.colleague), pairs, strict=True)
    ]


TAKEN = {"refusal": "cases.taken_by_another", "tells_who": True}
SENT = {"entries": ["cases.dispatch"], "steps": ["dispatch"], "events": ["CaseDispatched"]}
MERGED = {
    "refusal": "cases.cannot_merge", "entries": ["cases.merge"], "events": ["CasesMerged"],
}  # fmt: skip
RACES = {
    "take": Race(take, entries=["cases.take"], steps=["take"], **TAKEN),
    "send what both have open": Race(
        partial(dispatch, seen_version=True, to=("property", "management")),
        refusal="cases.changed_meanwhile", tells_who=True, **SENT,
    ),
    "send by program": Race(dispatch, refusal="cases.parties_unclear", **SENT),
    "rule": Race(
        rule, refusal="cases.already_ruled", tells_who=True, entries=["cases.rule"],
        steps=["rule"], events=["PleaRuled"],
    ),
    "rate": Race(
        rate, refusal="cases.move_not_allowed", entries=["cases.answer", "cases.call_back"],
        steps=["call_back"], events=["CaseClosed", "CaseReopened"],
    ),
    "merge crosswise": Race(partial(merge, pairs=((0, 1), (1, 0))), **MERGED),
    "merge onward": Race(partial(merge, pairs=((1, 0), (2, 1))), winners=(1, 2), **MERGED),
}  # fmt: skip
EVERY = pytest.mark.parametrize("race", RACES.values(), ids=RACES)


@pytest.fixture
def town(committed):
    """The sub-district, in writing that lasts; whoever decides in it is known by name."""
    Division.objects.create(code=SUBDISTRICT, name="街道", level="subdistrict")
    Division.objects.create(code=COMMUNITY, name="花园社区", level="community")
    with scope.system("a town for the tests"):
        Grid.objects.create(code=GRID, community_id=COMMUNITY, name="第一网格")
    with races.at(SUBDISTRICT):
        found = Town(
            Department.objects.create(name="安居物业", kind="property", area=COMMUNITY),
            Department.objects.create(name="城市管理办", kind="government", area=SUBDISTRICT),
        )
        found.deputy = actor("supervisor", SUBDISTRICT)
        for role in ("dispatcher", "colleague", "supervisor", "deputy"):
            known = getattr(found, role).account_id
            Account.objects.create(pk=known, username=role, name=role, kind="staff")
        return found


def faults(town: Town, race: Race) -> list[str]:
    """What went wrong in one round."""
    with races.at(SUBDISTRICT):
        cases, deeds = race.scene(town)
    outcomes = races.together(SUBDISTRICT, deeds)
    with scope.system("the test counts what is left"):
        return [*_told(race, deeds, outcomes), *_left(race, cases, outcomes), *_lost(cases)]


def _told(race: Race, deeds: Sequence[Deed], outcomes: Sequence[Outcome]) -> list[str]:
    if any(isinstance(each, DatabaseError) for each in outcomes):
        return ["somebody met an error of the database"]
    refusals = [each for each in outcomes if each is not None]
    found = [each.code for each in refusals if each.code != race.refusal]
    if race.tells_who and len(refusals) == 1:
        first = deeds[outcomes.index(None)].keywords["actor"]
        name = Account.objects.get(pk=first.account_id).name
        if refusals[0].facts["by"] != name or name not in str(refusals[0]):
            found.append("the second wasn't told who was first")
    return found


def _left(race: Race, cases: Sequence[Case], outcomes: Sequence[Outcome]) -> list[str]:
    """What is there twice, or not at all, for the deeds that were done."""
    done, keys = list(outcomes).count(None), [str(case.pk) for case in cases]
    entries = Entry.objects.filter(subject_id__in=keys, deed__in=race.entries)
    steps = Step.objects.filter(case__in=cases, kind__in=race.steps)
    events = PublishedEvent.objects.filter(
        body__case_id__in=keys, type__regex=f"({'|'.join(race.events)})$"
    )
    counted = {
        "entries": (race.entries, entries), "steps": (race.steps, steps),
        "events": (race.events, events),
    }  # fmt: skip
    wrong = [what for what, (told, rows) in counted.items() if told and rows.count() != done]
    return wrong if done in race.winners else [*wrong, f"{done} were first"]


def _lost(cases: Sequence[Case]) -> list[str]:
    """A case that is merged and on the board, or that no case on the board stands for."""
    now = {each.pk: each for each in Case.objects.filter(pk__in=[case.pk for case in cases])}
    for case in now.values():
        merging = queries.merging_of(case)
        if (case.status == Status.MERGED) != (merging is not None):
            return ["merged and not merged"]
    if all(case.status == Status.MERGED for case in now.values()):
        return ["nowhere on the board"]
    return []


@EVERY
def test_without_the_lock_two_at_once_go_wrong(town, monkeypatch, race):
    races.take_lock_off(monkeypatch)
    assert any(faults(town, race) for _round in range(races.ROUNDS_WITHOUT))


@EVERY
def test_with_the_lock_one_is_first_and_the_other_is_told(town, race):
    assert [faults(town, race) for _round in range(races.ROUNDS_WITH)] == [[]] * races.ROUNDS_WITH
