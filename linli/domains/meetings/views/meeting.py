"""The list of meetings, and the page of one with its deeds."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from linli.domains.meetings import queries
from linli.domains.meetings.forms import SceneForm
from linli.domains.meetings.models import Meeting
from linli.domains.meetings.queries import Scene
from linli.domains.meetings.rules import Status
from linli.domains.meetings.views import papers
from linli.domains.meetings.views.deeds import DEEDS, Deed, offered
from linli.kernel import clock
from linli.platform.access import policy
from linli.platform.access.actor import ActingRequest
from linli.platform.exports import word
from linli.platform.ui.deeds import attempt

ROWS = 25
OPEN_DOOR = (Status.CALLED, Status.SITTING)
SHORT_DIGEST = 16  # characters of the digest that people compare


@login_required
@require_safe
def meeting_list(request: ActingRequest) -> HttpResponse:
    """Every meeting the actor may see, the newest first."""
    policy.require_anywhere(request.actor, "meetings.view")
    page = Paginator(queries.visible_to(request.actor), ROWS).get_page(request.GET.get("page"))
    return render(request, "meetings/list.html", {"page": page, "rows": page.object_list})


@login_required
@require_safe
def meeting_page(request: ActingRequest, meeting_id: UUID) -> HttpResponse:
    meeting = queries.get(request.actor, meeting_id)
    return _show(request, queries.scene_of(request.actor, meeting))


@login_required
@require_POST
def do(request: ActingRequest, meeting_id: UUID, name: str) -> HttpResponse:
    """Any deed of the table, by its name."""
    deed, meeting = DEEDS[name], queries.get(request.actor, meeting_id)
    policy.require(request.actor, deed.needs, at=meeting)
    scene = queries.scene_of(request.actor, meeting)
    form = deed.form(request.POST, prefix=name, scene=scene)
    return attempt(
        request, form, lambda _typed: deed.do(request.actor, form), done=deed.done,
        onward=lambda _outcome: reverse("meetings:meeting", args=[meeting_id]),
        again=lambda status: _show(request, scene, {name: form}, status),
    )  # fmt: skip


@login_required
@require_POST
def paper(request: ActingRequest, meeting_id: UUID) -> HttpResponse:
    """The minutes as a Word document in the official form; who takes them stands in the trail."""
    meeting = queries.get(request.actor, meeting_id)
    policy.require(request.actor, "meetings.view", at=meeting)
    scene = queries.scene_to_print(request.actor, meeting)
    answer = HttpResponse(papers.minutes(scene), content_type=word.CONTENT_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="{meeting.at:%Y-%m-%d}.docx"'
    return answer


def _show(
    request: ActingRequest,
    scene: Scene,
    wrong: dict[str, SceneForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page, with every deed that the actor may do now; `wrong` are forms to mend."""
    meeting, typed, now = scene.meeting, wrong or {}, clock.now()
    context = {
        "meeting": meeting,
        "scene": scene,
        "fact_pairs": _facts(meeting, scene),
        "is_minuted": meeting.status in queries.PRINTED,
        "may_open_door": meeting.status in OPEN_DOOR
        and policy.allows(request.actor, "meetings.record", meeting),
        "earlier": [(each, each.is_late(now)) for each in scene.earlier],
        "deeds": [
            _drawn(name, deed, scene, typed) for name, deed in offered(request.actor, scene).items()
        ],
        "wrong": next(iter(typed.values()), None),
    }
    return render(request, "meetings/meeting.html", context, status=status)


def _facts(meeting: Meeting, scene: Scene) -> list[tuple[str, Any]]:
    pairs = [
        (_("会议组织"), meeting.body.name),
        (_("地点"), meeting.location),
        (_("到会"), _("应到 %d 席，实到 %d 席") % (len(scene.attendance), scene.present)),
    ]
    if meeting.quorum is not None:
        rule = f"{meeting.quorum.fraction}（{meeting.quorum.basis}）"
        pairs.append((_("法定人数"), rule))
    if meeting.why_cancelled:
        pairs.append((_("取消原因"), meeting.why_cancelled))
    if meeting.digest:
        pairs.append((_("内容校验码"), meeting.digest[:SHORT_DIGEST]))
    return pairs


def _drawn(name: str, deed: Deed, scene: Scene, wrong: dict[str, SceneForm]) -> dict[str, Any]:
    return {
        "name": name,
        "title": deed.title,
        "hint": deed.hint,
        "form": wrong.get(name) or deed.form(prefix=name, scene=scene),
        "url": reverse(f"meetings:{name.replace('-', '_')}", args=[scene.meeting.pk]),
        "is_open": name in wrong,
        "button": deed.button,
    }
