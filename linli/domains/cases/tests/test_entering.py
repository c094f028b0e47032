"""Entering on somebody's behalf (代录): who did it, and for whom, is on record."""

import pytest

from linli.domains.cases.models import Case
from linli.domains.cases.rules import Channel
from linli.domains.cases.tests.conftest import COMMUNITY
from linli.kernel.errors import NotPermitted
from linli.platform.access.models import Grant, Role
from linli.platform.accounts import actions as accounts
from linli.platform.accounts.models import Account
from linli.platform.audit.models import Entry

TYPED = {
    "community": COMMUNITY, "channel": "counter", "on_behalf": "relative", "urgency": "normal",
    "description": "二单元老人说水管漏水", "name": "张三", "phone": "13800000913",
    "submission_id": "0198c0de-0000-7000-8000-000000000001",
}  # fmt: skip


@pytest.fixture
def worker(town, client):
    accounts.sync_roles()
    account = Account.objects.create(username="chen", name="陈晓岚", kind="staff")
    Grant.objects.create(
        account=account, role=Role.objects.get(pk="community_worker"), area=COMMUNITY
    )
    client.force_login(account)
    return account


def test_what_is_entered_says_by_whom_and_for_whom(worker, client):
    assert client.post("/cases/enter/", TYPED).status_code == 302
    case = Case.objects.get()
    entry = Entry.objects.get(deed="cases.report")
    assert (case.entered_by, entry.actor_id) == (worker.pk, worker.pk)
    assert entry.details == {"channel": "counter", "on_behalf": "relative"}
    assert "家属或邻居替本人反映" in client.get(f"/cases/{case.pk}/").content.decode()
    assert "张三" not in str(entry.details) + str(list(case.steps.values("details")))


def test_for_whom_has_to_be_said(worker, client):
    answer = client.post("/cases/enter/", TYPED | {"on_behalf": ""})
    assert answer.status_code == 422
    assert not Case.objects.exists()


@pytest.mark.parametrize("channel", [Channel.COUNTER, Channel.PHONE, Channel.GRID])
def test_nobody_enters_by_hand_who_may_only_report(town, channel):
    with pytest.raises(NotPermitted):
        town.reported(actor=town.resident, channel=channel)
