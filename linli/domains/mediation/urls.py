"""The pages of mediation. Each deed has an address of its own, so that each is reviewed by itself."""

from django.urls import URLPattern, path

from linli.domains.mediation.views import desk, dispute, figures
from linli.domains.mediation.views.deeds import DEEDS
from linli.domains.mediation.views.sheet import sheet

app_name = "mediation"


def _deed(name: str) -> URLPattern:
    spoken = {"name": name}
    return path(f"<uuid:dispute_id>/{name}/", dispute.do, spoken, name.replace("-", "_"))


urlpatterns = [
    path("", desk.dispute_list, name="list"),
    path("open/", desk.open_dispute, name="open"),
    path("mediators/", desk.mediators, name="mediators"),
    path("mediators/<uuid:mediator_id>/retire/", desk.retire, name="retire"),
    path("limits/", desk.limits, name="limits"),
    path("success/", figures.success, name="success"),
    path("success/<slug:part>/", figures.behind, name="behind"),
    path("<uuid:dispute_id>/", dispute.dispute_page, name="dispute"),
    path("<uuid:dispute_id>/reveal/", dispute.reveal, name="reveal"),
    path("<uuid:dispute_id>/sheet/", sheet, name="sheet"),
    path("<uuid:dispute_id>/paper/", dispute.paper, name="paper"),
    *map(_deed, DEEDS),
]
