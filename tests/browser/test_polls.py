"""A resident votes in secret on a phone and finds the ballot again; a worker enters what came on paper."""

import re
from datetime import timedelta

import pytest
from django.db import transaction
from playwright.sync_api import expect

from linli.core.divisions import demonstration
from linli.domains.council import actions, tasks
from linli.domains.council.actions import ByHand, Question, Seated
from linli.domains.council.models import Poll
from linli.domains.council.rules.life import Channel
from linli.domains.council.rules.polls import Basis, Level
from linli.kernel import clock
from linli.kernel.ids import new_id
from linli.platform.access.actor import Actor, Kind
from linli.platform.access.models import Grant
from linli.platform.accounts.actions.codes import PHONE
from linli.platform.accounts.models import Account
from linli.platform.database import scope
from linli.platform.database.secrecy import blind
from tests.browser.district import LINLI

ITEMS = ["东门到三号楼的路上加装十盏路灯", "活动室周二、周四改作长者食堂"]
VOTERS = 7
NUMBER = "139{:08d}"
DESK = Actor(Kind.MACHINE, "tests", new_id())


def resident() -> Account:
    """Number 1 on the roll, by the phone they sign in with."""
    made = Account.objects.create(
        username="neighbour", name="王秀兰", kind="resident", area=demonstration.FIRST,
        phone_index=blind(NUMBER.format(1), PHONE), created_at=clock.now(),
    )  # fmt: skip
    Grant.objects.create(
        account=made, role_id="resident", area=demonstration.FIRST, granted_at=clock.now(),
        in_force_at=clock.now(),
    )  # fmt: skip
    return made


@pytest.fixture
def poll(district) -> Poll:
    """A secret poll of seven, open since yesterday."""
    now = clock.now()
    question = Question(
        title="今年冬天的两件事", items=ITEMS, procedure="representatives-2025",
        basis=Basis.SEATS, body="居民代表会议", level=Level.SECRET, channels=frozenset(Channel),
        opens_at=now - timedelta(days=1), closes_at=now + timedelta(days=1),
    )  # fmt: skip
    seated = [
        Seated("居民代表会议", at, f"代表{at}", NUMBER.format(at)) for at in range(1, VOTERS + 1)
    ]
    with scope.limited_to([demonstration.SUBDISTRICT]), transaction.atomic():
        actions.list_seats(actor=LINLI, area=demonstration.FIRST, seated=seated)
        with clock.stopped_at(now - timedelta(days=9)):
            made = actions.notice_poll(actor=LINLI, area=demonstration.FIRST, question=question)
            return actions.fix_poll_roll(actor=LINLI, poll=made)


def others_vote(poll, numbers):
    with scope.limited_to([demonstration.SUBDISTRICT]), transaction.atomic():
        for number in numbers:
            given = ByHand(Channel.COUNTER, number, "见证人陈")
            actions.hand_out_ballot(actor=DESK, poll=poll, given=given)
            said = {1: "n" if number == VOTERS else "y", 2: "y" if number % 2 else "n"}
            actions.enter_slip(actor=DESK, poll=poll, said=said, witness="见证人陈")


def ends(poll):
    with clock.stopped_at(poll.closes_at):
        tasks.publish_due_polls()


def fill(page, second="不同意这一项"):
    page.get_by_role("group", name=re.compile("加装十盏路灯")).get_by_label(
        "同意这一项", exact=True
    ).check()
    page.get_by_role("group", name=re.compile("长者食堂")).get_by_label(second).check()


def opened(phone, district, poll):
    district.site.prefer(phone, "elder", "1")
    district.site.sign_in(phone, resident())
    phone.goto(f"{district.site.url}/council/polls/")
    phone.get_by_role("link", name=re.compile(poll.title)).click()
    expect(phone.get_by_text("无记名").first).to_be_visible()


def find(phone, district, poll, receipt):
    """Read the published list, and one's own ballot in it."""
    others_vote(poll, range(3, VOTERS + 1))
    ends(poll)
    phone.goto(f"{district.site.url}/council/polls/{poll.pk}/")
    phone.get_by_text("选票清单").click()
    mine = phone.get_by_role("listitem").filter(has_text=receipt)
    expect(mine).to_contain_text("1. 同意这一项；2. 不同意这一项")


def test_a_resident_votes_in_secret_on_a_phone_and_finds_the_ballot(phone, district, poll):
    opened(phone, district, poll)
    sent = []
    phone.on("request", lambda request: sent.append(request))  # noqa: PLW0108  # it marks what it calls
    fill(phone)
    phone.get_by_role("button", name="投票").click()
    receipt = phone.locator("[data-receipt]").inner_text()
    assert re.fullmatch(r"([A-Z2-7]{4}-){2}[A-Z2-7]{4}", receipt)
    (box,) = [each for each in sent if each.url.endswith("/box/")]
    assert "cookie" not in box.all_headers()
    (drawn,) = [each for each in sent if each.url.endswith("/draw/")]
    assert "item_1" not in (drawn.post_data or "")
    assert phone.evaluate("localStorage.length") == 0
    find(phone, district, poll, receipt)


def test_a_ballot_that_did_not_arrive_is_sent_again_from_the_same_phone(phone, district, poll):
    opened(phone, district, poll)
    phone.route("**/box/", lambda route: route.abort())
    fill(phone)
    phone.get_by_role("button", name="投票").click()
    expect(phone.get_by_role("alert")).to_contain_text("没有送到")
    phone.unroute("**/box/")
    phone.reload()
    phone.get_by_role("button", name="再送一次").click()
    find(phone, district, poll, phone.locator("[data-receipt]").inner_text())


def test_without_a_script_the_same_form_votes(chromium, district, poll):
    context = chromium.new_context(
        viewport={"width": 360, "height": 780}, locale="zh-CN", java_script_enabled=False
    )
    page = context.new_page()
    opened(page, district, poll)
    fill(page)
    page.get_by_role("button", name="投票").click()
    find(page, district, poll, page.locator("[data-receipt]").inner_text())
    context.close()


def test_a_worker_hands_out_a_paper_ballot_and_enters_the_slip(desk, district, poll):
    district.open(desk, "demo-worker", f"/council/polls/{poll.pk}/")
    desk.get_by_role("link", name="录入线下选票").click()
    desk.get_by_label("纸质选票").check()
    desk.get_by_label(re.compile("名册编号")).fill("2")
    desk.locator("#id_who_witness").fill("见证人陈")
    desk.get_by_role("button", name="登记发票").click()
    expect(desk.get_by_text("已发出 1 张，已录入 0 张")).to_be_visible()
    fill(desk)
    desk.locator("#id_slip_witness").fill("见证人陈")
    desk.get_by_role("button", name="录入这张选票").click()
    expect(desk.get_by_text("已发出 1 张，已录入 1 张")).to_be_visible()


def test_a_worker_enters_a_ballot_by_name_and_a_second_one_is_refused(desk, district, poll):
    with scope.limited_to([demonstration.SUBDISTRICT]), transaction.atomic():
        now = clock.now()
        question = Question(
            title="选址", items=ITEMS, procedure="representatives-2025", basis=Basis.SEATS,
            body="居民代表会议", level=Level.OPEN, channels=frozenset(Channel),
            opens_at=now - timedelta(days=1), closes_at=now + timedelta(days=1),
        )  # fmt: skip
        with clock.stopped_at(now - timedelta(days=9)):
            made = actions.notice_poll(actor=LINLI, area=demonstration.FIRST, question=question)
            actions.fix_poll_roll(actor=LINLI, poll=made)
    district.open(desk, "demo-worker", f"/council/polls/{made.pk}/enter/")
    for said in ("已录入，回执：", "已经投过票"):
        desk.get_by_label("上门收票").check()
        desk.get_by_label(re.compile("名册编号")).fill("3")
        desk.get_by_label(re.compile("见证人")).fill("见证人陈")
        fill(desk)
        desk.get_by_role("button", name="录入", exact=True).click()
        expect(desk.get_by_text(re.compile(said)).first).to_be_visible()
