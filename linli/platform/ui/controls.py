"""How Django's form controls are drawn (settings.FORM_RENDERER)."""

from collections.abc import Mapping
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

SELECT = "django/forms/widgets/select.html"


class Controls(DjangoTemplates):
    """Django's templates, but a list to choose from without two templates for each of its lines:
    they took a sixth of the time of a page with a filter."""

    def render(
        self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None
    ) -> SafeString:
        if template_name == SELECT:
            return _select(context["widget"])
        return mark_safe(super().render(template_name, context, request))  # noqa: S308  # a template's


def _select(widget: Mapping[str, Any]) -> SafeString:
    groups = format_html_join("", "{}", ([_group(*each)] for each in widget["optgroups"]))
    return format_html(
        '<select name="{}"{}>{}</select>', widget["name"], _attrs(widget["attrs"]), groups
    )


def _group(name: str | None, options: list[Mapping[str, Any]], _index: int) -> SafeString:
    lines = format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((str(each["value"]), _attrs(each["attrs"]), each["label"]) for each in options),
    )
    return format_html('<optgroup label="{}">{}</optgroup>', name, lines) if name else lines


def _attrs(attrs: Mapping[str, Any]) -> SafeString:
    """What an element says of itself; True is a word alone, False nothing."""
    said = ((name, value) for name, value in attrs.items() if value is not False)
    return format_html_join("", "{}", ([_attr(name, value)] for name, value in said))


def _attr(name: str, value: Any) -> SafeString:
    return format_html(" {}", name) if value is True else format_html(' {}="{}"', name, value)
