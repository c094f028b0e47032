"""Minutes as a paper, in the form of GB/T 9704-2012."""

from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm

from linli.domains.meetings import queries
from linli.domains.meetings.errors import MoveNotAllowed
from linli.domains.meetings.models import Meeting
from linli.domains.meetings.rules import Hand
from linli.domains.meetings.views import papers
from linli.platform.audit.models import Entry


def opened(town, meeting):
    meeting = Meeting.objects.get(pk=meeting.pk)
    return Document(BytesIO(papers.minutes(queries.scene_to_print(town.recorder, meeting))))


def text_of(document):
    return "\n".join(each.text for each in document.paragraphs)


@pytest.fixture
def paper(town):
    return opened(town, town.in_force().item.meeting)


def test_the_paper_tells_what_was_said_decided_and_asked(paper):
    told = text_of(paper)
    for expected in (
        "四方会纪要", "第1次", "2026年11月2日", "应到4席，实到4席", "一、停车位不够", "各方讨论了办法。",
        "会议决定：划出 120 个车位", "同意3席，反对1席，弃权0席", "责任单位：业委会代表（业委会）",
        "完成时限：2026年11月5日", "出席：居委会代表（居委会）", "记录人：已于2026年11月2日签字",
    ):  # fmt: skip
        assert expected in told


def test_the_page_has_the_margins_and_lines_of_the_standard(paper):
    section = paper.sections[0]
    near = [
        (section.page_width, Mm(210)), (section.page_height, Mm(297)),
        (section.top_margin, Mm(37)), (section.left_margin, Mm(28)),
        (section.page_width - section.left_margin - section.right_margin, Mm(156)),
        (section.page_height - section.top_margin - section.bottom_margin, Mm(225)),
    ]  # fmt: skip
    assert all(abs(have - want) < Mm(1) for have, want in near)
    grid = section._sectPr.find(qn("w:docGrid"))
    lines = Mm(225).pt * 20 / int(grid.get(qn("w:linePitch")))
    signs = Mm(156).pt / (16 + int(grid.get(qn("w:charSpace"))) / 4096)
    assert (round(lines, 1), round(signs, 1)) == (22, 28)


def test_text_is_fangsong_of_size_three_and_headings_are_black(paper):
    fonts = {
        each.text: (
            each.runs[0]._element.rPr.rFonts.get(qn("w:eastAsia")), each.runs[0].font.size.pt,
        )
        for each in paper.paragraphs
        if each.text
    }  # fmt: skip
    assert fonts["一、停车位不够"] == ("黑体", 16)
    assert fonts["各方讨论了办法。"] == ("仿宋", 16)
    assert fonts["四方会纪要"][0] == "方正小标宋简体"


def test_odd_pages_are_numbered_on_the_right_and_even_ones_on_the_left(paper):
    section = paper.sections[0]
    assert paper.settings.odd_and_even_pages_header_footer
    for footer in (section.footer, section.even_page_footer):
        assert 'w:instr="PAGE"' in footer._element.xml


def test_minutes_that_one_has_signed_are_a_draft_and_unsigned_ones_no_paper(town):
    meeting = town.resolved().meeting
    with pytest.raises(MoveNotAllowed):
        opened(town, meeting)
    town.sign(meeting, Hand.RECORDER)
    assert papers.DRAFT in text_of(opened(town, meeting))
    town.sign(meeting, Hand.CHAIR)
    assert papers.DRAFT not in text_of(opened(town, meeting))


def test_who_takes_a_paper_is_on_record(town, paper):
    assert Entry.objects.filter(deed="meetings.minutes_taken").count() == 1


def test_headings_count_as_chinese_papers_do():
    assert [papers.in_chinese(each) for each in (1, 10, 11, 20, 21)] == [
        "一", "十", "十一", "二十", "二十一",
    ]  # fmt: skip
