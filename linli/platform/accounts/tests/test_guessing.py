"""Parallel guesses, each in its own connection, with real commits."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections
from django.test import Client

from linli.kernel.errors import TooMany
from linli.platform.access import limits
from linli.platform.access.models import Allowance
from linli.platform.accounts import actions
from linli.platform.accounts.errors import BadCode
from linli.platform.accounts.models import Account, OneTimeCode
from linli.platform.accounts.rules import TRIES
from linli.platform.accounts.tests.conftest import last_code, sign_in, staff
from linli.platform.accounts.views.codes import PHONE
from linli.platform.database.secrecy import seal

pytestmark = pytest.mark.usefixtures("committed")


def at_once(work, count: int) -> list:
    """What `work(number)` gives in `count` threads that run together."""

    def alone(number: int):
        try:
            return work(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(
        min(count, 4)
    ) as pool:  # with one left of the pool's connections to count by
        return list(pool.map(alone, range(count)))


def test_ten_parallel_guesses_get_five_looks_at_the_password(monkeypatch):
    looks = []
    staff("parallel")
    check = Account.check_password

    def counted(self, password):
        looks.append(password)
        return check(self, password)

    monkeypatch.setattr(Account, "check_password", counted)
    answers = at_once(lambda n: sign_in(Client(), "parallel", f"guess-{n}").status_code, 10)
    assert answers == [422] * 10
    assert len(looks) == TRIES
    assert sign_in(Client(), "parallel").status_code == 422


def test_ten_parallel_guesses_at_a_code_get_five_looks():
    actions.send_phone_code("13800000913")
    right = last_code()
    wrong = "000000" if right != "000000" else "111111"

    def guess(_number: int) -> int:
        """A visitor who says to have asked for the code; really only one may, in a minute."""
        client = Client()
        session = client.session
        session[PHONE] = seal("13800000913", PHONE).hex()
        session.save()
        client.cookies["sessionid"] = session.session_key
        return client.post("/account/phone/code/", {"code": wrong}).status_code

    assert at_once(guess, 10) == [422] * 10
    assert OneTimeCode.objects.get().tries == TRIES


def test_one_code_lets_one_of_two_bearers_in():
    actions.send_phone_code("13800000914")
    code = last_code()

    def redeem(_number: int) -> bool:
        try:
            return bool(actions.redeem_phone_code("13800000914", code))
        except BadCode:
            return False

    assert sorted(at_once(redeem, 2)) == [False, True]
    assert Account.objects.filter(kind="resident").count() == 1


def test_parallel_tries_are_all_counted():
    def take(_number: int) -> bool:
        try:
            limits.take("test", most=4, within=timedelta(minutes=1))
        except TooMany:
            return False
        return True

    assert sum(at_once(take, 12)) == 4
    assert Allowance.objects.get(key="test").used == 12
