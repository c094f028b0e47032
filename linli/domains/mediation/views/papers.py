"""The mediation agreement as a Word document (art. 29), which people print, sign and seal.

It is written in Chinese whoever prints it, for it is a legal document of the parties.
"""

from io import BytesIO
from typing import Any
from unicodedata import category

from django.utils import translation
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt

from linli.domains.mediation.queries import Scene
from linli.domains.mediation.rules import Form, Seat
from linli.kernel import clock

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
BODY_FONT, TITLE_FONT, LATIN_FONT = "仿宋", "黑体", "Times New Roman"
BODY, TITLE, SMALL = Pt(14), Pt(20), Pt(9)
DAY = "　　　年　　月　　日"  # to be filled in by hand
BLANK = f"　　　　　{DAY}"
LAW = (
    "本协议自各方当事人签名、盖章或者按指印，人民调解员签名并加盖人民调解委员会印章之日起生效，"
    "一式 %d 份，各方各执一份，人民调解委员会留存一份。"
)
COURT = "协议生效之日起三十日内，各方认为有必要的，可以共同向人民法院申请司法确认。"
CONTROL = "C"  # the Unicode categories of signs that nobody sees
SHORT_DIGEST = 16  # characters of the digest that people compare


def agreement(scene: Scene) -> bytes:
    """The standing agreement of a dispute, with everybody's names, ready to be signed."""
    with translation.override("zh-hans"):
        document = _blank(scene)
        _heading(document, "人民调解协议书")
        _line(document, f"编号：{scene.dispute.number}", align=WD_ALIGN_PARAGRAPH.RIGHT)
        _parties(document, scene)
        _matter(document, scene)
        _duties(document, scene)
        _law(document, scene)
        _signatures(document, scene)
        _foot(document, scene)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _blank(scene: Scene) -> Any:
    """An empty document whose text, Latin and Chinese, is set in the fonts of official papers."""
    document = Document()
    style: Any = document.styles["Normal"]
    style.font.name, style.font.size = LATIN_FONT, BODY
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), BODY_FONT)
    style.paragraph_format.line_spacing = 1.5
    about = document.core_properties
    about.author, about.comments, about.title = "", "", scene.dispute.number
    about.created = about.modified = clock.now()
    return document


def _heading(document: Any, text: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(paragraph, text, size=TITLE, font=TITLE_FONT)


def _line(document: Any, text: str, *, align: Any = None, size: Any = BODY) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = align
    _run(paragraph, text, size=size)


def _run(paragraph: Any, text: str, *, size: Any = BODY, font: str = BODY_FONT) -> None:
    run = paragraph.add_run(_printable(text))
    run.font.size, run.font.name = size, LATIN_FONT
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)


def _printable(text: str) -> str:
    """The text without signs that XML can't hold."""
    return "".join(sign for sign in text if sign in "\n\t" or category(sign)[0] != CONTROL)


def _parties(document: Any, scene: Scene) -> None:
    for party in scene.parties:
        phone = party.phone or "—"
        _line(document, f"{party.title}：{party.name}　电话：{phone}")
    seated = [each.mediator.name for each in scene.seats if each.status == Seat.ACCEPTED]
    _line(document, f"人民调解员：{'、'.join(seated)}")


def _matter(document: Any, scene: Scene) -> None:
    dispute, paper = scene.dispute, scene.agreement
    _line(document, f"纠纷类型：{dispute.kind.name if dispute.kind else '—'}")
    _line(document, f"纠纷事由：{dispute.subject}")
    _line(document, "经调解，各方自愿达成如下协议：")
    for line in (paper.terms if paper else "").splitlines():
        _line(document, line)


def _duties(document: Any, scene: Scene) -> None:
    if not scene.duties:
        return
    _line(document, "履行方式和期限：")
    table = document.add_table(rows=1, cols=3, style="Table Grid")
    for cell, text in zip(table.rows[0].cells, ("由谁", "做什么", "在哪天以前"), strict=True):
        _run(cell.paragraphs[0], text)
    for duty in scene.duties:
        told = (duty.party.title, duty.task, duty.due_on.isoformat())
        for cell, text in zip(table.add_row().cells, told, strict=True):
            _run(cell.paragraphs[0], text)


def _law(document: Any, scene: Scene) -> None:
    copies = len(scene.parties) + 1
    _line(document, LAW % copies)
    _line(document, COURT)


def _signatures(document: Any, scene: Scene) -> None:
    paper = scene.agreement
    if paper is not None and paper.form == Form.ORAL:
        _line(document, "本协议为口头协议，由人民调解员记录，自达成之日起生效。")
        return
    for party in scene.parties:
        _line(document, f"{party.title}（签名、盖章或按指印）：{BLANK}")
    _line(document, f"人民调解员（签名）：{BLANK}")
    committee = f"{scene.dispute.community.name}人民调解委员会（印章）{DAY}"
    _line(document, committee, align=WD_ALIGN_PARAGRAPH.RIGHT)


def _foot(document: Any, scene: Scene) -> None:
    """The first digits of the digest, by which a changed paper is told from the record."""
    if scene.agreement is not None:
        text = f"内容校验码：{scene.agreement.digest[:SHORT_DIGEST]}"
        _line(document, text, size=SMALL)
