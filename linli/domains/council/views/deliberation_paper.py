"""The digest of a deliberation as a Word document for the committee, in Chinese whoever prints it."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any
from unicodedata import category

from django.utils import translation
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt

from linli.domains.council import words
from linli.domains.council.models import Deliberation
from linli.domains.council.rules.deliberation import Form, Way
from linli.domains.council.views import showing_deliberation
from linli.kernel import clock

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
BODY_FONT, TITLE_FONT, LATIN_FONT = "仿宋", "黑体", "Times New Roman"
BODY, TITLE, HEAD, SMALL = Pt(14), Pt(20), Pt(16), Pt(9)
HIDDEN = "少于 5 人，不公布"


def paper(talk: Deliberation, facts: Mapping[str, Any]) -> bytes:
    """The frozen digest: participation, consensus, divisions, groups, arguments, its hash."""
    with translation.override("zh-hans"):
        document = _blank(talk)
        _line(document, "议题协商摘要", size=TITLE, font=TITLE_FONT, middle=True)
        _line(document, talk.question, middle=True)
        texts = {int(number): text for number, text in facts["texts"].items()}
        told = showing_deliberation.result(facts["result"], texts)
        _participation(document, facts, told)
        _agreement(document, told)
        _groups(document, told)
        _arguments(document, facts, texts)
        _line(document, f"内容校验码（SHA-256）：{talk.digest_hash}", size=SMALL)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _blank(talk: Deliberation) -> Any:
    document = Document()
    style: Any = document.styles["Normal"]
    style.font.name, style.font.size = LATIN_FONT, BODY
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), BODY_FONT)
    about = document.core_properties
    about.author, about.comments, about.title = "", "", talk.question
    about.created = about.modified = talk.frozen_at or clock.now()
    return document


def _line(
    document: Any, text: object, *, size: Any = BODY, font: str = BODY_FONT, middle: bool = False
) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if middle else None
    run = paragraph.add_run(_printable(str(text)))
    run.font.size, run.font.name = size, LATIN_FONT
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)


def _heading(document: Any, text: str) -> None:
    _line(document, text, size=HEAD, font=TITLE_FONT)


def _printable(text: str) -> str:
    """The text without signs that XML can't hold."""
    return "".join(sign for sign in text if sign in "\n\t" or category(sign)[0] != "C")


def _table(document: Any, columns: list[Any], rows: list[list[Any]]) -> None:
    table = document.add_table(rows=0, cols=len(columns), style="Table Grid")
    for told in (columns, *rows):
        for cell, text in zip(table.add_row().cells, told, strict=True):
            cell.text = _printable(str(text))


def _participation(document: Any, facts: Mapping[str, Any], told: Mapping[str, Any]) -> None:
    about = facts["deliberation"]
    _heading(document, "一、参加情况")
    _line(document, f"时间：{about['opens_at'][:10]} 到 {about['closes_at'][:10]}")
    _line(document, "；".join(f"{name} {figure}" for name, figure in told["figures"]))
    ways = (
        f"{words.WAY[Way(way)]} {HIDDEN if people is None else people}"
        for way, people in facts["ways"].items()
    )
    _line(document, "；".join(ways))


def _agreement(document: Any, told: Mapping[str, Any]) -> None:
    _heading(document, "二、共识")
    for said, text in told["common"]:
        _line(document, f"各组都{said}：{text}")
    _heading(document, "三、分歧")
    if told["parted"]["rows"]:
        _table(document, told["parted"]["columns"], list(told["parted"]["rows"]))


def _groups(document: Any, told: Mapping[str, Any]) -> None:
    _heading(document, "四、意见群体")
    for each in told["groups"]:
        people = HIDDEN if each["people"] is None else f"{each['people']} 人"
        _line(document, f"{each['name']} 组：{people}")
        for stand in each["stands"]:
            _line(document, f"　　{stand['said']}（{stand['share']}）：{stand['text']}")


def _arguments(document: Any, facts: Mapping[str, Any], texts: Mapping[int, str]) -> None:
    _heading(document, "五、理由")
    for each in facts["arguments"]:
        about = texts.get(each["about"], "") if each["about"] else "议题"
        form = words.FORM[Form(each["form"])]
        _line(document, f"{form}（关于：{about}；{each['helpful']} 人觉得有帮助）：{each['text']}")
