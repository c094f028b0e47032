"""What workers do in a deliberation: open it, look at contributions, enter what came by hand, read
the digest."""

import json
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.core.divisions import queries as divisions
from linli.domains.council import actions, words
from linli.domains.council.forms.deliberation import (
    AppealAnswerForm,
    EnterOpinionsForm,
    EnterWordsForm,
    ModerateForm,
    OpenForm,
)
from linli.domains.council.models import Contribution, Deliberation
from linli.domains.council.queries import deliberation as queries
from linli.domains.council.rules.deliberation import Form, Publishing, Reason, Step, Way
from linli.domains.council.views import deliberation_paper, showing, showing_deliberation
from linli.kernel.errors import NotFound
from linli.platform.access import policy
from linli.platform.access.actor import ActingRequest
from linli.platform.ui.deeds import attempt

read_or_send = require_http_methods(["GET", "HEAD", "POST"])
ENTER = "council.enter_opinions"


def _shown(
    request: ActingRequest, page: str, talk: Deliberation, status: int, **more: Any
) -> HttpResponse:
    told = {"base": showing.base(request.actor), **showing_deliberation.standing(talk), **more}
    return render(request, f"council/deliberation/{page}.html", told, status=status)


@login_required
@read_or_send
def open_talk(request: ActingRequest) -> HttpResponse:
    """Put a question to a community."""
    policy.require_anywhere(request.actor, "council.open_deliberation")
    communities = divisions.communities_of(request.actor, "council.open_deliberation")
    form = OpenForm(request.POST or None, communities=communities)

    def page(status: int) -> HttpResponse:
        return render(request, "council/deliberation/open.html", {"form": form}, status=status)

    def deed(typed: dict[str, Any]) -> Deliberation:
        opens_at, closes_at = form.moments()
        return actions.open_deliberation(
            actor=request.actor, area=typed["community"].code, question=typed["question"],
            background=typed["background"], seeds=typed["seeds"].splitlines(),
            publishing=Publishing(typed["publishing"]), opens_at=opens_at, closes_at=closes_at,
        )  # fmt: skip

    if request.method != "POST":
        return page(200)
    return attempt(request, form, deed, done=_("已发起。"), onward=_address, again=page)


def _address(talk: Deliberation) -> str:
    return reverse("council:deliberation", args=[talk.pk])


@login_required
@never_cache
@require_safe
def queue(request: ActingRequest, deliberation_id: UUID) -> HttpResponse:
    """What waits to be looked at, and everything that is shown, to take it out."""
    talk = queries.deliberation_for(request.actor, deliberation_id)
    policy.require(request.actor, queries.MODERATE, at=talk)
    return _queue(request, talk)


def _queue(
    request: ActingRequest,
    talk: Deliberation,
    status: int = 200,
    **wrong: ModerateForm | AppealAnswerForm,
) -> HttpResponse:
    shown = [*queries.statements(talk), *queries.best_arguments(talk)]
    return _shown(
        request, "queue", talk, status,
        waiting=showing_deliberation.queue(queries.waiting(talk)),
        appeals=queries.appeals(talk),
        rows=showing_deliberation.queue(shown),
        moderate_form=ModerateForm(initial={"step": Step.PUBLISH}),
        remove_form=ModerateForm(initial={"step": Step.REMOVE}),
        answer_form=AppealAnswerForm(), wrong=next(iter(wrong.values()), None),
    )  # fmt: skip


@login_required
@require_POST
def moderate(request: ActingRequest, contribution_id: UUID) -> HttpResponse:
    """Publish something, or take it out by a rule."""
    one = queries.contribution(request.actor, contribution_id)
    talk = one.deliberation
    policy.require(request.actor, queries.MODERATE, at=talk)
    form = ModerateForm(request.POST)

    def deed(typed: dict[str, str]) -> Contribution:
        reason = Reason(typed["reason"]) if typed["reason"] else None
        return actions.moderate(
            actor=request.actor, contribution=one, step=Step(typed["step"]), reason=reason
        )

    return attempt(
        request, form, deed, done=_("已处理。"), onward=lambda _made: _queue_of(talk),
        again=lambda status: _queue(request, talk, status, moderate=form),
    )  # fmt: skip


@login_required
@require_POST
def answer_appeal(request: ActingRequest, contribution_id: UUID) -> HttpResponse:
    """Decide on an appeal that somebody else's decision met."""
    one = queries.contribution(request.actor, contribution_id)
    talk = one.deliberation
    policy.require(request.actor, queries.MODERATE, at=talk)
    form = AppealAnswerForm(request.POST)
    return attempt(
        request, form,
        lambda typed: actions.answer_appeal(
            actor=request.actor, contribution=one, upheld=typed["upheld"] == "yes",
            words=typed["words"],
        ),
        done=_("已答复。"), onward=lambda _made: _queue_of(talk),
        again=lambda status: _queue(request, talk, status, answer=form),
    )  # fmt: skip


def _queue_of(talk: Deliberation) -> str:
    return reverse("council:queue", args=[talk.pk])


@login_required
@read_or_send
def enter_votes(request: ActingRequest, deliberation_id: UUID) -> HttpResponse:
    """Enter a sheet, or what somebody said on the phone, before a witness."""
    talk = queries.deliberation_for(request.actor, deliberation_id)
    policy.require(request.actor, ENTER, at=talk)
    form = EnterOpinionsForm(request.POST or None, statements=queries.statements(talk))

    def page(status: int) -> HttpResponse:
        return _shown(request, "enter", talk, status, form=form, questions=form.questions)

    def entered(number: int) -> str:
        messages.success(request, _("已录入 %d 条表态。本人在网上表过态的，以本人为准。") % number)
        return reverse("council:enter_votes", args=[talk.pk])

    if request.method != "POST":
        return page(200)
    return attempt(
        request, form,
        lambda _typed: actions.enter_opinions(
            actor=request.actor, talk=talk, assisted=form.assisted(), said=form.said()
        ),
        done="", onward=entered, again=page,
    )  # fmt: skip


@login_required
@read_or_send
def enter_words(request: ActingRequest, deliberation_id: UUID) -> HttpResponse:
    """Enter a statement or an argument in somebody's words, before a witness."""
    talk = queries.deliberation_for(request.actor, deliberation_id)
    policy.require(request.actor, ENTER, at=talk)
    form = EnterWordsForm(request.POST or None, initial={"form": Form.STATEMENT})

    def page(status: int) -> HttpResponse:
        return _shown(request, "enter", talk, status, form=form, questions=form.told)

    def deed(typed: dict[str, Any]) -> Contribution:
        about = queries.numbered(talk, typed["number"]) if typed["number"] else None
        return actions.enter_contribution(
            actor=request.actor, talk=talk, assisted=form.assisted(), form=Form(typed["form"]),
            text=typed["text"], about=about,
        )  # fmt: skip

    if request.method != "POST":
        return page(200)
    return attempt(
        request, form, deed, done=_("已录入。"), again=page,
        onward=lambda _made: reverse("council:enter_words", args=[talk.pk]),
    )  # fmt: skip


@login_required
@require_safe
def digest(request: ActingRequest, deliberation_id: UUID) -> HttpResponse:
    """What the deliberation came to, for the committee: frozen at the close."""
    talk = queries.deliberation_for(request.actor, deliberation_id)
    policy.require(request.actor, queries.ATTEND, at=talk)
    if not talk.digest:
        return _shown(request, "digest", talk, 200)
    return _shown(request, "digest", talk, 200, **_told(talk))


@login_required
@require_safe
def digest_paper(request: ActingRequest, deliberation_id: UUID) -> HttpResponse:
    """The digest as a Word document."""
    talk = _frozen(request, deliberation_id)
    body = deliberation_paper.paper(talk, json.loads(talk.digest))
    headers = {"Content-Disposition": 'attachment; filename="digest.docx"'}
    return HttpResponse(body, content_type=deliberation_paper.CONTENT_TYPE, headers=headers)


@login_required
@require_safe
def digest_file(request: ActingRequest, deliberation_id: UUID) -> HttpResponse:
    """The digest byte for byte, over which its hash was made."""
    talk = _frozen(request, deliberation_id)
    headers = {"Content-Disposition": 'attachment; filename="digest.json"'}
    return HttpResponse(talk.digest.encode(), content_type="application/json", headers=headers)


def _frozen(request: ActingRequest, deliberation_id: UUID) -> Deliberation:
    talk = queries.deliberation_for(request.actor, deliberation_id)
    policy.require(request.actor, queries.ATTEND, at=talk)
    if not talk.digest:
        raise NotFound(_("没有找到，或者您没有查看它的权限。"))
    return talk


def _told(talk: Deliberation) -> dict[str, Any]:
    facts = json.loads(talk.digest)
    texts = {int(number): text for number, text in facts["texts"].items()}
    return {
        "ways": [
            (words.WAY[Way(way)], _("少于 5 人，不公布") if people is None else people)
            for way, people in facts["ways"].items()
        ],
        "arguments": [
            (words.FORM[Form(each["form"])], _about(each["about"], texts), each["text"],
             each["helpful"])
            for each in facts["arguments"]
        ],
        "argument_columns": [_("这是"), _("关于"), _("理由"), _("有帮助")],
        **showing_deliberation.result(facts["result"], texts),
    }  # fmt: skip


def _about(number: int | None, texts: dict[int, str]) -> str:
    return texts.get(number, "—") if number else _("议题")
