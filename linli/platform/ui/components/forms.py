"""Forms: a field with its words, the summary of what is wrong, the filter over a table."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from linli.platform.ui.components.words import register

FILTERS_SHOWN = 3  # fields of a filter that stand open; the rest waits behind 展开

_SHAPES: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxSelectMultiple, "choices"),
    (forms.RadioSelect, "choices"),
    (forms.CheckboxInput, "tick"),
    (forms.FileInput, "file"),
    (forms.Textarea, "area"),
    (forms.Select, "select"),
)


def _shape(widget: forms.Widget) -> str:
    if widget.is_hidden:
        return "hidden"
    return next((shape for kind, shape in _SHAPES if isinstance(widget, kind)), "line")


@register.inclusion_tag("ui/parts/field.html")
def field(bound: BoundField, hint: object = "", optional_word: bool = True) -> dict[str, Any]:
    """One question: its label, its hint, what is wrong with the answer, and the control."""
    return {
        "field": bound,
        "shape": _shape(bound.field.widget),
        "hint": hint or bound.help_text,
        "says_whether_required": optional_word,
    }


def _target(bound: BoundField) -> str:
    """The id of what an error's link goes to: the control, or the group of choices."""
    group = isinstance(bound.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple)
    return f"{bound.auto_id}_group" if group else bound.id_for_label or bound.auto_id


def _faults(form: forms.BaseForm) -> list[tuple[str, str]]:
    """(target, words) of everything that is wrong, in the order of the page."""
    general = [("", str(words)) for words in form.non_field_errors()]
    return general + [
        (_target(bound), _("%(label)s：%(words)s") % {"label": bound.label, "words": words})
        for bound in form
        for words in bound.errors
    ]


@register.inclusion_tag("ui/parts/error_summary.html")
def error_summary(*forms_: forms.BaseForm | None) -> dict[str, Any]:
    """What has to be mended before the form can be taken, each with a link to its field."""
    return {"faults": [fault for form in forms_ if form for fault in _faults(form)]}


@register.simple_block_tag(takes_context=True)
def filter_bar(
    context: Mapping[str, Any],
    content: SafeString,
    form: forms.BaseForm,
    shown: int = FILTERS_SHOWN,
) -> SafeString:
    """The filter over a table: a GET form, so that the view's address can be shared."""
    bounds = [bound for bound in form if not bound.is_hidden]
    more = bounds[shown:]
    return render_to_string(
        "ui/parts/filter_bar.html",
        {
            "content": content,
            "hidden": form.hidden_fields(),
            "first": bounds[:shown],
            "more": more,
            "open": any(_is_set(bound) for bound in more),
            "path": context["request"].path,
        },
    )


def _is_set(bound: BoundField) -> bool:
    return bound.value() not in (None, "", [], False)
