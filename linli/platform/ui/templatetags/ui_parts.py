"""What only the layouts and the components themselves use."""

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

from django.template import Library
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from linli.platform.ui.components.icons import icon

register = Library()
register.simple_tag(icon)


@register.simple_tag
def menu_lines(entries: Iterable[Mapping[str, Any]]) -> SafeString:
    """The lines of the menu, folded under the names of their groups, the one being read marked."""
    groups = groupby(entries, key=lambda entry: entry["group"])
    return format_html_join("\n", "{}", ((_group(name, list(lines)),) for name, lines in groups))


def _group(name: str, entries: list[Mapping[str, Any]]) -> SafeString:
    lines = format_html_join(
        "\n", '<li><a href="{}"{}>{}<span>{}</span></a></li>', map(_menu_line, entries)
    )
    if not name:
        return lines
    return format_html(
        '<li><details{}><summary>{}</summary><ul>{}</ul></details></li>',
        format_html(" {}", "open") if entries[0]["open"] else "", name, lines,
    )  # fmt: skip


def _menu_line(entry: Mapping[str, Any]) -> tuple[object, ...]:
    current = format_html(' aria-current="{}"', "page") if entry["current"] else ""
    return entry["href"], current, icon(entry["icon"]), entry["title"]
