"""One deed of a device sent many times at once, each in a transaction that really commits."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client

from linli.core.divisions.models import Division
from linli.domains.cases.models import Case
from linli.kernel.ids import new_id
from linli.platform.access.models import Grant
from linli.platform.accounts.actions import sync_roles
from linli.platform.accounts.models import Account
from linli.platform.database import scope
from linli.platform.field.models import ReceivedDeed
from linli.project import config

pytestmark = pytest.mark.drill

COMMUNITY = "110101001001"
AT_ONCE = config.load().web_threads


@pytest.fixture
def cookie(committed):
    """The session of a grid worker, whose phone and tablet send at once."""
    Division.objects.create(code=COMMUNITY, name="花园社区", level="community")
    sync_roles()
    account = Account.objects.create(username="grid", name="何玉芬", kind="staff")
    Grant.objects.create(account=account, role_id="grid_worker", area=COMMUNITY)
    client = Client()
    client.force_login(account)
    return client.cookies


def test_one_deed_sent_many_times_at_once_has_one_effect(cookie):
    deed = {
        "client_id": str(new_id()),
        "key": "cases.seen",
        "made_at": "2026-11-23T09:00:00+08:00",
        "payload": '{"description": "井盖松动", "community": "110101001001", "urgency": "normal"}',
    }

    def send(_number):
        try:
            sender = Client(raise_request_exception=False)
            sender.cookies = cookie
            return sender.post("/field/deeds/", deed)
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as devices:
        answers = list(devices.map(send, range(AT_ONCE)))
    with scope.system("the drill counts the cases of one deed"):
        assert Case.objects.count() == 1
    assert ReceivedDeed.objects.count() == 1
    assert {each.status_code for each in answers} == {200}
    assert len({each.content for each in answers}) == 1
