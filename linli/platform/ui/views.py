"""Pages of ui itself."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from linli.platform.access.actor import Actor
from linli.platform.ui import gallery as samples
from linli.platform.ui.reader import MODES, SIZES, Reader


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Where everybody begins: the bench of whoever works here, else the residents' start page."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if actor.holds("ui.bench"):
        return render(request, "ui/bench.html", {"actor": actor})
    return render(request, "ui/start.html", {"actor": actor})


@require_POST
def choose_reader(request: HttpRequest) -> HttpResponse:
    """Keep the reader's mode and size of text, and go back to where they were."""
    now = Reader.of(request)
    mode, size = request.POST.get("mode", now.mode), request.POST.get("size", now.size)
    chosen = Reader(mode if mode in MODES else now.mode, size if size in SIZES else now.size)
    response = HttpResponseRedirect(_way_back(request))
    chosen.keep(response, secure=request.is_secure())
    return response


def _way_back(request: HttpRequest) -> str:
    target = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return target if safe else "/"


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component in every state, in the layout of staff."""
    return _show(request, "ui/gallery.html")


@require_safe
def gallery_errors(request: HttpRequest) -> HttpResponse:
    """A form that couldn't be taken."""
    return _show(request, "ui/gallery_errors.html")


@require_safe
def gallery_public(request: HttpRequest) -> HttpResponse:
    """The layout of residents with everything that stands in it."""
    return _show(request, "ui/gallery_public.html")


def _show(request: HttpRequest, template: str) -> HttpResponse:
    """The gallery is for builders: open in development and demonstration only."""
    if not (settings.DEBUG or settings.DEMONSTRATION):
        raise Http404
    return render(request, template, samples.context())
