"""The dispute on paper (A4): what its page shows, names masked, without minutes and statements."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.core.places.qr import picture_of
from linli.domains.mediation import queries
from linli.domains.mediation.views import showing
from linli.kernel import clock
from linli.platform.access.actor import ActingRequest


@login_required
@require_safe
def sheet(request: ActingRequest, dispute_id: UUID) -> HttpResponse:
    scene = queries.scene_on_paper(request.actor, queries.get(request.actor, dispute_id))
    dispute, page = scene.dispute, reverse("mediation:dispute", args=[dispute_id])
    parties = [showing.party_row(each, {}) for each in scene.parties]
    context = {
        "dispute": dispute,
        **showing.standing(dispute),
        "back": page,
        "code": picture_of(request.build_absolute_uri(page)),
        "fact_pairs": showing.facts_of(dispute, scene, with_statement=False),
        "clock": showing.clock_of(dispute),
        "party_columns": [_("哪一方"), _("姓名"), _("电话"), _("是否同意调解")],
        "party_rows": [
            [each["title"], each["name"], each["phone"] or "—", each["consent"]] for each in parties
        ],
        "seats": [showing.seat_row(each, scene) for each in scene.seats],
        "sittings": [showing.sitting_row(each, scene) for each in scene.sittings],
        "paper": showing.agreement_of(scene),
        "duties": [showing.duty_row(each) for each in scene.duties],
        "steps": [step | {"detail": ""} for step in showing.steps_of(scene)],
        "printed": (request.actor.name, clock.now()),
    }
    return render(request, "mediation/sheet.html", context)
