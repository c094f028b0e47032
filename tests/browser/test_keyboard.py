"""A dispatcher's work by the keyboard alone: no pointer from the board to the sent case."""

import re

from playwright.sync_api import expect

from linli.core.divisions import demonstration
from linli.domains.cases.rules import Status

FAR = 120  # presses of Tab after which somebody gives up


def tab_to(page, words, role="button"):
    """Press Tab until the control with these words has the focus."""
    wanted = page.get_by_label(re.compile(words)).or_(
        page.get_by_role(role, name=re.compile(words))
    )
    for _press in range(FAR):
        page.keyboard.press("Tab")
        if wanted.and_(page.locator(":focus")).count():
            return
    raise AssertionError(f"{words}: not reached by Tab")


def test_a_case_is_dispatched_from_the_board_by_keyboard_alone(desk, district):
    case = district.reported()
    district.open(desk, "demo-dispatcher", "/")
    desk.keyboard.press("g")
    desk.keyboard.press("2")
    expect(desk.get_by_role("heading", name="事件", exact=True)).to_be_visible()

    desk.keyboard.press("j")
    expect(desk.locator("tr[data-here]")).to_contain_text(case.number)
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("heading", name=case.headline)).to_be_visible()

    tab_to(desk, "主办单位")
    lead = desk.get_by_label(re.compile("主办单位"))
    while lead.locator("option:checked").inner_text() != demonstration.PROPERTY:
        desk.keyboard.press("ArrowDown")
    tab_to(desk, demonstration.MANAGEMENT)
    desk.keyboard.press("Space")
    tab_to(desk, "^派单$")
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("heading", name=re.compile(demonstration.PROPERTY))).to_be_visible()
    assert district.now(case).status == Status.HANDLING


def test_twenty_cases_leave_the_board_by_keyboard_alone(desk, district):
    """Far fewer presses than three minutes allow: the suggestion and the catalogue have chosen."""
    district.name_who_leads()
    cases = [district.reported() for _each in range(20)]
    district.open(desk, "demo-dispatcher", "/cases/")
    tab_to(desk, "批量派单", role="link")
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("heading", name="批量派单")).to_be_visible()
    expect(desk.get_by_role("checkbox", checked=True)).to_have_count(20)
    tab_to(desk, "^核对$")
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("heading", name=re.compile("请核对"))).to_be_visible()
    assert {district.now(case).status for case in cases} == {Status.REPORTED}
    tab_to(desk, "^确认派出$")
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("heading", name=re.compile("结果"))).to_be_visible()
    assert {district.now(case).status for case in cases} == {Status.HANDLING}
    tab_to(desk, "^全部撤销$")
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("heading", name="批量派单")).to_be_visible()
    assert {district.now(case).status for case in cases} == {Status.REPORTED}


def test_what_has_the_focus_can_be_seen(desk, district):
    district.reported()
    district.open(desk, "demo-dispatcher", "/cases/")
    unseen = []
    for _press in range(25):
        desk.keyboard.press("Tab")
        seen = desk.evaluate(
            """() => {
              const look = getComputedStyle(document.activeElement);
              const box = document.activeElement.getBoundingClientRect();
              const shown = look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2;
              return shown && box.top >= 0 && box.bottom <= innerHeight;
            }"""
        )
        if not seen:
            unseen.append(desk.evaluate("document.activeElement.outerHTML.slice(0, 120)"))
    assert unseen == []
