"""Who may know who quarrels about what: few, and each look is on record."""

import pytest

from linli.domains.mediation import actions, queries
from linli.domains.mediation.errors import (
    NotOnThisDispute,
)
from linli.domains.mediation.models import Step
from linli.domains.mediation.rules import (
    Risk,
)
from linli.domains.mediation.tests.conftest import NAMES, PHONES
from linli.kernel.errors import NotFound, NotPermitted
from linli.platform.audit.models import Entry
from linli.platform.jobs.models import PublishedEvent
from linli.platform.notices.models import Notice


def alarm(town, dispute):
    return actions.raise_alarm(
        actor=town.mediator, dispute=dispute, risk=Risk.VIOLENCE, told="古荡派出所",
        report="乙方持棍上门，已劝离。", receipt="J1",
    )  # fmt: skip


def test_a_mediator_of_the_committee_who_is_not_on_the_dispute_learns_nothing(town):
    dispute = town.mediating()
    assert queries.get(town.other, dispute.pk) == dispute
    scene = queries.scene_of(town.other, dispute)
    assert scene == queries.Scene(dispute, confides=False, seats=scene.seats, steps=scene.steps)
    with pytest.raises(NotOnThisDispute):
        actions.extend_talks(actor=town.other, dispute=dispute, all_agree=True, reason="等")


def test_a_dispute_is_not_there_for_somebody_from_elsewhere(town):
    with pytest.raises(NotFound):
        queries.get(town.stranger, town.opened().pk)


def test_every_look_at_names_stands_in_the_trail(town):
    dispute = town.mediating()
    shown = queries.parties_shown(town.mediator, dispute, "电话通知")
    assert [each.name for each in shown] == list(NAMES)
    entry = Entry.objects.get(deed="mediation.look")
    assert entry.reason == "电话通知"
    with pytest.raises(NotPermitted):
        queries.parties_shown(town.worker, dispute, "好奇")
    assert list(queries.parties_shown(town.other, dispute, "好奇")) == []


def test_nothing_personal_stands_in_events_trail_or_notices(town):
    agreement = town.in_effect()
    alarm(town, agreement.dispute)
    told = [
        *(str(each.body) for each in PublishedEvent.objects.all()),
        *(str(each.details) for each in Entry.objects.all()),
        *(str(each.details) for each in Step.objects.all()),
        *Notice.objects.values_list("words", flat=True),
    ]
    assert told
    secrets = (*NAMES, *PHONES, "三千", "持棍")
    assert not [text for text in told for secret in secrets if secret in text]


def test_the_list_is_found_by_number_and_by_no_name(town):
    dispute = town.mediating()
    assert list(queries.chosen(town.worker, number=dispute.number.lower())) == [dispute]
    assert not queries.chosen(town.worker, number=NAMES[0])
