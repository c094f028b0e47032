"""The only writer of Word documents in the house: fonts, pages and lines of Chinese papers.

Official papers follow GB/T 9704-2012 (党政机关公文格式); the numbers in brackets are its clauses.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from unicodedata import category

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt, RGBColor

from linli.kernel import clock

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LATIN_FONT = "Times New Roman"
LEFT, CENTER, RIGHT = (
    WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT,
)  # fmt: skip
CONTROL = "C"  # the Unicode categories of signs that nobody sees
RED = RGBColor(0xC0, 0x00, 0x00)

AFTER_BORDERS = ("w:spacing", "w:ind", "w:jc", "w:rPr")  # the order that Word's schema asks for


@dataclass(frozen=True, slots=True)
class Face:
    """How letters look: the Chinese font, and the size in points."""

    font: str
    points: float
    color: RGBColor | None = None


PLAIN = Face("仿宋", 14)
SMALL = Face("仿宋", 9)
HEADING = Face("黑体", 20)

# GB/T 9704: 5.2.2 and 7.3, sizes 二号 22, 三号 16, 四号 14
MARK = Face("方正小标宋简体", 36, RED)
TITLE = Face("方正小标宋简体", 22)
TEXT, FIRST, SECOND = Face("仿宋", 16), Face("黑体", 16), Face("楷体", 16)
IMPRINT, FOLIO = Face("仿宋", 14), Face("宋体", 14)
TOP, BINDING, WIDTH, HEIGHT = Mm(37), Mm(28), Mm(156), Mm(225)  # 5.2.1
LINES, SIGNS = 22, 28  # on a page, and on a line (5.2.3)
PITCH = Pt(HEIGHT.pt / LINES)


def plain(title: str) -> Any:
    """An empty A4 document for papers without a prescribed form."""
    return _blank(title, PLAIN, 1.5)


def official(title: str) -> Any:
    """An empty document of 22 lines with 28 signs each on A4, with page numbers (5.2, 7.5)."""
    document = _blank(title, TEXT, PITCH)
    document.styles["Normal"].paragraph_format.space_after = Pt(0)
    section: Any = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.left_margin = TOP, BINDING
    section.right_margin = Mm(210) - BINDING - WIDTH
    section.bottom_margin = Mm(297) - TOP - HEIGHT
    section.footer_distance = Mm(25)  # the number stands 7 mm under the text
    _grid(section)
    document.settings.odd_and_even_pages_header_footer = True
    for footer, side in ((section.footer, RIGHT), (section.even_page_footer, LEFT)):
        footer.is_linked_to_previous = False
        _number(footer.paragraphs[0], side)
    return document


def line(
    document: Any, text: str, face: Face = PLAIN, *, align: Any = None, indent: int = 0
) -> Any:
    """A paragraph, whose first line is indented by `indent` signs of its size."""
    paragraph = document.add_paragraph()
    paragraph.alignment = align
    if indent:
        paragraph.paragraph_format.first_line_indent = Pt(face.points * indent)
    write(paragraph, text, face)
    return paragraph


def write(paragraph: Any, text: str, face: Face = PLAIN) -> None:
    """Add text to a paragraph, Chinese and Latin each in its font."""
    run = paragraph.add_run(_printable(text))
    run.font.size, run.font.name = Pt(face.points), LATIN_FONT
    run.font.color.rgb = face.color
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), face.font)


def table(
    document: Any, head: Sequence[str], rows: Iterable[Sequence[str]], face: Face = PLAIN
) -> None:
    """A table with lines round every cell."""
    made = document.add_table(rows=0, cols=len(head), style="Table Grid")
    for texts in (head, *rows):
        for cell, text in zip(made.add_row().cells, texts, strict=True):
            write(cell.paragraphs[0], text, face)


def rule(paragraph: Any, color: str = "000000", *, eighths: int = 8) -> None:
    """Draw a line under a paragraph, `eighths` of a point thick."""
    borders, bottom = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    drawn = {"val": "single", "sz": str(eighths), "space": "4", "color": color}
    for name, value in drawn.items():
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    paragraph._p.get_or_add_pPr().insert_element_before(borders, *AFTER_BORDERS)


def saved(document: Any) -> bytes:
    """The document as the bytes of a file."""
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _blank(title: str, face: Face, spacing: float | Length) -> Any:
    """A document without an author, dated by the house's clock."""
    document = Document()
    style: Any = document.styles["Normal"]
    style.font.name, style.font.size = LATIN_FONT, Pt(face.points)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), face.font)
    style.paragraph_format.line_spacing = spacing
    about = document.core_properties
    about.author, about.comments, about.title = "", "", _printable(title)[:255]
    about.created = about.modified = clock.now()
    return document


def _grid(section: Any) -> None:
    """Let Word set the signs on a grid; Word counts in twentieths and 4096ths of a point."""
    properties = section._sectPr
    for old in properties.findall(qn("w:docGrid")):
        properties.remove(old)
    grid = OxmlElement("w:docGrid")
    too_wide = WIDTH.pt / SIGNS - TEXT.points
    drawn = {
        "type": "linesAndChars", "linePitch": round(PITCH.pt * 20),
        "charSpace": round(too_wide * 4096),
    }  # fmt: skip
    for name, value in drawn.items():
        grid.set(qn(f"w:{name}"), str(value))
    properties.append(grid)


def _number(paragraph: Any, side: Any) -> None:
    """— 1 —, one sign in from the outer edge: on the right of odd pages, left of even ones (7.5)."""
    paragraph.alignment = side
    inner = "" if side == RIGHT else "　"
    write(paragraph, f"{inner}— ", FOLIO)
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    write(paragraph, "1", FOLIO)
    shown = paragraph.runs[-1]._element
    paragraph._p.append(field)
    field.append(shown)
    write(paragraph, " —" if inner else " —　", FOLIO)


def _printable(text: str) -> str:
    """The text without signs that XML can't hold."""
    return "".join(sign for sign in text if sign in "\n\t" or category(sign)[0] != CONTROL)
