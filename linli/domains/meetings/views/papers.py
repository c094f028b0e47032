"""Minutes as a Word document in the form that GB/T 9704-2012 prescribes for 纪要 (clause 10.3).

Written in Chinese whoever asks for it: it is the record of a body of the community.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils import translation

from linli.domains.meetings import words
from linli.domains.meetings.models import Attendance, Item
from linli.domains.meetings.queries import Scene
from linli.domains.meetings.rules import Presence, Status
from linli.kernel import clock
from linli.platform.exports import word

DIGITS = "零一二三四五六七八九"
SHORT_DIGEST = 16  # characters of the digest that people compare
DRAFT = "（草稿，未签字）"
NAMED = ((Presence.PRESENT, "出席"), (Presence.APOLOGY, "请假"), (Presence.ABSENT, "缺席"))


def minutes(scene: Scene) -> bytes:
    """The minutes of a meeting: mark, date, every item with its decision, who was there, who signed."""
    with translation.override("zh-hans"):
        meeting = scene.meeting
        document = word.official(f"{meeting.body.name}第{meeting.serial}次会议纪要")
        for part in (_head, _opening, _items, _people, _signatures, _imprint):
            part(document, scene)
    return word.saved(document)


def in_chinese(number: int) -> str:
    """1 to 99 as headings of official papers count: 一, 十, 十二, 二十."""
    tens, ones = divmod(number, 10)
    if not tens:
        return DIGITS[ones]
    return f"{DIGITS[tens] if tens > 1 else ''}十{DIGITS[ones] if ones else ''}"


def day_of(at: datetime) -> str:
    """A date as 7.3.5.4 writes it: Arabic digits, months and days without a leading nought."""
    local = clock.local_date(at)
    return f"{local.year}年{local.month}月{local.day}日"


def _head(document: Any, scene: Scene) -> None:
    meeting = scene.meeting
    word.line(
        document, f"{meeting.body.name}纪要", word.MARK, align=word.CENTER
    ).paragraph_format.line_spacing = 1
    word.line(document, f"第{meeting.serial}次", word.TEXT, align=word.CENTER)
    told = word.line(
        document,
        f"{meeting.community.name}　　　　{day_of(_held(scene))}",
        word.TEXT,
        align=word.CENTER,
    )
    word.rule(told, "C00000", eighths=12)
    if meeting.status != Status.SIGNED:
        word.line(document, DRAFT, word.FIRST, align=word.CENTER)


def _opening(document: Any, scene: Scene) -> None:
    meeting = scene.meeting
    _text(
        document,
        f"{day_of(_held(scene))}，{meeting.body.name}在{meeting.location}召开第{meeting.serial}次会议，"
        f"应到{len(scene.attendance)}席，实到{scene.present}席。现将会议情况和议定事项纪要如下：",
    )  # fmt: skip


def _items(document: Any, scene: Scene) -> None:
    for number, item in enumerate(scene.items, start=1):
        word.line(document, f"{in_chinese(number)}、{item.title}", word.FIRST, indent=2)
        for line in item.minutes.splitlines():
            _text(document, line)
        if item.resolution:
            _decision(document, item)
        for each in item.duties.all():
            due = day_of(each.due_at)
            _text(document, f"责任单位：{each.seat}。任务：{each.task}。完成时限：{due}。")


def _decision(document: Any, item: Item) -> None:
    outcome = "会议决定" if item.is_adopted else "未获通过的决议"
    _text(document, f"{outcome}：{item.resolution}")
    _text(
        document,
        f"表决结果：同意{item.votes_for}席，反对{item.votes_against}席，弃权{item.votes_abstained}席；"
        f"到会{item.present}席。",
    )  # fmt: skip


def _people(document: Any, scene: Scene) -> None:
    """Who came and who didn't, the heading in 黑体 and the names beside it (10.3)."""
    for presence, title in NAMED:
        names = [str(each.seat) for each in _of(scene.attendance, presence)]
        if names:
            told = word.line(document, f"{title}：", word.FIRST, indent=2)
            word.write(told, "，".join(names) + "。", word.TEXT)


def _signatures(document: Any, scene: Scene) -> None:
    for hand, title in words.HAND.items():
        at = getattr(scene.meeting, f"{hand}_at")
        _text(document, f"{title}：{f'已于{day_of(at)}签字' if at else '未签字'}")


def _imprint(document: Any, scene: Scene) -> None:
    """The part under the last line of the paper (7.4), with the digest by which a changed copy shows."""
    word.rule(word.line(document, "", word.IMPRINT))
    meeting = scene.meeting
    if meeting.digest:
        word.line(document, f"内容校验码：{meeting.digest[:SHORT_DIGEST]}", word.IMPRINT, indent=1)
    told = f"{meeting.body.name}　　　　{day_of(clock.now())}印发"
    word.rule(word.line(document, told, word.IMPRINT, indent=1))


def _text(document: Any, text: str) -> None:
    word.line(document, text, word.TEXT, indent=2)


def _held(scene: Scene) -> datetime:
    return scene.meeting.opened_at or scene.meeting.at


def _of(attendance: Iterable[Attendance], presence: Presence) -> Iterable[Attendance]:
    return (each for each in attendance if each.presence == presence)
