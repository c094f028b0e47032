"""From a resident's voice to a figure, as each person sees it. Things are found by what they say."""

import io
import re

from PIL import Image
from playwright.sync_api import expect

from linli.core.divisions import demonstration
from linli.core.places.datum import Point
from linli.domains.cases import queries
from linli.domains.cases.models import Case
from linli.domains.cases.rules import Satisfaction, Status
from linli.platform.database import scope
from tests.browser.district import SENTENCE


def photo() -> dict[str, object]:
    file = io.BytesIO()
    Image.new("RGB", (320, 240), "#807040").save(file, "JPEG")
    return {"name": "door.jpg", "mimeType": "image/jpeg", "buffer": file.getvalue()}


def test_a_resident_reports_from_the_code_on_the_wall_without_signing_in(phone, district):
    token = district.token(of_building=True)
    phone.goto(f"{district.site.url}/q/{token}/")
    phone.get_by_role("link", name=re.compile("报个事")).click()
    phone.get_by_label(re.compile("是什么事")).fill(SENTENCE)
    phone.get_by_label(re.compile("照片")).set_input_files([photo()])
    phone.get_by_role("button", name="发送").click()
    expect(phone.get_by_role("heading", name=re.compile("已收到"))).to_be_visible()
    number, code = (each.inner_text() for each in phone.locator(".receipt-figure").all())

    phone.context.clear_cookies()
    phone.goto(f"{district.site.url}/progress/")
    phone.get_by_label(re.compile("事件编号")).fill(number)
    phone.get_by_label(re.compile("查询码")).fill(code)
    phone.get_by_role("button", name="查看").click()
    expect(phone.get_by_role("heading", name=SENTENCE)).to_be_visible()
    expect(phone.get_by_role("img", name=re.compile("照片"))).to_be_visible()


def test_a_phone_says_where_it_is_and_a_map_without_tiles_where_it_happened(phone, district):
    phone.context.grant_permissions(["geolocation"], origin=district.site.url)
    phone.context.set_geolocation({"latitude": 30.2735, "longitude": 120.1082, "accuracy": 18})
    token = district.token(of_building=False)
    phone.goto(f"{district.site.url}/report/{token}/")
    phone.get_by_role("button", name="用我现在的位置").click()
    expect(phone.get_by_text("纬度 30.27350，经度 120.10820，误差约 18 米")).to_be_visible()
    phone.locator("summary", has_text="在地图上指出位置").click()
    ground = phone.get_by_role("region", name="在地图上指出位置")
    expect(ground.get_by_text("第一网格")).to_be_visible()
    ground.click(position={"x": 120, "y": 200})
    expect(phone.get_by_text(re.compile("30.27350"))).to_have_count(0)
    phone.get_by_label(re.compile("是什么事")).fill("路灯不亮")
    phone.get_by_role("button", name="发送").click()
    number = phone.locator(".receipt-figure").first.inner_text()
    with scope.system("tests look"):
        case = Case.objects.get(number=number)
    assert case.point != Point(30.2735, 120.1082)
    assert abs(case.latitude - 30.2735) < 0.01
    assert len(case.area) == 15


def test_a_sentence_survives_a_slip_back_but_not_the_phone_number(phone, district):
    address = f"{district.site.url}/report/{district.token(of_building=True)}/"
    phone.goto(address)
    phone.get_by_label(re.compile("是什么事")).fill(SENTENCE)
    phone.get_by_label(re.compile("您的电话")).fill("13800005678")
    phone.goto(f"{district.site.url}/")
    phone.goto(address)
    expect(phone.get_by_label(re.compile("是什么事"))).to_have_value(SENTENCE)
    expect(phone.get_by_label(re.compile("您的电话"))).to_have_value("")


def test_the_community_worker_sees_it_and_answers(desk, district):
    case = district.reported()
    district.open(desk, "demo-worker", "/cases/")
    desk.get_by_role("link", name=case.number).click()
    desk.get_by_label(re.compile("回复内容")).fill("今天下午派人来看")
    desk.get_by_role("button", name="发送回复").click()
    expect(desk.get_by_text("今天下午派人来看")).to_be_visible()
    assert district.now(case).feedback_at is not None


def test_the_counter_is_shown_what_is_alike_and_follows_it_for_the_caller(desk, district):
    case = district.reported()
    district.open(desk, "demo-worker", "/cases/enter/")
    desk.get_by_label(re.compile("社区")).first.select_option(value=case.community_id)
    desk.get_by_label(re.compile("是什么事")).fill(SENTENCE)
    desk.get_by_label(re.compile("居民电话")).fill("13800005678")
    desk.get_by_role("button", name="登记").click()
    expect(desk.get_by_role("heading", name=re.compile("是不是同一件事"))).to_be_visible()
    expect(desk.get_by_label(re.compile("是什么事"))).to_have_value(SENTENCE)
    desk.get_by_role("button", name="就是这件事，我也关注").first.click()
    expect(desk.get_by_role("heading", name=SENTENCE)).to_be_visible()
    with scope.system("tests look"):
        assert Case.objects.count() == 1
        assert case.followers.count() == 1


def test_the_dispatcher_accepts_the_suggestion_and_sends_it_to_two_parties(desk, district):
    case = district.reported()
    district.open(desk, "demo-dispatcher", "/cases/?status=reported")
    desk.get_by_role("link", name=case.number).click()
    expect(desk.get_by_text("建议分类：电梯故障")).to_be_visible()
    desk.get_by_label(re.compile("主办单位")).select_option(label=demonstration.PROPERTY)
    desk.get_by_label(demonstration.MANAGEMENT).check()
    desk.get_by_role("button", name="派单", exact=True).click()
    expect(desk.get_by_role("heading", name=re.compile(demonstration.PROPERTY))).to_be_visible()
    after = district.now(case)
    assert (after.status, after.category_id is not None) == (Status.HANDLING, True)


def test_a_second_dispatcher_sees_who_was_first(desk, district):
    case = district.reported()
    district.open(desk, "demo-dispatcher", f"/cases/{case.pk}/")
    desk.get_by_role("button", name="由我接手").click()
    district.open(desk, "demo-dispatcher2", "/cases/")
    expect(desk.get_by_text("沈立")).to_be_visible()


def test_each_party_handles_its_own_share_and_the_lead_reports_last(desk, district):
    case = district.dispatched()
    for username in ("demo-management", "demo-property"):
        district.open(desk, username, "/cases/inbox/")
        desk.get_by_role("link", name=case.number).click()
        expect(desk.get_by_role("button", name="签收")).to_have_count(1)
        desk.get_by_role("button", name="签收").click()
        desk.get_by_label(re.compile("怎样办理的")).fill("门机已更换")
        if username == "demo-management":
            desk.get_by_role("button", name="办完上报").click()
        else:
            desk.get_by_label("已解决").check()
            desk.get_by_label(re.compile("办理后的照片")).set_input_files([photo()])
            desk.get_by_role("button", name="上报结果").click()
    expect(desk.get_by_role("img", name=re.compile("办理后的照片"))).to_be_visible()
    assert district.now(case).status == Status.RESULT_REPORTED


def test_the_worker_calls_back_and_an_unsolved_case_goes_back(desk, district):
    case = district.result_reported()
    district.open(desk, "demo-worker", f"/cases/{case.pk}/")
    desk.get_by_label("联系上了", exact=True).check()
    desk.get_by_label("还没有解决").check()
    desk.get_by_label("不满意").check()
    desk.get_by_role("button", name="记录回访").click()
    expect(desk.get_by_text("第 2 次办理")).to_be_visible()
    assert district.now(case).status == Status.HANDLING


def test_the_resident_rates_it_and_the_case_is_closed(phone, district):
    case = district.result_reported()
    phone.goto(f"{district.site.url}/progress/")
    phone.get_by_label(re.compile("事件编号")).fill(case.number)
    phone.get_by_label(re.compile("查询码")).fill(queries.check_code(case))
    phone.get_by_role("button", name="查看").click()
    phone.get_by_label("解决了", exact=True).check()
    phone.get_by_label("满意", exact=True).check()
    phone.get_by_role("button", name="提交评价").click()
    expect(phone.get_by_text("已结案")).to_be_visible()
    assert district.now(case).satisfaction == Satisfaction.SATISFIED


def test_the_three_rates_move_and_each_opens_its_list(desk, district):
    district.open(desk, "demo-secretary", "/cases/rates/")
    expect(desk.get_by_role("link", name=re.compile("解决率"))).to_contain_text("—")
    case = district.closed()
    desk.reload()
    expect(desk.get_by_role("link", name=re.compile("解决率"))).to_contain_text("100")
    desk.get_by_role("link", name=re.compile("满意率")).click()
    expect(desk.get_by_role("link", name=case.number)).to_be_visible()
