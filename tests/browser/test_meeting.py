"""A secretary runs a joint meeting: code at the door, agenda, votes, signatures, a resolution followed up."""

import re
from datetime import timedelta

import pytest
from django.db import transaction
from playwright.sync_api import Page, expect

from linli.core.divisions import demonstration
from linli.core.divisions.models import Division
from linli.domains.meetings import actions
from linli.domains.meetings.models import Duty, Meeting
from linli.domains.meetings.rules import Kind, Status
from linli.kernel import clock
from linli.platform.access.actor import machine
from linli.platform.accounts.models import Account
from linli.platform.database import scope

LINLI = machine("tests")
SECRETARY, WORKER = "demo-secretary", "demo-worker"


@pytest.fixture
def body(district):
    """The secretary presides, a worker sits for the committee, the company has no account."""
    with scope.limited_to([demonstration.SUBDISTRICT]), transaction.atomic():
        made = actions.found_body(
            actor=LINLI, community=Division.objects.get(pk=demonstration.FIRST),
            kind=Kind.FOUR_PARTY, name="四方联席会议",
        )  # fmt: skip
        for name, side, username, is_chair in (
            ("书记", "社区党组织", SECRETARY, True), ("小王", "居委会", WORKER, False),
            ("安居物业", "物业公司", "", False),
        ):  # fmt: skip
            account = Account.objects.filter(username=username).first()
            actions.take_seat(
                actor=LINLI, body=made, name=name, side=side, is_chair=is_chair,
                account_id=account.pk if account else None,
            )  # fmt: skip
    return made


def unfold(page: Page, title: str) -> None:
    page.locator("summary", has_text=title).click()


def press(page: Page, title: str) -> None:
    page.get_by_role("button", name=title, exact=True).click()


def call(desk: Page, district, body) -> str:
    """The secretary calls a meeting; the address of its page."""
    day = clock.local_date(clock.now() + timedelta(days=2))
    district.open(desk, SECRETARY, f"/meetings/bodies/{body.pk}/")
    desk.get_by_label(re.compile("哪一天")).fill(day.isoformat())
    desk.get_by_label(re.compile("几点")).fill("09:30")
    desk.get_by_label(re.compile("在哪里")).fill("二楼会议室")
    desk.get_by_label(re.compile("第一个议题")).fill("夜间停车难")
    press(desk, "召集会议")
    expect(desk.get_by_role("heading", name=re.compile("夜间停车难"))).to_be_visible()
    return desk.url


def check_in(desk: Page, phone: Page, district) -> None:
    """The worker scans the code that the secretary shows."""
    desk.get_by_role("link", name="显示签到码").click()
    expect(desk.get_by_role("img", name="签到二维码")).to_be_visible()
    code = desk.get_by_role("link", name=re.compile("打开签到页")).get_attribute("href")
    district.site.prefer(phone, "elder")
    district.open(phone, WORKER, code.replace(district.site.url, ""))
    press(phone, "签到")
    expect(phone.get_by_text("签到成功。")).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360


def hold(desk: Page) -> None:
    unfold(desk, "登记到会情况")
    desk.get_by_label(re.compile("书记")).select_option("present")
    desk.get_by_label(re.compile("安居物业")).select_option("present")
    press(desk, "登记到会情况")
    unfold(desk, "宣布开会")
    press(desk, "宣布开会")
    unfold(desk, "记录议题")
    desk.get_by_label(re.compile("讨论了什么")).fill("各方同意错时停车。")
    desk.get_by_label(re.compile("形成的决议")).fill("北门外划 120 个错时车位")
    desk.get_by_label("同意", exact=False).first.fill("3")
    press(desk, "记录议题")
    expect(desk.get_by_text("通过", exact=True)).to_be_visible()
    unfold(desk, "分派任务")
    desk.get_by_label(re.compile("由谁承办")).select_option(label="安居物业（物业公司）")
    desk.get_by_label(re.compile("做什么")).fill("画车位线")
    desk.get_by_label(re.compile("几个工作日内")).fill("5")
    press(desk, "分派任务")


def sign(page: Page, title: str) -> None:
    unfold(page, title)
    press(page, title)
    expect(page.get_by_text("已签字。", exact=True)).to_be_visible()


def test_a_secretary_runs_a_joint_meeting_to_signed_minutes_and_a_followed_up_resolution(
    desk, phone, district, body
):
    address = call(desk, district, body)
    check_in(desk, phone, district)
    desk.goto(address)
    expect(desk.get_by_text("扫码")).to_be_visible()
    hold(desk)
    sign(desk, "作为主持人签字")
    path = address.replace(district.site.url, "")
    district.open(phone, WORKER, path)
    sign(phone, "作为记录人签字")

    desk.goto(address)
    with desk.expect_download() as taken:
        press(desk, "下载纪要（Word）")
    assert taken.value.suggested_filename.endswith(".docx")

    desk.get_by_role("link", name="画车位线").click()
    unfinished = desk.url.replace(district.site.url, "")
    district.open(phone, WORKER, unfinished)
    phone.get_by_label(re.compile("做了什么")).fill("120 个车位已画好，照片在公示栏")
    press(phone, "登记完成情况")
    expect(phone.get_by_text("已登记，等另一位确认。")).to_be_visible()
    desk.reload()
    press(desk, "确认已落实")
    expect(desk.get_by_text("已确认落实。")).to_be_visible()

    with scope.system("tests look"):
        assert Meeting.objects.get().status == Status.SIGNED
        assert Duty.objects.get().status == "confirmed"
