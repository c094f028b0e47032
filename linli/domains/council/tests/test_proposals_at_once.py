"""Two workers take the same step of a proposal at the same moment, in transactions that really commit."""

import pytest
from django.db import IntegrityError, transaction

from linli.core.divisions.models import Division
from linli.domains.council import actions
from linli.domains.council.actions import step as stepping
from linli.domains.council.errors import DoneAlready, StepTaken
from linli.domains.council.models import Proposal, ProposalStep, Support
from linli.domains.council.tests.conftest import COMMUNITY, MONDAY, Town, resident
from linli.domains.council.tests.test_proposals import Hall
from linli.domains.council.tests.test_races import together
from linli.kernel import clock
from linli.platform.database import scope

ROUNDS = 20


@pytest.fixture
def hall(committed):
    Division.objects.create(code=COMMUNITY, name="社区", level="community")
    return Hall(Town())


def supported(hall):
    with scope.limited_to([COMMUNITY]), transaction.atomic():
        return hall.supported()


def take(made, by):
    return (
        MONDAY,
        lambda: actions.take_step(actor=by, proposal=made, step="propose"),
    )


def test_of_two_who_take_a_step_at_once_one_succeeds_and_the_other_sees_who(hall):
    for _round in range(ROUNDS):
        made = supported(hall)
        refusals = together(take(made, hall.worker), take(made, hall.colleague))
        assert [type(each) for each in refusals if each] == [StepTaken]
    with scope.system("the test counts"):
        assert ProposalStep.objects.count() == ROUNDS
        assert set(Proposal.objects.values_list("step", flat=True)) == {1}


def test_without_the_lock_the_database_still_lets_a_step_be_taken_once(hall, monkeypatch):
    monkeypatch.setattr(stepping, "locked", lambda made: Proposal.objects.get(pk=made.pk))
    collided = 0
    for _round in range(ROUNDS):
        made = supported(hall)
        refusals = together(take(made, hall.worker), take(made, hall.colleague))
        assert sum(each is None for each in refusals) == 1
        collided += any(isinstance(each, IntegrityError) for each in refusals)
    assert collided


def test_somebody_who_taps_twice_supports_once(hall):
    for _round in range(ROUNDS):
        with scope.limited_to([COMMUNITY]), transaction.atomic(), clock.stopped_at(MONDAY):
            made, li = hall.proposed(), resident("li")
        tap = (MONDAY, lambda made=made, li=li: actions.support(actor=li, proposal=made))
        refusals = together(tap, tap)
        assert [type(each) for each in refusals if each] == [DoneAlready]
    with scope.system("the test counts"):
        assert Support.objects.count() == 2 * ROUNDS
        assert set(Proposal.objects.values_list("supporters", flat=True)) == {2}
