"""What comes out of the printer: A4, whole, without what can only be pressed."""

import re

from linli.core.divisions import demonstration
from linli.domains.cases import actions
from linli.platform.access.actor import machine
from linli.platform.database import scope

A4 = (595, 842)  # points
BOX = re.compile(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]")
PRESSED = ".topbar, .sidebar, .paper-tools, .page-actions, .filter, button, summary"


def printed(page):
    """The pages of the paper as (width, height) in points, and the words on it."""
    page.wait_for_load_state("networkidle")
    body = page.pdf(prefer_css_page_size=True)
    sizes = [(round(float(w)), round(float(h))) for w, h in BOX.findall(body)]
    page.emulate_media(media="print")
    return sizes, page.locator("body").inner_text()


def shown_of(page, selector):
    return [each for each in page.locator(selector).all() if each.is_visible()]


def cut_off(page):
    """Whatever is wider than the paper on which it stands."""
    page.set_viewport_size(
        {"width": 672, "height": 950}
    )  # 178 mm, as A4 leaves between its margins
    return page.evaluate(
        "[...document.querySelectorAll('.paper *')]"
        ".filter(each => each.getBoundingClientRect().right > 673).length"
    )


def test_the_sheet_of_a_case_is_an_a4_with_all_that_the_house_needs(desk, district):
    case = district.dispatched()
    district.open(desk, "demo-dispatcher", f"/cases/{case.pk}/")
    desk.get_by_role("link", name="打印办理单").click()
    sizes, words = printed(desk)
    assert sizes
    assert set(sizes) == {A4}
    for told in ("事件办理单", case.number, "电梯门关不上", demonstration.PROPERTY, "时限", "经过"):
        assert told in words
    assert shown_of(desk, PRESSED) == []
    assert desk.locator("img.paper-code").evaluate("each => each.naturalWidth") > 0
    assert cut_off(desk) == 0


def test_the_list_on_paper_has_what_the_screen_has_and_runs_over_the_pages(desk, district):
    with scope.limited_to([demonstration.SUBDISTRICT]):
        for n in range(40):
            actions.report_case(
                actor=machine("tests"), area=demonstration.FIRST,
                description=f"楼道第 {n} 盏灯不亮", channel="web",
            )  # fmt: skip
    district.open(desk, "demo-dispatcher", "/cases/?status=reported")
    desk.get_by_role("link", name="打印", exact=True).click()
    assert desk.locator("tbody tr").count() == 40
    sizes, words = printed(desk)
    assert len(sizes) > 1
    assert set(sizes) == {A4}
    assert "共 40 件" in words
    assert "第 39 盏" in words
    assert shown_of(desk, PRESSED) == []
    assert cut_off(desk) == 0


def test_the_page_of_a_case_itself_prints_without_its_buttons(desk, district):
    case = district.dispatched()
    district.open(desk, "demo-dispatcher", f"/cases/{case.pk}/")
    sizes, words = printed(desk)
    assert set(sizes) == {A4}
    assert "电梯门关不上" in words
    assert shown_of(desk, ".topbar, .sidebar, .page-actions, dialog") == []


def test_labels_for_the_entrances_come_24_to_a_sheet(desk, district):
    district.open(desk, "demo-secretary", "/places/codes/")
    sizes, _words = printed(desk)
    labels = desk.locator(".code-sheet li")
    assert set(sizes) == {A4}
    assert labels.count() > 3
    first = labels.first.bounding_box()
    assert (round(first["width"]), round(first["height"])) == (238, 128)  # 63 by 34 mm
