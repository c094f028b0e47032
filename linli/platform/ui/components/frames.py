"""Frames: what holds other things on a page."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from linli.platform.ui.components.icons import icon
from linli.platform.ui.components.marks import SHAPES
from linli.platform.ui.components.words import TONES, known, register

PANEL_TONES = ("plain", *TONES)


@register.simple_tag
def page_header(
    title: object, lead: object = "", back: str = "", back_text: object = ""
) -> SafeString:
    """The one heading of level 1 on a page, a sentence under it, and the way back."""
    arrow = icon("chevron-left")
    way = format_html('<a class="back" href="{}">{}{}</a>', back, arrow, back_text or _("返回"))
    led = format_html('<p class="lead">{}</p>', lead)
    return format_html("{}<h1>{}</h1>{}", way if back else "", title, led if lead else "")


@register.simple_block_tag
def panel(content: SafeString, title: object = "", tone: str = "plain", id: str = "") -> SafeString:
    """A sheet with a heading; with a tone it is a notice to the reader."""
    known(tone, PANEL_TONES, "tone of a panel")
    return render_to_string(
        "ui/parts/panel.html", {"content": content, "title": title, "tone": tone, "id": id}
    )


@register.simple_block_tag
def table_frame(content: SafeString, label: object = "", density: bool = True) -> SafeString:
    """Lets a wide table scroll in itself, by keyboard too, and offers how dense its rows stand."""
    return render_to_string(
        "ui/parts/table_frame.html", {"content": content, "label": label, "density": density}
    )


@register.inclusion_tag("ui/parts/pager.html", takes_context=True)
def pager(context: Mapping[str, Any], page: Any, name: str = "page") -> dict[str, Any]:
    """Ways through a long list; `page` is a Page of Django's paginator or knows the same."""
    request = context.get("request")
    query = request.GET.copy() if request else None
    if query is not None:
        query.pop(name, None)
    return {"page": page, "name": name, "query": query.urlencode() if query else ""}


@register.inclusion_tag("ui/parts/empty_state.html")
def empty_state(
    title: object, hint: object = "", href: str = "", action: object = ""
) -> dict[str, Any]:
    """What stands where there is nothing yet, and what to do about it."""
    return {"title": title, "hint": hint, "href": href, "action": action}


@register.inclusion_tag("ui/parts/timeline.html")
def timeline(entries: Sequence[Any], label: object = "") -> dict[str, Any]:
    """What happened, in order; each entry has `at` and `title`, and may have `detail` and `tone`."""
    return {"entries": entries, "label": label}


@register.inclusion_tag("ui/parts/facts.html")
def facts(pairs: Sequence[tuple[object, object]]) -> dict[str, Any]:
    """Names and values of one thing, as (name, value) pairs; an empty value shows a dash."""
    return {"pairs": pairs}


@register.inclusion_tag("ui/parts/steps.html")
def steps(titles: Sequence[object], current: int = 1) -> dict[str, Any]:
    """Where somebody stands in a piece of work; `current` counts from 1, beyond the last is done."""
    return {"titles": titles, "current": current, "total": len(titles)}


@register.inclusion_tag("ui/parts/tabs.html")
def tabs(
    items: Sequence[tuple[object, str]], current: str = "", label: object = ""
) -> dict[str, Any]:
    """Views of one thing, each with its own address: (title, href) pairs; `current` is an href."""
    return {"items": items, "current": current, "label": label}


@register.simple_block_tag
def dialog(content: SafeString, id: str, title: object, kind: str = "modal") -> SafeString:
    """A modal sheet or a drawer from the right, opened by `{% button … opens=id %}`."""
    known(kind, ("modal", "drawer"), "kind of dialog")
    return render_to_string(
        "ui/parts/dialog.html", {"content": content, "id": id, "title": title, "kind": kind}
    )


@register.inclusion_tag("ui/parts/toast.html")
def toast(text: object, tone: str = "info", code: str | None = None) -> dict[str, Any]:
    """A short answer to what the reader has just done; `code` is that of a refusal."""
    return {"text": text, "tone": tone, "code": code, "shape": SHAPES[known(tone, TONES, "tone")]}


@register.simple_block_tag
def batch_bar(content: SafeString, form: str) -> SafeString:
    """What can be done with the rows ticked in the form of that id: 已选 N 项."""
    return render_to_string("ui/parts/batch_bar.html", {"content": content, "form": form})
