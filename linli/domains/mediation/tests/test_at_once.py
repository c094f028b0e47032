"""Two people act on one dispute at one moment, each in a transaction that really commits.

Each race is shown in both halves: without the lock it goes wrong, with it never in fifty rounds
(the way to a seal is long; the two hundred rounds of the same lock are those of cases).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import pytest
from django.db import DatabaseError

from linli.core.divisions.models import Division
from linli.domains.mediation import actions, queries
from linli.domains.mediation.models import Agreement, Dispute, Step
from linli.domains.mediation.rules import Consent, Ending, Form, How, Signer, Status
from linli.domains.mediation.tests.conftest import COMMUNITY, SUBDISTRICT, Town
from linli.kernel import clock
from linli.platform.database import scope
from linli.platform.database.tests import races
from linli.platform.database.tests.races import Deed, Outcome
from linli.platform.jobs.models import PublishedEvent

NOT_NOW = "mediation.move_not_allowed"
ROUNDS_WITH = 50


@dataclass(frozen=True)
class Race:
    """Who runs, how many may be done, and how often each step and each end is then on record."""

    scene: Callable[[Town], tuple[Dispute, Sequence[Deed]]]
    steps: dict[str, int]
    done: int = 1
    ends: int = 0


def draft(town):
    dispute = town.mediating()
    drafted = partial(
        actions.draft_agreement, actor=town.mediator, dispute=dispute, form=Form.WRITTEN
    )
    return dispute, [partial(drafted, terms=terms) for terms in ("赔三千元。", "赔五千元。")]


def consent(town):
    dispute = town.opened()
    town.accepted(dispute)
    return dispute, [
        partial(
            actions.record_consent, actor=town.mediator, dispute=dispute, party=party,
            answer=Consent.AGREED, how=How.PHONE,
        )
        for party in town.parties(dispute)
    ]  # fmt: skip


def signed(town):
    agreement, today = town.drafted(), clock.local_date(clock.now())
    for signer, whose in queries.missing_marks(agreement):
        if signer != Signer.COMMITTEE:
            town.sign(agreement, signer, whose, today)
    return agreement


def seal(town, agreement):
    today = clock.local_date(clock.now())
    return partial(actions.seal_agreement, actor=town.head, agreement=agreement, sealed_on=today)


def seal_twice(town):
    agreement = signed(town)
    return agreement.dispute, [seal(town, agreement), seal(town, agreement)]


def seal_and_stop(town):
    agreement = signed(town)
    stop = partial(town.ended, Ending.STOPPED, agreement.dispute)
    return agreement.dispute, [seal(town, agreement), stop]


def last_names(town):
    agreement, today = town.drafted(), clock.local_date(clock.now())
    first, second, *_rest = queries.missing_marks(agreement)
    return agreement.dispute, [
        partial(town.sign, agreement, *each, today) for each in (first, second)
    ]


RACES = {
    "two write down what was agreed": Race(draft, steps={"draft": 1}),
    "the last two who consent": Race(consent, steps={"consent": 2, "begin": 1}, done=2),
    "two seals": Race(seal_twice, steps={"take_effect": 1}, ends=1),
    "a seal and a stop": Race(seal_and_stop, steps={}, ends=1),
}  # fmt: skip
EVERY = pytest.mark.parametrize("race", RACES.values(), ids=RACES)


@pytest.fixture
def committee(committed):
    Division.objects.create(code=SUBDISTRICT, name="街道", level="subdistrict")
    Division.objects.create(code=COMMUNITY, name="社区", level="community")
    with races.at(SUBDISTRICT):
        return Town()


def faults(town: Town, race: Race) -> list[str]:
    """What went wrong in one round."""
    with races.at(SUBDISTRICT):
        dispute, deeds = race.scene(town)
    outcomes = races.together(SUBDISTRICT, deeds)
    with scope.system("the test counts what is left"):
        return [*_told(race, outcomes), *_left(race, dispute), *_torn(dispute)]


def _told(race: Race, outcomes: Sequence[Outcome]) -> list[str]:
    if any(isinstance(each, DatabaseError) for each in outcomes):
        return ["somebody met an error of the database"]
    wrong = [each.code for each in outcomes if each is not None and each.code != NOT_NOW]
    done = list(outcomes).count(None)
    return wrong if done == race.done else [*wrong, f"{done} were done"]


def _left(race: Race, dispute: Dispute) -> list[str]:
    steps = Step.objects.filter(dispute=dispute)
    ends = PublishedEvent.objects.filter(
        type__endswith="MediationEnded", body__dispute_id=str(dispute.pk)
    )
    wrong = [kind for kind, times in race.steps.items() if steps.filter(kind=kind).count() != times]
    return wrong if ends.count() == race.ends else [*wrong, "ends"]


def _torn(dispute: Dispute) -> list[str]:
    """A dispute that says one thing of its end while its agreement says another."""
    now = Dispute.objects.get(pk=dispute.pk)
    in_effect = Agreement.objects.filter(dispute=dispute, effective_on__isnull=False).exists()
    facts = {in_effect, now.status == Status.IN_EFFECT, now.ending == Ending.AGREEMENT}
    return [] if len(facts) == 1 else ["torn"]


@EVERY
def test_without_the_lock_two_at_once_go_wrong(committee, monkeypatch, race):
    races.take_lock_off(monkeypatch)
    assert any(faults(committee, race) for _round in range(races.ROUNDS_WITHOUT))


@EVERY
def test_with_the_lock_what_is_done_is_done_once(committee, race):
    assert [faults(committee, race) for _round in range(ROUNDS_WITH)] == [[]] * ROUNDS_WITH


def test_the_last_two_names_at_once_are_both_kept(committee):
    with races.at(SUBDISTRICT):
        dispute, deeds = last_names(committee)
    assert races.together(SUBDISTRICT, deeds) == [None, None]
    with scope.system("the test looks"):
        assert dispute.agreements.get().signatures.count() == 2
