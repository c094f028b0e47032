"""What scripts add, and that nothing needs them."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.axe import overflow

GALLERY, PUBLIC, ERRORS = "/ui/gallery/", "/ui/gallery/public/", "/ui/gallery/errors/"


@pytest.mark.parametrize("size", ["1", "2", "3"])
def test_elders_get_large_words_and_large_targets(phone, site, size):
    site.prefer(phone, "elder", size)
    phone.goto(site.url + PUBLIC)
    text = phone.evaluate("parseFloat(getComputedStyle(document.querySelector('.lead')).fontSize)")
    assert text >= {"1": 18, "2": 24, "3": 30}[size]
    small = phone.evaluate(
        """[...document.querySelectorAll(
            '.button, .tool, .masthead a, input[type=text], label:has(input), .tick')]
        .filter(each => each.getClientRects().length)
        .map(each => [each.outerHTML.slice(0, 80), each.getBoundingClientRect()])
        .filter(([_, box]) => box.height < 60 || box.width < 60).map(([html]) => html)"""
    )
    assert small == []
    assert overflow(phone) <= 0


def test_a_reader_with_twice_the_usual_text_size_still_reads_in_one_column(phone, site):
    phone.context.new_cdp_session(phone).send("Page.setFontSizes", {"fontSizes": {"standard": 32}})
    for address in (GALLERY, PUBLIC):
        phone.goto(site.url + address)
        assert (
            phone.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)") == 32
        )
        assert overflow(phone) <= 0


def test_the_first_fault_takes_the_focus_and_leads_to_its_field(desk, site):
    desk.goto(site.url + ERRORS)
    expect(desk.locator(".error-summary")).to_be_focused()
    expect(desk).to_have_title(re.compile("^有误："))
    desk.locator(".error-summary a").first.press("Enter")
    expect(desk.locator("#wrong_title")).to_be_focused()
    desk.locator(".error-summary a").nth(2).press("Enter")
    expect(desk.locator("#wrong_urgency_0")).to_be_focused()


def test_a_double_click_sends_once(desk, site):
    sent = []
    desk.route(
        "**/ui/gallery/", lambda route: sent.append(route.request.method) or route.continue_()
    )
    desk.goto(site.url + GALLERY)
    desk.evaluate(
        """const form = document.querySelector('[data-draft=gallery]');
        const button = form.querySelector('.button-primary');
        for (let press = 0; press < 3; press += 1) form.requestSubmit(button);"""
    )
    desk.wait_for_load_state("networkidle")
    assert sent.count("POST") == 1


def test_what_was_typed_survives_but_nothing_that_names_a_person(desk, site):
    desk.goto(site.url + GALLERY)
    desk.fill("#id_title", "电梯停了")
    desk.fill("#id_phone", "13800005678")
    desk.check("#id_reach_0")
    desk.evaluate("window.dispatchEvent(new Event('pagehide'))")
    kept = desk.evaluate("JSON.stringify(sessionStorage)")
    assert "电梯停了" in kept
    assert "13800005678" not in kept
    desk.reload()
    expect(desk.locator("#id_title")).to_have_value("电梯停了")
    expect(desk.locator("#id_reach_0")).to_be_checked()
    expect(desk.locator("#id_phone")).to_have_value("")
    desk.get_by_role("button", name="清空重写").click()
    expect(desk.locator("#id_title")).to_have_value("")


def type_and_turn_away(page, site):
    page.goto(site.url + GALLERY)
    page.fill("#id_title", "电梯停了")
    page.evaluate("window.dispatchEvent(new Event('pagehide'))")


def test_a_draft_is_gone_after_a_quarter_of_an_hour(desk, site):
    type_and_turn_away(desk, site)
    for minutes, kept in ((14, "电梯停了"), (16, "")):
        desk.evaluate(
            """minutes => {
            const [key] = Object.keys(sessionStorage).filter(each => each.startsWith('linli-draft'));
            const draft = JSON.parse(sessionStorage[key]);
            sessionStorage[key] = JSON.stringify({...draft, at: Date.now() - minutes * 60000});
            }""",
            minutes,
        )
        desk.reload()
        expect(desk.locator("#id_title")).to_have_value(kept)


def test_on_a_device_that_many_use_nothing_typed_is_kept(desk, site):
    desk.goto(f"{site.url}/?shared=1")
    type_and_turn_away(desk, site)
    assert "电梯停了" not in desk.evaluate("JSON.stringify(sessionStorage)")
    desk.goto(f"{site.url}/?shared=0")
    type_and_turn_away(desk, site)
    assert "电梯停了" in desk.evaluate("JSON.stringify(sessionStorage)")


def test_the_console_is_worked_with_the_keyboard_alone(desk, site):
    desk.goto(site.url + GALLERY)
    desk.keyboard.press("j")
    desk.keyboard.press("j")
    expect(desk.locator("tr[data-here]")).to_contain_text("20260412-0028-3")
    desk.keyboard.press("x")
    expect(desk.locator("[data-batch]")).to_contain_text("已选 1 项")
    desk.keyboard.press("/")
    expect(desk.locator("#finder")).to_be_focused()
    desk.keyboard.press("j")
    expect(desk.locator("#finder")).to_have_value("j")
    desk.locator("#finder").blur()
    desk.keyboard.press("?")
    expect(desk.locator("#keys")).to_be_visible()
    desk.uncheck("#keys-on")
    desk.keyboard.press("Escape")
    desk.keyboard.press("?")
    expect(desk.locator("#keys")).to_be_hidden()


def test_ticking_all_rows_is_counted(desk, site):
    desk.goto(site.url + GALLERY)
    batch = desk.locator("[data-batch]")
    expect(batch.get_by_role("button", name="催办")).to_be_disabled()
    desk.get_by_label("全选").check()
    expect(batch).to_contain_text("已选 4 项")
    expect(batch.get_by_role("button", name="催办")).to_be_enabled()


def test_a_chart_can_be_read_as_a_table_and_taken_along(desk, site):
    desk.goto(site.url + GALLERY)
    figure = desk.locator("[data-chart=months-data]")
    expect(figure.locator("canvas")).to_be_visible()
    figure.get_by_role("button", name="看表格").click()
    expect(figure.get_by_role("cell", name="85")).to_be_visible()
    with desk.expect_download() as download:
        figure.get_by_role("button", name="CSV").click()
    assert download.value.suggested_filename == "每月事件.csv"
    assert '"5 月","62","41"' in download.value.path().read_text(encoding="utf-8-sig")


def test_a_place_is_set_by_click_by_button_and_by_typing(desk, site):
    desk.goto(site.url + GALLERY)
    canvas = desk.locator("#pick")
    canvas.locator(".leaflet-interactive").first.wait_for()
    canvas.click(position={"x": 100, "y": 100})
    expect(desk.locator("#id_lat")).to_have_value(re.compile(r"^39\.9\d{5}$"))
    clicked = desk.locator("#id_lat").input_value()
    desk.get_by_role("button", name="把位置放在地图中间").press("Enter")
    expect(desk.locator("#id_lat")).not_to_have_value(clicked)
    desk.fill("#id_lat", "39.905")
    desk.fill("#id_lon", "116.401")
    desk.locator("#id_lon").press("Tab")
    expect(canvas.locator(".map-pin")).to_be_visible()


def test_a_photo_that_is_too_big_is_named_at_once(desk, site, tmp_path):
    desk.goto(site.url + GALLERY)
    big = tmp_path / "大照片.jpg"
    big.write_bytes(bytes(11 * 1024 * 1024))
    desk.set_input_files("#id_photos", big)
    expect(desk.locator(".field:has(#id_photos) [role=alert]")).to_contain_text(
        "“大照片.jpg” 超过 10 MB"
    )
    expect(desk.locator("#id_photos")).to_have_value("")


def test_a_dialog_opens_and_gives_the_focus_back(desk, site):
    desk.goto(site.url + GALLERY)
    opener = desk.get_by_role("button", name="打开对话框")
    opener.click()
    expect(desk.locator("#sample-modal")).to_be_visible()
    desk.keyboard.press("Escape")
    expect(desk.locator("#sample-modal")).to_be_hidden()
    expect(opener).to_be_focused()


def test_the_menu_of_a_phone_opens_and_closes(phone, site):
    phone.goto(site.url + GALLERY)
    expect(phone.locator("#menu")).to_be_hidden()
    phone.get_by_role("button", name="打开菜单").click()
    expect(phone.get_by_role("link", name="工作台").first).to_be_visible()
    phone.get_by_role("link", name="关闭菜单").click()
    expect(phone.locator("#menu")).to_be_hidden()


def test_everything_is_there_without_script(chromium, site):
    context = chromium.new_context(java_script_enabled=False, locale="zh-CN")
    page = context.new_page()
    page.goto(site.url + GALLERY)
    expect(page.get_by_role("cell", name="85").first).to_be_visible()
    page.locator("details.menu summary").first.click()
    page.get_by_role("button", name="长辈版").click()
    expect(page.locator("html")).to_have_attribute("data-mode", "elder")
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", name="Gallery of components")).to_be_visible()
    page.goto(site.url + ERRORS)
    expect(page.locator(".error-summary")).to_be_focused()
    context.close()
