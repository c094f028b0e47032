"""Two people act on one dispute at the same moment, each in a transaction that really commits."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, transaction

from linli.core.divisions.models import Division
from linli.domains.mediation import actions, queries
from linli.domains.mediation.models import Agreement, Dispute
from linli.domains.mediation.rules import Ending, Signer, Status
from linli.domains.mediation.tests.conftest import COMMUNITY, SUBDISTRICT, Town, actor
from linli.kernel import clock
from linli.kernel.errors import DomainError
from linli.platform.database import scope
from linli.platform.jobs.models import PublishedEvent

ROUNDS = 5


@pytest.fixture
def committee(committed):
    Division.objects.create(code=SUBDISTRICT, name="街道", level="subdistrict")
    Division.objects.create(code=COMMUNITY, name="社区", level="community")
    with scope.limited_to([SUBDISTRICT]), transaction.atomic():
        return Town()


def together(*deeds):
    """Do the deeds at once; gives each one's refusal, or None."""
    start = Barrier(len(deeds))

    def one(deed):
        try:
            start.wait()
            with scope.limited_to([SUBDISTRICT]), transaction.atomic():
                deed()
        except DomainError as refusal:
            return refusal
        finally:
            connection.close()
        return None

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(one, deeds))


def signed(town):
    with scope.limited_to([SUBDISTRICT]), transaction.atomic():
        today = clock.local_date(clock.now())
        agreement = town.drafted()
        for signer, whose in queries.missing_marks(agreement):
            if signer != Signer.COMMITTEE:
                town.sign(agreement, signer, whose, today)
        return agreement


def seal(agreement):
    today = clock.local_date(clock.now())
    return lambda: actions.seal_agreement(
        actor=actor("secretary"), agreement=agreement, sealed_on=today
    )


def name(town, agreement, whose):
    today = clock.local_date(clock.now())
    return lambda: town.sign(agreement, *whose, today)


def end(town, agreement):
    return lambda: town.ended(Ending.STOPPED, agreement.dispute)


def ends_told(dispute):
    with scope.system("the test counts what was told"):
        found = PublishedEvent.objects.filter(type__endswith="MediationEnded")
        return sum(str(dispute.pk) in str(each.body) for each in found)


def test_two_seals_at_once_make_one_effect(committee):
    for _round in range(ROUNDS):
        agreement = signed(committee)
        refusals = together(seal(agreement), seal(agreement))
        assert sum(each is None for each in refusals) == 1
        assert ends_told(agreement.dispute) == 1


def test_a_seal_and_a_stop_at_once_leave_one_ending(committee):
    for _round in range(ROUNDS):
        agreement = signed(committee)
        refusals = together(seal(agreement), end(committee, agreement))
        assert sum(each is None for each in refusals) == 1
        with scope.system("the test looks"):
            dispute = Dispute.objects.get(pk=agreement.dispute_id)
            took_effect = Agreement.objects.get(pk=agreement.pk).effective_on is not None
        assert (dispute.status == Status.IN_EFFECT) is took_effect
        assert (dispute.ending == Ending.AGREEMENT) is took_effect
        assert ends_told(dispute) == 1


def test_the_last_two_names_at_once_are_both_kept(committee):
    for _round in range(ROUNDS):
        with scope.limited_to([SUBDISTRICT]), transaction.atomic():
            agreement = committee.drafted()
            first, second, *_rest = queries.missing_marks(agreement)
        refusals = together(
            name(committee, agreement, first),
            name(committee, agreement, second),
        )
        assert refusals == [None, None]
        with scope.system("the test looks"):
            assert agreement.signatures.count() == 2
