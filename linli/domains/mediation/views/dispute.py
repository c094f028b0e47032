"""The page of one dispute, its deeds, and the paper that people sign."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from linli.domains.mediation import queries
from linli.domains.mediation.errors import NotOnThisDispute
from linli.domains.mediation.forms import DraftForm, LookForm, SceneForm
from linli.domains.mediation.queries import Scene
from linli.domains.mediation.rules import Status
from linli.domains.mediation.views import papers, showing
from linli.domains.mediation.views.deeds import DEEDS, Deed, offered
from linli.kernel.errors import Invalid
from linli.platform.access import policy
from linli.platform.access.actor import ActingRequest
from linli.platform.exports import word
from linli.platform.ui.deeds import attempt


@login_required
@require_safe
def dispute_page(request: ActingRequest, dispute_id: UUID) -> HttpResponse:
    dispute = queries.get(request.actor, dispute_id)
    return _show(request, queries.scene_of(request.actor, dispute))


@login_required
@require_POST
def do(request: ActingRequest, dispute_id: UUID, name: str) -> HttpResponse:
    """Any deed of the table, by its name."""
    deed, scene = DEEDS[name], _confided(request, dispute_id, DEEDS[name].needs)
    form = deed.form(request.POST, prefix=name, scene=scene)

    def act(typed: dict[str, Any]) -> Any:
        more = {"duties": list(form.duties())} if isinstance(form, DraftForm) else {}
        return deed.do(request.actor, scene, typed | more)

    return attempt(
        request, form, act, done=deed.done,
        onward=lambda _outcome: reverse("mediation:dispute", args=[dispute_id]),
        again=lambda status: _show(request, scene, {name: form}, status),
    )  # fmt: skip


@login_required
@require_POST
def reveal(request: ActingRequest, dispute_id: UUID) -> HttpResponse:
    """Show names and phones once, for a reason; the look stands in the trail."""
    scene = _confided(request, dispute_id, "mediation.confide")
    form = LookForm(request.POST, prefix="reveal", scene=scene)
    if not form.is_valid():
        return _show(request, scene, {"reveal": form}, 422)
    reason = form.cleaned_data["reason"]
    shown = queries.parties_shown(request.actor, scene.dispute, reason)
    return _show(request, scene, revealed={each.pk: each for each in shown})


@login_required
@require_POST
def paper(request: ActingRequest, dispute_id: UUID) -> HttpResponse:
    """The agreement as a Word document, with everybody's names; the look stands in the trail."""
    scene = _confided(request, dispute_id, "mediation.confide")
    if scene.agreement is None:
        raise Invalid(_("还没有协议，不能生成文书。"))
    queries.paper_shown(request.actor, scene.agreement, _("生成调解协议书"))
    response = HttpResponse(papers.agreement(scene), content_type=word.CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{scene.dispute.number}.docx"'
    return response


def _confided(request: ActingRequest, dispute_id: UUID, permission: str) -> Scene:
    """The dispute for somebody who holds the permission and may know what is confidential."""
    dispute = queries.get(request.actor, dispute_id)
    policy.require(request.actor, permission, at=dispute)
    scene = queries.scene_of(request.actor, dispute)
    if not scene.confides:
        raise NotOnThisDispute(_("您不是这件纠纷的调解员，不能办理，也不能查看调解内容。"))
    return scene


def _show(
    request: ActingRequest,
    scene: Scene,
    typed: dict[str, SceneForm] | None = None,
    status: int = 200,
    *,
    revealed: dict[Any, Any] | None = None,
) -> HttpResponse:
    """The page, with every deed that the actor may do now; `typed` are forms to mend."""
    dispute, wrong = scene.dispute, typed or {}
    context = {
        "dispute": dispute,
        "scene": scene,
        **showing.standing(dispute),
        "fact_pairs": showing.facts_of(dispute, scene),
        "parties": [showing.party_row(each, revealed or {}) for each in scene.parties],
        "seats": [showing.seat_row(each, scene) for each in scene.seats],
        "sittings": [showing.sitting_row(each, scene) for each in scene.sittings],
        "alarms": [showing.alarm_row(each) for each in scene.alarms],
        "paper": showing.agreement_of(scene),
        "duties": [showing.duty_row(each) for each in scene.duties],
        "clock": showing.clock_of(dispute),
        "paths": showing.paths_of(dispute),
        "steps": showing.steps_of(scene),
        "deeds": [_drawn(name, deed, scene, wrong) for name, deed in _listed(request, scene)],
        "reveal": wrong.get("reveal") or LookForm(prefix="reveal", scene=scene),
        "is_revealed": revealed is not None,
        "wrong": next(iter(wrong.values()), None),
    }
    return render(request, "mediation/dispute.html", context, status=status)


def _listed(request: ActingRequest, scene: Scene) -> list[tuple[str, Deed]]:
    """What comes next stands first, what ends or endangers the talks last."""
    status = Status(scene.dispute.status)
    found = offered(request.actor, scene).items()
    return sorted(found, key=lambda pair: (status not in pair[1].main, pair[1].is_danger))


def _drawn(name: str, deed: Deed, scene: Scene, wrong: dict[str, SceneForm]) -> dict[str, Any]:
    return {
        "name": name,
        "title": deed.title,
        "hint": deed.hint,
        "form": wrong.get(name) or deed.form(prefix=name, scene=scene),
        "url": reverse(f"mediation:{name.replace('-', '_')}", args=[scene.dispute.pk]),
        "is_main": Status(scene.dispute.status) in deed.main,
        "is_open": name in wrong,
        "button": "danger" if deed.is_danger else "primary",
    }
