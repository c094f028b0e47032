"""Many matters in one call: all of them, or none."""

import json

import pytest
from django.test import Client

from linli.domains.cases.models import Case
from linli.domains.cases.tests.conftest import COMMUNITY
from linli.kernel import clock
from linli.platform.access.actor import machine
from linli.platform.access.models import Grant
from linli.platform.accounts.actions import sync_roles
from linli.platform.accounts.models import Account
from linli.platform.api import actions as api


@pytest.fixture
def call(town):
    """What a program of the community reports, and the answer's status."""
    sync_roles()
    program = Account.objects.create(
        username="program", name="program", kind="service", created_at=clock.now()
    )
    Grant.objects.create(
        account=program, role_id="dispatcher", area=COMMUNITY,
        granted_at=clock.now(), in_force_at=clock.now(),
    )  # fmt: skip
    key = api.create_key(actor=machine("test"), account=program, name="test")

    def ask(*phones):
        reports = [
            {"area": COMMUNITY, "description": "电梯坏了", "reporter": {"phone": phone}}
            for phone in phones
        ]
        return (
            Client()
            .post(
                "/api/v1/cases/bulk/",
                json.dumps({"reports": reports}),
                content_type="application/json",
                headers={"Authorization": f"Bearer {key.token}", "Idempotency-Key": str(phones)},
            )
            .status_code
        )

    return ask


def test_many_matters_are_taken_up_at_once(call):
    assert call("", "13800000000") == 201
    assert Case.objects.count() == 2


def test_one_matter_that_is_refused_leaves_none_of_the_others(call):
    assert call("", "13800000000", "no phone") == 422
    assert not Case.objects.exists()
