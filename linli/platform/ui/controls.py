"""How Django's form controls are drawn (settings.FORM_RENDERER)."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

from linli.platform.ui.components.words import said

INPUTS = (
    "checkbox", "date", "email", "hidden", "number", "password", "text", "url",
)  # fmt: skip


class Controls(DjangoTemplates):
    """Django's templates, but the plain controls without: a list to choose from needed two templates
    for each of its lines, which took a sixth of the time of a page with a filter."""

    def render(
        self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None
    ) -> SafeString:
        if template_name in DRAWN:
            return DRAWN[template_name](context["widget"])
        return mark_safe(super().render(template_name, context, request))  # noqa: S308  # a template's


class DateBox(forms.DateInput):
    """A day, which the browser shows in its reader's own order.

    HTML knows one form of a date alone; a day written as Chinese pages write it would show as none.
    """

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


def _select(widget: Mapping[str, Any]) -> SafeString:
    groups = "".join(_group(*each) for each in widget["optgroups"])
    opening = f'<select name="{said(widget["name"])}"{_attrs(widget["attrs"])}>'
    return mark_safe(f"{opening}{groups}</select>")  # noqa: S308  # its parts are escaped


def _input(widget: Mapping[str, Any]) -> SafeString:
    given = {"type": widget["type"], "name": widget["name"]}
    value = {} if widget["value"] is None else {"value": str(widget["value"])}
    return mark_safe(f"<input{_attrs(given | value | widget['attrs'])}>")  # noqa: S308  # its parts are escaped


def _group(name: str | None, options: list[Mapping[str, Any]], _index: int) -> str:
    lines = "".join(
        f'<option value="{said(str(each["value"]))}"{_attrs(each["attrs"])}>'
        f"{said(each['label'])}</option>"
        for each in options
    )
    return f'<optgroup label="{said(name)}">{lines}</optgroup>' if name else lines


def _attrs(attrs: Mapping[str, Any]) -> str:
    """What an element says of itself; True is a word alone, False nothing."""
    said = ((name, value) for name, value in attrs.items() if value is not False)
    return "".join(_attr(name, value) for name, value in said)


def _attr(name: str, value: Any) -> str:
    return f" {name}" if value is True else f' {name}="{said(value)}"'


DRAWN = {f"django/forms/widgets/{kind}.html": _input for kind in INPUTS} | {
    "django/forms/widgets/select.html": _select
}
