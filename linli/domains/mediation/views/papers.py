"""The mediation agreement as a Word document (art. 29), which people print, sign and seal.

It is written in Chinese whoever prints it, for it is a legal document of the parties.
"""

from typing import Any

from django.utils import translation

from linli.domains.mediation.queries import Scene
from linli.domains.mediation.rules import Form, Seat
from linli.platform.exports import word

DAY = "　　　年　　月　　日"  # to be filled in by hand
BLANK = f"　　　　　{DAY}"
LAW = (
    "本协议自各方当事人签名、盖章或者按指印，人民调解员签名并加盖人民调解委员会印章之日起生效，"
    "一式 %d 份，各方各执一份，人民调解委员会留存一份。"
)
COURT = "协议生效之日起三十日内，各方认为有必要的，可以共同向人民法院申请司法确认。"
SHORT_DIGEST = 16  # characters of the digest that people compare


def agreement(scene: Scene) -> bytes:
    """The standing agreement of a dispute, with everybody's names, ready to be signed."""
    with translation.override("zh-hans"):
        document = word.plain(scene.dispute.number)
        word.line(document, "人民调解协议书", word.HEADING, align=word.CENTER)
        word.line(document, f"编号：{scene.dispute.number}", align=word.RIGHT)
        _parties(document, scene)
        _matter(document, scene)
        _duties(document, scene)
        _law(document, scene)
        _signatures(document, scene)
        _foot(document, scene)
    return word.saved(document)


def _parties(document: Any, scene: Scene) -> None:
    for party in scene.parties:
        phone = party.phone or "—"
        word.line(document, f"{party.title}：{party.name}　电话：{phone}")
    seated = [each.mediator.name for each in scene.seats if each.status == Seat.ACCEPTED]
    word.line(document, f"人民调解员：{'、'.join(seated)}")


def _matter(document: Any, scene: Scene) -> None:
    dispute, paper = scene.dispute, scene.agreement
    word.line(document, f"纠纷类型：{dispute.kind.name if dispute.kind else '—'}")
    word.line(document, f"纠纷事由：{dispute.subject}")
    word.line(document, "经调解，各方自愿达成如下协议：")
    for line in (paper.terms if paper else "").splitlines():
        word.line(document, line)


def _duties(document: Any, scene: Scene) -> None:
    if not scene.duties:
        return
    word.line(document, "履行方式和期限：")
    told = ((each.party.title, each.task, each.due_on.isoformat()) for each in scene.duties)
    word.table(document, ("由谁", "做什么", "在哪天以前"), told)


def _law(document: Any, scene: Scene) -> None:
    copies = len(scene.parties) + 1
    word.line(document, LAW % copies)
    word.line(document, COURT)


def _signatures(document: Any, scene: Scene) -> None:
    paper = scene.agreement
    if paper is not None and paper.form == Form.ORAL:
        word.line(document, "本协议为口头协议，由人民调解员记录，自达成之日起生效。")
        return
    for party in scene.parties:
        word.line(document, f"{party.title}（签名、盖章或按指印）：{BLANK}")
    word.line(document, f"人民调解员（签名）：{BLANK}")
    committee = f"{scene.dispute.community.name}人民调解委员会（印章）{DAY}"
    word.line(document, committee, align=word.RIGHT)


def _foot(document: Any, scene: Scene) -> None:
    """The first digits of the digest, by which a changed paper is told from the record."""
    if scene.agreement is not None:
        text = f"内容校验码：{scene.agreement.digest[:SHORT_DIGEST]}"
        word.line(document, text, word.SMALL)
