"""A secretary starts a plan, sees a late milestone, and opens the cases behind a value."""

from datetime import timedelta

from django.db import transaction
from playwright.sync_api import expect

from linli.core.divisions import demonstration
from linli.domains.plan import actions
from linli.domains.plan.rules import months
from linli.kernel import clock
from linli.platform.access.actor import machine
from linli.platform.database import scope

LINLI = machine("tests")


def count_anew():
    with scope.limited_to([demonstration.SUBDISTRICT]), transaction.atomic():
        spans = actions.window(clock.local_date(clock.now()))
        actions.compute(actor=LINLI, area=demonstration.FIRST, spans=spans)


def test_a_secretary_starts_a_plan_and_opens_the_cases_behind_it(district, desk):
    case = district.closed()
    today = clock.local_date(clock.now())
    starts = months.later(today, -6) - timedelta(days=12)
    district.open(desk, "demo-secretary", "/plan/start/")
    desk.get_by_label("开始日期").fill(starts.isoformat())
    desk.get_by_role("button", name="启动方案").click()
    week = desk.locator("#week")
    expect(week).to_contain_text("完成社区职能清单梳理")
    expect(week).to_contain_text("逾期 12 天")
    expect(desk.locator("#milestones")).to_contain_text("+12")
    count_anew()
    desk.reload()
    desk.get_by_role("link", name="展开全部指标（打印用）").click()
    row = desk.get_by_role("row", name="问题解决时长")
    row.get_by_role("link").nth(1).click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("已经解决的事件")
    desk.get_by_role("link", name=case.number).click()
    expect(desk.get_by_role("heading", level=1)).to_be_visible()


def test_the_wall_shows_where_a_plan_stands_without_a_menu(district, desk):
    today = clock.local_date(clock.now())
    district.open(desk, "demo-secretary", "/plan/start/")
    desk.get_by_label("开始日期").fill(today.isoformat())
    desk.get_by_role("button", name="启动方案").click()
    desk.get_by_role("link", name="大屏").click()
    expect(desk.get_by_role("img", name="时间轴")).to_be_visible()
    expect(desk.get_by_role("navigation")).to_have_count(0)
