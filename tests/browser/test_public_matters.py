"""A lamp with a code, and what everybody may read of it once a worker has looked."""

import re

from django.db import transaction
from playwright.sync_api import expect

from linli.core.divisions import demonstration
from linli.core.divisions.models import Department
from linli.core.places.models import PlaceCode
from linli.domains.cases import actions, queries
from linli.domains.cases.models import Case
from linli.platform.database import scope
from tests.browser.district import LINLI
from tests.browser.test_polls import resident
from tests.browser.test_story import photo

SAID = "二单元501张三家门口的灯不亮"


def lamp_code():
    with scope.system("tests scan a code"):
        return PlaceCode.objects.select_related("asset").exclude(asset=None).order_by("area")[0]


def test_a_code_on_a_lamp_says_which_lamp_and_of_which_kind_it_is(phone, desk, district):
    code = lamp_code()
    phone.goto(f"{district.site.url}/q/{code.token}/")
    phone.get_by_role("link", name=re.compile("报个事")).click()
    phone.get_by_label(re.compile("是什么事")).fill("晚上不亮，看不见路")
    phone.get_by_role("button", name="发送").click()
    number = phone.locator(".receipt-figure").first.inner_text()
    with scope.system("tests look"):
        case = Case.objects.get(number=number)
    assert (case.asset_id, case.location) == (code.asset.pk, code.asset.location)
    with scope.limited_to([demonstration.SUBDISTRICT]), transaction.atomic():
        assert actions.suggest_category(actor=LINLI, case=case).suggestion["code"] == "streetlight"
    district.open(desk, "demo-worker", f"/places/assets/{code.asset.pk}/")
    expect(desk.get_by_role("link", name=number)).to_be_visible()


def dispatched(number: str) -> Case:
    """A dispatcher said of which kind it is, and sent it on."""
    with scope.limited_to([demonstration.SUBDISTRICT]), transaction.atomic():
        return actions.dispatch_case(
            actor=LINLI, case=Case.objects.get(number=number),
            category=queries.categories().get(code="streetlight"),
            lead=Department.objects.get(name=demonstration.PROPERTY),
        )  # fmt: skip


def test_a_worker_covers_a_photo_by_keyboard_and_a_neighbour_follows_what_is_public(
    phone, desk, district
):
    phone.goto(f"{district.site.url}/report/{lamp_code().token}/")
    phone.get_by_label(re.compile("是什么事")).fill(SAID)
    phone.get_by_label(re.compile("照片")).set_input_files([photo()])
    phone.get_by_role("button", name="发送").click()
    number = phone.locator(".receipt-figure").first.inner_text()
    case = dispatched(number)

    district.open(desk, "demo-worker", f"/cases/{case.pk}/public/")
    expect(desk.get_by_text(SAID)).to_be_visible()
    desk.get_by_label(re.compile("标题")).fill("东门路灯不亮")
    desk.get_by_role("button", name="公开", exact=True).click()
    expect(desk.get_by_text("没有公开")).to_be_visible()
    desk.get_by_role("link", name="遮盖并公开").click()
    first = desk.locator("tr[data-box]").first.get_by_role("spinbutton")
    for side, share in enumerate(("10", "10", "40", "50")):
        first.nth(side).fill(share)
    desk.get_by_role("button", name="遮盖并公开").click()
    expect(desk.get_by_text("遮盖 1 处")).to_be_visible()

    district.site.sign_in(phone, resident())
    phone.goto(f"{district.site.url}/matters/{case.community_id}/{number}/")
    expect(phone.get_by_role("heading", name="东门路灯不亮")).to_be_visible()
    expect(phone.get_by_text("501")).to_have_count(0)
    expect(phone.locator("main img").first).to_be_visible()
    phone.get_by_role("link", name="关注这一带").click()
    phone.get_by_role("button", name="关注", exact=True).click()
    expect(phone.get_by_role("button", name=re.compile("取消"))).to_be_visible()
