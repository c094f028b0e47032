"""The answers of a request: `attribute[CODE]=v`, and `attribute[CODE][]=v` for lists."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.http import QueryDict
from django.utils.translation import gettext as _

from linli.domains.cases.models import Question
from linli.domains.cases.rules.asking import Datatype, NotAnAnswer, answer

_NAME = re.compile(r"attribute\[([^\[\]]*)\](?:\[\])?")
Replies = Mapping[Question, Sequence[str]]


@dataclass(slots=True)
class Attributes:
    """What was answered, and what is wrong with it by the name of the parameter."""

    replies: dict[Question, Sequence[str]] = field(default_factory=dict)
    wrong: dict[str, str] = field(default_factory=dict)


def attributes_of(sent: QueryDict, questions: Sequence[Question]) -> Attributes:
    """The answers in `sent` to these questions. An answer to anything else is wrong, too: to pass
    over a code that was mistyped would lose what somebody said."""
    found, given = Attributes(), _given(sent)
    for question in questions:
        if question.is_asked:
            _take(found, question, given.pop(question.code, []))
    for code, values in given.items():
        if any(each.strip() for each in values):
            found.wrong[f"attribute[{code[:40]}]"] = _("这个服务没有这一项。")
    return found


def _given(sent: QueryDict) -> dict[str, list[str]]:
    given: dict[str, list[str]] = {}
    for name, values in sent.lists():
        if match := _NAME.fullmatch(name):
            given.setdefault(match[1], []).extend(map(str, values))
    return given


def _take(found: Attributes, question: Question, values: Sequence[str]) -> None:
    keys = [each["key"] for each in question.choices]
    name = f"attribute[{question.code}]"
    try:
        replied = answer(Datatype(question.datatype), keys, values)
    except NotAnAnswer as refusal:
        found.wrong[name] = str(refusal)
        return
    if replied:
        found.replies[question] = replied
    elif question.is_required:
        found.wrong[name] = _("这一项必须填写。")
