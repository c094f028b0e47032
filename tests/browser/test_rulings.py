"""A department objects, its superior rules: each in their own browser."""

import re

from playwright.sync_api import expect

from linli.domains.cases import queries
from linli.domains.cases.rules import Share, Status
from linli.platform.database import scope


def lead_status(district, case):
    with scope.system("tests look"):
        return case.assignments.get(is_lead=True).status


def test_a_department_says_that_the_case_is_not_its_own(desk, district):
    case = district.dispatched()
    district.open(desk, "demo-property", f"/cases/{case.pk}/")
    desk.locator("summary", has_text="提出派单异议").click()
    desk.get_by_label(re.compile("为什么不归本单位")).fill("在小区红线以外")
    desk.get_by_role("button", name="提出派单异议").click()
    expect(desk.get_by_label(re.compile("为什么不归本单位"))).to_have_value("在小区红线以外")
    desk.get_by_label(re.compile("依据")).fill("权责清单第 12 条")
    desk.get_by_role("button", name="提出派单异议").click()
    expect(desk.get_by_text("等待裁定").first).to_be_visible()
    assert lead_status(district, case) == Share.OBJECTED


def test_the_superior_finds_the_objection_and_rules_on_it(desk, district):
    case = district.objected()
    district.open(desk, "demo-supervisor", "/cases/rulings/")
    desk.get_by_role("link", name=case.number).click()
    desk.get_by_label("同意", exact=True).check()
    desk.locator("#rulings").get_by_label(re.compile("理由")).fill("情况属实，请改派")
    desk.get_by_role("button", name="裁定").click()
    expect(desk.get_by_text("已裁定，各方已收到通知。")).to_be_visible()
    assert district.now(case).status == Status.REPORTED
    with scope.system("tests look"):
        assert [each.verdict for each in queries.rulings_of(case)] == ["granted"]
