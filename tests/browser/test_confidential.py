"""Somebody complains of the property company and stays unknown to it; whoever looks is seen to look."""

import re

import pytest
from django.db import transaction
from playwright.sync_api import expect

from linli.core.divisions import demonstration
from linli.core.divisions.models import Department
from linli.domains.cases import actions, queries
from linli.domains.cases.models import Case
from linli.platform.accounts.models import Account
from linli.platform.database import scope
from linli.platform.files.models import StoredFile
from tests.browser.district import LINLI
from tests.browser.test_story import photo

MATTER = "物业在电梯里收取额外费用，不给收据"
NUMBER = "13800005678"
REASON = "核实收费的时间和金额"


@pytest.fixture
def told(phone, district):
    """A resident has reported it from the code at the door, and knows number and code."""
    phone.goto(f"{district.site.url}/report/{district.token(of_building=False)}/")
    phone.get_by_label(re.compile("是什么事")).fill(MATTER)
    phone.get_by_label(re.compile("您的电话")).fill(NUMBER)
    phone.get_by_label(re.compile("照片")).set_input_files([photo()])
    phone.get_by_label(re.compile("请为我保密")).check()
    phone.get_by_role("button", name="发送").click()
    number, code = (each.inner_text() for each in phone.locator(".receipt-figure").all())
    with scope.system("tests look"):
        case = Case.objects.get(number=number)
    return case, code


def follow(phone, district, case, code):
    phone.goto(f"{district.site.url}/progress/")
    phone.get_by_label(re.compile("事件编号")).fill(case.number)
    phone.get_by_label(re.compile("查询码")).fill(code)
    phone.get_by_role("button", name="查看").click()
    expect(phone.get_by_role("heading", name=MATTER)).to_be_visible()


def accuse(case):
    with scope.limited_to([demonstration.SUBDISTRICT]), transaction.atomic():
        company = Department.objects.get(name=demonstration.PROPERTY)
        return actions.name_accused(actor=LINLI, case=case, accused=company)


def sent_to_the_street(case):
    with scope.limited_to([demonstration.SUBDISTRICT]), transaction.atomic():
        actions.dispatch_case(
            actor=LINLI, case=case, category=queries.categories().get(code="fee"),
            lead=Department.objects.get(name=demonstration.MANAGEMENT),
        )  # fmt: skip


def test_the_company_complained_of_meets_neither_the_case_nor_who_reported_it(told, desk, district):
    case, _code = told
    sent_to_the_street(accuse(case))
    district.open(desk, "demo-property", "/cases/inbox/")
    expect(desk.get_by_role("heading", name=re.compile("收件"))).to_be_visible()
    for address in (
        "/cases/inbox/",
        "/cases/",
        "/search/?q=额外费用",
        "/notices/",
        "/exports/cases.cases/",
    ):
        page = desk.request.get(district.site.url + address).text()
        assert MATTER not in page, address
        assert NUMBER[-4:] not in page, address
    with scope.system("tests look"):
        kept = StoredFile.objects.get(owner_id=case.pk)
    for address in (f"/cases/{case.pk}/", f"/files/{kept.pk}/", f"/files/{kept.pk}/thumb/"):
        assert desk.request.get(district.site.url + address).status == 404, address


def test_whoever_declares_an_interest_sees_no_more_of_the_reporter(told, desk, district):
    case, _code = told
    accuse(case)
    district.open(desk, "demo-secretary", f"/cases/{case.pk}/")
    expect(desk.get_by_text("查看完整电话")).to_be_visible()
    desk.goto(f"{district.site.url}/cases/recusals/")
    desk.get_by_role("combobox").select_option(label=demonstration.PROPERTY)
    desk.get_by_role("textbox").fill("配偶在该单位工作")
    desk.get_by_role("button", name=re.compile("申报")).click()
    desk.goto(f"{district.site.url}/cases/{case.pk}/")
    expect(desk.get_by_role("heading", name=MATTER)).to_be_visible()
    expect(desk.get_by_text("查看完整电话")).to_have_count(0)
    assert NUMBER[-4:] not in desk.content()
    desk.goto(f"{district.site.url}/exports/cases.cases/")
    with desk.expect_download() as taken:
        desk.get_by_label(re.compile("CSV")).check()
        desk.get_by_role("button", name=re.compile("导出|下载")).click()
    kept = taken.value.path().read_bytes().decode("utf-8-sig")
    assert case.number in kept
    assert NUMBER[-4:] not in kept.replace(case.number, "")


def test_whoever_handles_it_sees_that_the_reporter_is_kept_from_them(told, desk, district):
    case, _code = told
    sent_to_the_street(accuse(case))
    district.open(desk, "demo-management", "/cases/inbox/")
    desk.get_by_role("link", name=case.number).click()
    expect(desk.get_by_role("heading", name=MATTER)).to_be_visible()
    assert NUMBER[-4:] not in desk.content()
    expect(desk.get_by_role("button", name=re.compile("查看.*电话|显示"))).to_have_count(0)


def test_a_look_needs_its_reason_and_the_reporter_reads_both(told, phone, desk, district):
    case, code = told
    accuse(case)
    district.open(desk, "demo-secretary", f"/cases/{case.pk}/")
    assert NUMBER not in desk.content()
    desk.get_by_text("查看完整电话").click()
    reveal = desk.locator(f"form[action$='/cases/{case.pk}/reveal/']")
    reveal.get_by_role("button", name="查看并记录").click()
    expect(desk.get_by_text(NUMBER)).to_have_count(0)  # without a reason nothing is shown
    desk.get_by_text("查看完整电话").click()
    reveal.get_by_role("textbox").fill(REASON)
    reveal.get_by_role("button", name="查看并记录").click()
    expect(desk.get_by_text(NUMBER)).to_be_visible()
    follow(phone, district, case, code)
    expect(phone.get_by_text(REASON)).to_be_visible()
    secretary = Account.objects.get(username="demo-secretary")
    expect(phone.get_by_text(secretary.name)).to_be_visible()


def test_the_counter_keeps_a_reporter_confidential_too(desk, district):
    district.open(desk, "demo-worker", "/cases/enter/")
    desk.get_by_label(re.compile("社区")).first.select_option(index=1)
    desk.get_by_label(re.compile("是什么事")).fill(MATTER)
    desk.get_by_label(re.compile("居民电话")).fill(NUMBER)
    desk.get_by_label(re.compile("居民要求保密")).check()
    desk.get_by_role("button", name="登记").click()
    expect(desk.get_by_role("heading", name=MATTER)).to_be_visible()
    assert NUMBER[-4:] not in desk.content()
