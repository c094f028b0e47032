"""The pages on which it is set what other systems are asked when they report a case."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from linli.domains.cases import actions, queries, words
from linli.domains.cases.forms.asking import QuestionForm, ScreenForm
from linli.domains.cases.forms.matters import PublicityForm
from linli.domains.cases.models import Category, Question
from linli.domains.cases.rules.asking import Datatype
from linli.platform.access import policy
from linli.platform.access.actor import ActingRequest
from linli.platform.ui.deeds import attempt


@require_GET
def services(request: ActingRequest) -> HttpResponse:
    rows = queries.services_configured(request.actor)
    return render(request, "cases/services.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def service(request: ActingRequest, code: str) -> HttpResponse:
    """What is asked of one category; whoever looks after the whole house may ask more."""
    category = _category(request, code)
    may_set = policy.allows(request.actor, "cases.configure", at=actions.EVERYWHERE)
    form = QuestionForm(request.POST or None)

    def page(status: int) -> HttpResponse:
        shown = {
            "category": category,
            "rows": [_row(each) for each in queries.questions_of(category)],
            "form": form,
            "publicity": PublicityForm({"publicity": category.publicity}),
            "screening": ScreenForm(initial={"is_screened": category.is_screened}),
            "may_set": may_set,
        }
        return render(request, "cases/service.html", shown, status=status)

    if request.method != "POST":
        return page(200)
    policy.require(request.actor, "cases.configure", at=actions.EVERYWHERE)

    def deed(_typed: dict[str, Any]) -> Question:
        return actions.ask(actor=request.actor, category=category, **form.wishes())

    return attempt(
        request, form, deed, done=_("已加上这一项。"),
        onward=lambda _question: reverse("cases:service", args=[code]), again=page,
    )  # fmt: skip


@require_POST
def screen(request: ActingRequest, code: str) -> HttpResponse:
    category = _category(request, code)
    wish = ScreenForm(request.POST)
    is_screened = wish.is_valid() and wish.cleaned_data["is_screened"]
    actions.screen(actor=request.actor, category=category, is_screened=is_screened)
    messages.success(request, _("已保存。"))
    return redirect("cases:service", code)


@require_POST
def ask_no_more(request: ActingRequest, code: str, question_id: UUID) -> HttpResponse:
    asked = queries.questions_of(_category(request, code))
    question = next((each for each in asked if each.pk == question_id), None)
    if question is not None:
        actions.ask_no_more(actor=request.actor, question=question)
    messages.success(request, _("以后不再问这一项，已有的回答还在。"))
    return redirect("cases:service", code)


def _category(request: ActingRequest, code: str) -> Category:
    return get_object_or_404(queries.services_configured(request.actor), code=code)


def _row(question: Question) -> dict[str, Any]:
    return {
        "question": question,
        "datatype": words.DATATYPE[Datatype(question.datatype)],
        "choices": "、".join(each["name"] for each in question.choices),
    }
