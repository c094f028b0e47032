"""A resident deliberates on a phone: reads, writes after a hint, votes on five, sees where people stand."""

import re
from datetime import timedelta

import pytest
from django.db import transaction
from playwright.sync_api import expect

from linli.core.divisions import demonstration
from linli.domains.council import actions
from linli.domains.council.actions import Brought
from linli.domains.council.models import Contribution, Deliberation, Opinion
from linli.domains.council.rules.deliberation import Publishing, Said
from linli.kernel import clock
from linli.platform.access.actor import machine
from linli.platform.access.models import Grant
from linli.platform.accounts.models import Account, Kind
from linli.platform.database import scope

LINLI = machine("tests")
STATEMENTS = (
    "充电棚建在北门", "电动车不能进楼", "晚上十点以后断电", "充电棚要装摄像头", "费用用公共收益",
)  # fmt: skip


@pytest.fixture
def talk(district):
    """Forty neighbours have voted: all agree on cameras, and two camps part on the rest."""
    now = clock.now()
    with scope.limited_to([demonstration.SUBDISTRICT]), transaction.atomic():
        made = actions.open_deliberation(
            actor=LINLI, area=demonstration.FIRST, question="电动车在哪里充电？", background="",
            seeds=STATEMENTS, publishing=Publishing.AFTER, opens_at=now - timedelta(days=1),
            closes_at=now + timedelta(days=5),
        )  # fmt: skip
        votes = [
            Brought(
                str(person), number, Said.AGREE if number == 4 or person < 25 else Said.DISAGREE
            )
            for person in range(40)
            for number in range(1, 6)
        ]
        actions.bring_in(actor=LINLI, talk=made, statements=[], votes=votes)
        actions.regroup(actor=LINLI, talk=made)
    return made


def neighbour():
    """Somebody who lives here and has signed in before."""
    account = Account.objects.create(
        username="neighbour", kind=Kind.RESIDENT, area=demonstration.FIRST, created_at=clock.now()
    )
    Grant.objects.create(
        account=account, role_id="resident", area=demonstration.FIRST, granted_at=clock.now(),
        in_force_at=clock.now(),
    )  # fmt: skip
    return account.username


def test_a_resident_deliberates_on_a_phone(phone, district, talk):
    district.site.prefer(phone, "elder")
    district.open(phone, neighbour(), f"/council/deliberations/{talk.pk}/")
    phone.get_by_role("link", name="写一条观点").click()
    phone.get_by_label(re.compile("您的观点")).fill("充电棚应该建在北门口")
    phone.get_by_role("button", name="发送").click()
    expect(phone.get_by_text("已经有相近的观点")).to_be_visible()
    expect(phone.get_by_role("link", name=STATEMENTS[0])).to_be_visible()
    phone.get_by_role("button", name="发送").click()
    expect(phone.get_by_text("已公开。")).to_be_visible()

    for _statement in range(5):
        for name in ("同意", "不同意", "跳过"):
            box = phone.get_by_role("button", name=name, exact=True).bounding_box()
            assert box["height"] >= 60
            assert box["width"] >= 200
        before = phone.locator(".stance-text").inner_text()
        phone.get_by_role("button", name="同意", exact=True).click()
        expect(phone.locator(".stance-text")).not_to_have_text(before)
    phone.get_by_role("link", name="看意见分布").click()
    expect(phone.get_by_role("img", name=re.compile("意见图"))).to_be_visible()
    expect(phone.get_by_text("您的看法离 A 组最近")).to_be_visible()
    expect(phone.get_by_role("heading", name=re.compile("A 组"))).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360

    with scope.system("tests look"):
        assert Deliberation.objects.count() == 1
        assert Contribution.objects.count() == 6
        assert Opinion.objects.filter(deliberation=talk).count() == 205
