"""Changing what other systems are asked when they report a case of a category."""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from linli.domains.cases.actions.configure import EVERYWHERE
from linli.domains.cases.models import Category, Question
from linli.domains.cases.rules.asking import LISTS, Datatype
from linli.kernel.errors import Invalid
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.audit import trail


@transaction.atomic
def ask(
    *,
    actor: Actor,
    category: Category,
    code: str,
    datatype: Datatype,
    words: str,
    hint: str = "",
    choices: Sequence[Mapping[str, str]] = (),
    is_required: bool = False,
    is_asked: bool = True,
) -> Question:
    """Ask one thing more of every case of this category that another system reports from now on."""
    policy.require(actor, "cases.configure", at=EVERYWHERE)

    _require_choices(datatype, choices)
    if is_required and not is_asked:
        refusal = _("只展示、不用填的一项，不能设为必填。")
        raise Invalid(refusal, is_required=refusal)
    asked = _asked_of(Category.objects.select_for_update().get(pk=category.pk))
    if asked.filter(code=code).exists():
        refusal = _("这个分类已经有同样代码的一项，请换一个代码。")
        raise Invalid(refusal, code=refusal)

    last = asked.aggregate(last=Max("order"))["last"] or 0
    question = Question.objects.create(
        category=category, code=code, order=last + 1, datatype=datatype, words=words, hint=hint,
        choices=list(choices), is_required=is_required, is_asked=is_asked,
    )  # fmt: skip
    trail.record(actor, "cases.ask", question, category=category.code, question=code)
    return question


@transaction.atomic
def ask_no_more(*, actor: Actor, question: Question) -> None:
    """Leave the question out from now on; what was answered stays with its cases."""
    policy.require(actor, "cases.configure", at=EVERYWHERE)
    Question.objects.filter(pk=question.pk).update(is_active=False)
    trail.record(actor, "cases.ask_no_more", question, question=question.code)


@transaction.atomic
def screen(*, actor: Actor, category: Category, is_screened: bool) -> None:
    """Let a dispatcher read each case of this category before other systems get its number."""
    policy.require(actor, "cases.configure", at=EVERYWHERE)
    Category.objects.filter(pk=category.pk).update(is_screened=is_screened)
    trail.record(actor, "cases.screen", category, is_screened=is_screened)


def _asked_of(category: Category) -> "QuerySet[Question]":
    return Question.objects.filter(category=category, is_active=True)


def _require_choices(datatype: Datatype, choices: Sequence[Mapping[str, str]]) -> None:
    keys = [each["key"] for each in choices]
    if (datatype in LISTS) != bool(keys):
        refusal = _("列表要写出每个选项；别的种类不写选项。")
        raise Invalid(refusal, choices=refusal)
    if len(set(keys)) < len(keys):
        refusal = _("选项的代码不能重复。")
        raise Invalid(refusal, choices=refusal)
