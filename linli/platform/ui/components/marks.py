"""Marks: what stands inside a line or a cell. Status is always word, shape and colour together."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from linli.platform.ui.components.icons import icon
from linli.platform.ui.components.words import BUTTON_KINDS, TONES, known, register

SHAPES: Mapping[str, str] = {
    "neutral": "shape-ring",
    "info": "shape-half",
    "good": "shape-check",
    "warn": "shape-triangle",
    "bad": "shape-octagon",
}
NOTHING = mark_safe("")


@register.simple_tag
def badge(text: object, tone: str = "neutral") -> SafeString:
    """A state in one word, with the shape and colour of its tone."""
    return _badge(str(text), tone)


@lru_cache(maxsize=1024)  # states repeat in every row of every list
def _badge(text: str, tone: str) -> SafeString:
    shape = icon(SHAPES[known(tone, TONES, "tone")])
    return format_html('<span class="badge" data-tone="{}">{}{}</span>', tone, shape, escape(text))


@register.simple_tag
def button(
    text: object,
    href: str = "",
    kind: str = "plain",
    *,
    name: str = "",
    value: object = "",
    icon_name: str = "",
    opens: str = "",
) -> SafeString:
    """A link when it goes somewhere (`href`), otherwise the button that sends its form.

    `opens` is the id of a dialog: with it the button sends nothing and shows the dialog.
    """
    look = f"button button-{known(kind, BUTTON_KINDS, 'kind of button')}"
    mark = icon(icon_name) if icon_name else NOTHING
    if href:
        return format_html('<a class="{}" href="{}">{}{}</a>', look, href, mark, text)
    named = format_html(' name="{}" value="{}"', name, value) if name else NOTHING
    does = format_html(' type="button" data-opens="{}"', opens) if opens else NOTHING
    return format_html('<button class="{}"{}{}>{}{}</button>', look, named, does, mark, text)


@register.simple_tag
def person(name: object, role: object = "", href: str = "") -> SafeString:
    """Who: a name as the reader may see it, and in what role."""
    title = format_html('<a href="{}">{}</a>', href, name) if href else format_html("{}", name)
    part = format_html('<span class="person-role">{}</span>', role) if role else NOTHING
    return format_html(
        '<span class="person">{}<span class="person-name">{}</span>{}</span>',
        icon("person"),
        title,
        part,
    )


@register.simple_tag
def place(name: object, detail: object = "", href: str = "") -> SafeString:
    """Where: a place by the name people use, and its detail."""
    title = format_html('<a href="{}">{}</a>', href, name) if href else format_html("{}", name)
    part = format_html('<span class="place-detail">{}</span>', detail) if detail else NOTHING
    return format_html('<span class="place">{}<span>{}</span>{}</span>', icon("pin"), title, part)


@register.simple_tag
def meter(value: float, max: float = 100, label: object = "", tone: str = "info") -> SafeString:
    """How much of a whole: a bar, and the figures in words beside it."""
    share = min(100, round(100 * value / max)) if max else 0
    return format_html(
        '<span class="meter" data-tone="{}"><span class="meter-label">{}</span>'
        '<meter min="0" max="{}" value="{}" aria-label="{}"></meter>'
        '<span class="meter-figure">{}%</span></span>',
        known(tone, TONES, "tone"),
        label,
        f"{max:g}",
        f"{value:g}",
        label or _("占比"),
        share,
    )


@register.simple_tag
def stat(
    label: object,
    value: Any,
    href: str = "",
    unit: object = "",
    tone: str = "neutral",
    most: int | None = None,
) -> SafeString:
    """One figure with its name; with `href` it opens the records behind it. A `value` that reaches
    `most` was not counted further: it is shown as 999+ for a `most` of 1000.
    """
    inner = format_html(
        '<span class="stat-label">{}</span><span class="stat-value">{}<small>{}</small></span>',
        label,
        value if most is None or value < most else f"{most - 1}+",
        unit,
    )
    tone = known(tone, TONES, "tone") if value else "neutral"  # none of a bad thing isn't bad
    if href:
        return format_html('<a class="stat" data-tone="{}" href="{}">{}</a>', tone, href, inner)
    return format_html('<div class="stat" data-tone="{}">{}</div>', tone, inner)
