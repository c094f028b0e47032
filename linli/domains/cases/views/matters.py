"""What everybody may read of casework: a community's public matters as list, map and feed."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.core.divisions import queries as divisions
from linli.core.places import queries as places
from linli.domains.cases.forms.matters import MatterFilter
from linli.domains.cases.queries import publicity
from linli.domains.cases.queries.publicity import Wanted
from linli.domains.cases.rules.publicity import DONE
from linli.domains.cases.views import showing_matters as showing
from linli.kernel import clock
from linli.platform.access.actor import ActingRequest, Kind
from linli.platform.database import scope
from linli.platform.files import links
from linli.platform.files import queries as files

MAY_WATCH = (Kind.RESIDENT, Kind.VISITOR)  # whoever hasn't signed in is asked to
FEED = "application/atom+xml; charset=utf-8"


@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """The communities that have made matters public."""
    return render(
        request, "cases/matters_choose.html", {"places": publicity.communities_with_matters()}
    )


@require_safe
def matters(request: ActingRequest, community: str) -> HttpResponse:
    """The public matters of one community, the newest first; seven queries, however many."""
    name, now = _name(community), clock.now()
    form, wanted = _asked(request, community)
    page = publicity.matters(wanted, now)
    shown = {
        "community": community,
        "name": name,
        "form": form,
        "layers": showing.layers(publicity.matters_by_layer(wanted, now), wanted),
        "chosen": showing.layer_address(wanted, wanted.layer),
        "page": page,
        "rows": [showing.row(each, now) for each in page.object_list],
        "points": showing.points(page.object_list, now),
        "ground": places.ground_of([community]),
        "feed": showing.feed_address(wanted),
        "may_watch": request.actor.kind in MAY_WATCH,
    }
    return render(request, "cases/matters.html", shown)


@require_safe
def matter(request: ActingRequest, community: str, number: str) -> HttpResponse:
    """One public matter; its photos are the covered copies that a worker has shown."""
    told = publicity.matter(community, number)
    with scope.limited_to([community]):
        photos = files.attached_to(request.actor, "cases.public", told.case_id)
        following = publicity.is_following(request.actor, told)
        voices = publicity.voices_about(told.case)
    has_result = told.case.status in DONE
    shown = {
        "matter": told,
        "facts": showing.facts(told, clock.now()),
        "points": showing.points([told], clock.now()),
        "ground": places.ground_of([community]) if told.point else None,
        "photos": [(links.signed_url(each, thumbnail=True), links.signed_url(each)) for each in photos],
        "may_watch": request.actor.kind in MAY_WATCH,
        "following": following,
        "voices": voices if has_result else None,
        "may_say": following and has_result,
    }  # fmt: skip
    return render(request, "cases/matter.html", shown)


@require_safe
def feed(request: HttpRequest, community: str, code: str = "") -> HttpResponse:
    """The newest public matters of a community, of one category there, or around a building, as
    Atom (RFC 4287)."""
    name = _name(community)
    wanted = Wanted(community, category=code, around=_asked(request, community)[1].around)
    category = publicity.categories_told().filter(code=code).first() if code else None
    if code and category is None:
        raise Http404
    page = request.build_absolute_uri(reverse("voice:matters", args=[community]))
    channel = Atom1Feed(
        title=" · ".join([name, *([category.called] if category else []), _("公开事项")]),
        link=page, description="", language=get_language() or "", author_name=name,
        feed_url=request.build_absolute_uri(), feed_guid=_lasting(request.path),
    )  # fmt: skip
    for each in publicity.matters_fed(wanted):
        address = showing.address(each)
        channel.add_item(
            title=showing.heading(each), link=request.build_absolute_uri(address),
            unique_id=_lasting(address), description=escape(showing.sentence(each)),
            pubdate=each.at, updateddate=showing.changed(each),
            categories=[each.case.category.called] if each.case.category else [],
        )  # fmt: skip
    return HttpResponse(channel.writeString("utf-8"), content_type=FEED)


def _lasting(path: str) -> str:
    """An id that stays the same by whichever name of the site a reader came (RFC 4287, 4.2.6)."""
    return f"{settings.SITE_URL}{path}"


def _asked(request: HttpRequest, community: str) -> tuple[MatterFilter, Wanted]:
    """The filter over the list, and what it asks for."""
    with scope.limited_to([community]):
        form = MatterFilter(
            request.GET, publicity.categories_told(), places.buildings_marked(community)
        )
        wanted = Wanted(
            community, form.layer_chosen, form.category_chosen, form.around,
            request.GET.get("page", "1"),
        )  # fmt: skip
    return form, wanted


def _name(community: str) -> str:
    """The community's name; nobody else's page is there."""
    names: Any = divisions.community_names()
    if community not in names:
        raise Http404
    return str(names[community])
