"""A resident proposes, supports, and votes as an owner on a phone; a worker enters the paper ballot."""

import re
from datetime import timedelta

import pytest
from django.db import transaction
from playwright.sync_api import expect

from linli.core.divisions import demonstration
from linli.domains.council import actions
from linli.domains.council.actions import Asked, Behalf, Listed, Said
from linli.domains.council.models import Ballot, Proposal
from linli.domains.council.rules.life import Channel
from linli.domains.council.rules.majorities import Matter
from linli.kernel import clock
from linli.platform.access.models import Grant
from linli.platform.accounts.actions.codes import PHONE
from linli.platform.accounts.models import Account
from linli.platform.database import scope
from linli.platform.database.secrecy import blind
from tests.browser.district import LINLI

NUMBER, DOOR, OTHERS = "13900000001", "1-1-101", "1-1-201"
ITEMS = (Asked(Matter.USE_FUNDS, "更换三部电梯的钢丝绳"),)


@pytest.fixture
def resident(district) -> str:
    made = Account.objects.create(
        username="neighbour", name="王秀兰", kind="resident", area=demonstration.FIRST,
        phone_index=blind(NUMBER, PHONE), created_at=clock.now(),
    )  # fmt: skip
    Grant.objects.create(
        account=made, role_id="resident", area=demonstration.FIRST, granted_at=clock.now(),
        in_force_at=clock.now(),
    )  # fmt: skip
    return made.username


@pytest.fixture
def vote(district):
    """An owners' vote of two doors, open since yesterday."""
    now = clock.now()
    listed = [
        Listed(DOOR, 9000, "Y1", "王秀兰", NUMBER), Listed(OTHERS, 8000, "Y2", "李二"),
    ]  # fmt: skip
    with scope.limited_to([demonstration.SUBDISTRICT]), transaction.atomic():
        actions.list_units(actor=LINLI, area=demonstration.FIRST, listed=listed)
        with clock.stopped_at(now - timedelta(days=9)):
            made = actions.notice_vote(
                actor=LINLI, area=demonstration.FIRST, title="电梯维修资金", items=ITEMS,
                rule="hangzhou-urgent", opens_at=now - timedelta(days=1),
                closes_at=now + timedelta(days=5),
            )  # fmt: skip
            return actions.fix_roll(actor=LINLI, vote=made)


def in_reach(page):
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_resident_proposes_on_a_phone_and_reads_where_it_stands(phone, district, resident):
    district.site.prefer(phone, "elder", "1")
    district.open(phone, resident, "/council/proposals/")
    phone.get_by_role("link", name="提一个建议").click()
    phone.get_by_label(re.compile("^标题")).fill("北门装路灯")
    phone.get_by_label(re.compile("现在有什么问题")).fill("晚上看不清路面")
    phone.get_by_label(re.compile("您建议怎么做")).fill("装三盏太阳能路灯")
    in_reach(phone)
    phone.get_by_role("button", name="发送").click()
    expect(phone.get_by_text("已收到您的提议")).to_be_visible()
    expect(phone.get_by_role("heading", name="北门装路灯")).to_be_visible()
    expect(phone.get_by_text("1 人支持")).to_be_visible()
    expect(phone.get_by_text("下一步：民主协商")).to_be_visible()
    in_reach(phone)


def test_a_resident_supports_a_neighbour_s_proposal_once(phone, district, resident):
    with scope.limited_to([demonstration.SUBDISTRICT]), transaction.atomic():
        made = actions.propose(
            actor=LINLI, area=demonstration.FIRST,
            said=Said("门口加长椅", "等车的老人没有地方坐", "装一把长椅"),
            behalf=Behalf("李二", "13900000002", "志愿者"),
        )  # fmt: skip
    district.site.prefer(phone, "elder", "1")
    district.open(phone, resident, "/council/proposals/")
    phone.get_by_role("link", name=re.compile(made.title)).click()
    phone.get_by_role("button", name="支持", exact=True).click()
    expect(phone.get_by_text("已支持。")).to_be_visible()
    expect(phone.get_by_text("2 人支持")).to_be_visible()
    expect(phone.get_by_role("button", name="支持", exact=True)).to_have_count(0)
    with scope.system("tests look"):
        assert Proposal.objects.get().supporters == 2


def votes(phone, district, resident, vote):
    district.site.prefer(phone, "elder", "1")
    district.open(phone, resident, "/council/")
    phone.get_by_role("link", name=re.compile(vote.title)).click()


def test_an_owner_votes_on_a_phone_and_keeps_the_receipt(phone, district, resident, vote):
    votes(phone, district, resident, vote)
    phone.get_by_label("同意这一项", exact=True).check()
    in_reach(phone)
    phone.get_by_role("button", name="投票").click()
    expect(phone.get_by_role("heading", name="您的回执")).to_be_visible()
    expect(phone.get_by_role("button", name="投票")).to_have_count(0)
    with scope.system("tests look"):
        assert Ballot.objects.get(vote=vote).channel == Channel.WEB


def test_a_paper_ballot_is_entered_and_a_second_through_the_web_is_refused_with_its_reason(
    desk, phone, district, resident, vote
):
    votes(phone, district, resident, vote)
    phone.get_by_label("同意这一项", exact=True).check()
    district.open(desk, "demo-worker", f"/council/{vote.pk}/")
    desk.get_by_role("link", name="录入线下选票").click()
    desk.get_by_label("纸质选票").check()
    desk.get_by_label(re.compile("哪一户")).fill(DOOR)
    desk.get_by_label(re.compile("见证人")).fill("见证人陈")
    desk.get_by_label("不同意这一项", exact=True).check()
    desk.get_by_role("button", name="录入", exact=True).click()
    expect(desk.get_by_text(re.compile("已录入")).first).to_be_visible()
    phone.get_by_role("button", name="投票").click()  # the page was open since before
    expect(phone.get_by_text(re.compile("已经投过票|已经投票")).first).to_be_visible()
    with scope.system("tests look"):
        assert Ballot.objects.get(vote=vote).channel == Channel.PAPER
