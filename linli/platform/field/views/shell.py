"""What a browser keeps to open the page without a network: the same for everybody, nobody's data."""

import hashlib
import json
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe
from PIL import Image, ImageDraw

from linli.platform.field import queries
from linli.platform.field.words import SCRIPT_WORDS
from linli.platform.ui.assets import DEXIE, PREFIX, package_address
from linli.platform.ui.frame import STYLESHEETS

HOUR: Final = 3600
SIDE: Final = 512  # pixels
BLUE, WHITE, PALE = "#155a7e", "#ffffff", "#90b3c6"  # of ui/mark.svg
SCRIPTS: Final = tuple(
    f"field/js/{name}.js"
    for name in ("field", "vault", "sync", "page", "forms", "photos", "words", "elements")
)
STYLES: Final = (*(f"ui/css/{sheet}.css" for sheet in STYLESHEETS), "field/field.css")
WORKER: Final = Path(__file__).parents[1] / "static" / "field" / "worker.js"


def equipment() -> dict[str, Any]:
    """What both pages load: scripts, styles, words, and the addresses they speak to."""
    return {
        "scripts": SCRIPTS,
        "styles": STYLES,
        "field_words": {name: str(words) for name, words in SCRIPT_WORDS.items()},
        "dexie": package_address(DEXIE),
    }


@lru_cache
def files() -> tuple[str, ...]:
    """The addresses of everything that the shell loads."""
    ours = [static(name) for name in (*STYLES, *SCRIPTS, "ui/mark.svg")]
    return tuple(filter(None, (*ours, package_address(DEXIE))))


@lru_cache
def version() -> str:
    """Another one as soon as any file of the shell is another."""
    found = (finders.find(name) for name in (*STYLES, *SCRIPTS, PREFIX + DEXIE))
    ages = [str(Path(path).stat().st_mtime_ns) for path in found if path]
    return hashlib.sha256("\n".join((*files(), *ages)).encode()).hexdigest()[:12]


@require_safe
def shell(request: HttpRequest) -> HttpResponse:
    """The empty page, drawn for nobody in particular."""
    return render(request, "field/shell.html", equipment())


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, told what to keep. Its scope is the space it lies in."""
    kept = {
        "version": version(),
        "home": reverse("field:home"),
        "shell": reverse("field:shell"),
        "files": files(),
    }
    text = f"const KEPT = {json.dumps(kept)};\n{WORKER.read_text(encoding='utf-8')}"
    return HttpResponse(text, content_type="text/javascript", headers={"Cache-Control": "no-cache"})


@require_safe
def app(request: HttpRequest) -> HttpResponse:
    """The web app manifest, by which the page is put on a phone's first screen."""
    icon = reverse("field:icon")
    name = gettext(settings.SITE_NAME)
    card = {
        "name": f"{name} · {gettext('外勤')}",
        "short_name": gettext("外勤"),
        "start_url": reverse("field:home"),
        "id": reverse("field:home"),
        "scope": "/",
        "display": "standalone",
        "background_color": WHITE,
        "theme_color": BLUE,
        "icons": [
            {"src": static("ui/mark.svg"), "sizes": "any", "type": "image/svg+xml"},
            {"src": icon, "sizes": f"{SIDE}x{SIDE}", "type": "image/png", "purpose": "any"},
            {"src": icon, "sizes": f"{SIDE}x{SIDE}", "type": "image/png", "purpose": "maskable"},
        ],
    }
    answer = JsonResponse(card, content_type="application/manifest+json")
    answer["Cache-Control"] = "no-cache"
    return answer


@require_safe
def icon(request: HttpRequest) -> HttpResponse:
    """The house on blue, drawn here since phones want it in pixels."""
    headers = {"Cache-Control": f"public, max-age={24 * HOUR}"}
    return HttpResponse(_drawn(), content_type="image/png", headers=headers)


@lru_cache
def _drawn() -> bytes:
    """ui/mark.svg, smaller, since a phone may cut the corners off (the safe circle has 80 %)."""
    picture = Image.new("RGB", (SIDE, SIDE), BLUE)
    draw = ImageDraw.Draw(picture)

    def house(points: str, colour: str) -> None:
        numbers = [(float(each) - 16) * SIDE / 44 + SIDE / 2 for each in points.split()]
        draw.polygon(list(zip(numbers[::2], numbers[1::2], strict=True)), fill=colour)

    house("5 16 12 10 19 16 19 26 5 26", PALE)
    house("12.5 13.5 19.5 7.5 27 13.5 27 26 12.5 26", WHITE)
    house("17.2 26 17.2 19 22.2 19 22.2 26", BLUE)
    bytes_of = BytesIO()
    picture.save(bytes_of, "PNG", optimize=True)
    return bytes_of.getvalue()


@require_safe
def standing(request: HttpRequest) -> HttpResponse:
    """Whether the device of this visit, which nobody is signed in on now, may keep its tasks."""
    try:
        rests = queries.visit_rests(UUID(request.GET.get("visit", "")))
    except ValueError:
        rests = False
    answer = JsonResponse({"rests": rests})
    answer["Cache-Control"] = "no-store"
    return answer
