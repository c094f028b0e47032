"""Forms: a field with its words, the summary of what is wrong, the filter over a table."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from linli.kernel.errors import Invalid
from linli.platform.ui.components.icons import icon
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


@register.simple_tag
def field(bound: BoundField, hint: object = "", optional_word: bool = True) -> SafeString:
    """One question: its label, its hint, what is wrong with the answer, and the control."""
    shape = _shape(bound.field.widget)
    if shape == "hidden":
        return bound.as_hidden()
    whether = _whether(get_language() or "", required=bound.field.required)
    return format_html(
        '<div class="field" data-shape="{}"{}>{}</div>',
        shape,
        mark_safe(" data-wrong") if bound.errors else "",
        _DRAWN.get(shape, _line)(bound, whether if optional_word else "", _words(bound, hint)),
    )


@register.simple_tag
def cell_field(bound: BoundField, row: object) -> SafeString:
    """A control inside a table: its column says what it is, and the words for a screen reader also
    say of which row."""
    return format_html(
        '<div class="cell-field"{}><label class="unseen" for="{}">{} {}</label>{}{}</div>',
        mark_safe(" data-wrong") if bound.errors else "",
        _id(bound), bound.label, row, bound, _words(bound, ""),
    )  # fmt: skip


def _line(bound: BoundField, whether: str, words: str) -> SafeString:
    return format_html(
        '<label for="{}">{}{}</label>{}{}', _id(bound), bound.label, whether, words, bound
    )


def _tick(bound: BoundField, whether: str, words: str) -> SafeString:
    return format_html(
        '{}<div class="tick">{}<label for="{}">{}{}</label></div>',
        words, bound, _id(bound), bound.label, whether,
    )  # fmt: skip


def _choices(bound: BoundField, whether: str, words: str) -> SafeString:
    told = bound.aria_describedby
    return format_html(
        '<fieldset id="{}_group"{}><legend>{}{}</legend>{}{}</fieldset>',
        bound.auto_id,
        format_html(' aria-describedby="{}"', told) if told else "",
        bound.label, whether, words, bound,
    )  # fmt: skip


_DRAWN = {"choices": _choices, "tick": _tick}


def _id(bound: BoundField) -> str:
    return bound.id_for_label or bound.auto_id


@lru_cache
def _whether(_language: str, *, required: bool) -> SafeString:
    """必填 or 选填: both are said, since a star alone is read by few."""
    said, word = ("yes", _("必填")) if required else ("no", _("选填"))
    return format_html('<span class="whether" data-required="{}">{}</span>', said, word)


def _words(bound: BoundField, hint: object) -> SafeString:
    """The hint and the fault, with the ids by which Django tells the control of them."""
    told, faults = hint or bound.help_text, bound.errors
    hinted = format_html('<p class="hint" id="{}_helptext">{}</p>', bound.auto_id, told)
    wrong = format_html(
        '<p class="fault" id="{}_error">{}{}</p>',
        bound.auto_id, icon("shape-octagon"), " ".join(map(str, faults)),
    )  # fmt: skip
    return SafeString(f"{hinted if told else ''}{wrong if faults else ''}")


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
    """What has to be mended before the form can be taken, each with a link to its field.

    The code of the refusal stands beside it (`data-code`), the same as in the API.
    """
    faulty = [form for form in forms_ if form and form.errors]
    codes = [getattr(form, "refusal_code", Invalid.code) for form in faulty]
    return {
        "faults": [fault for form in faulty for fault in _faults(form)],
        "code": codes[0] if codes else "",
    }


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
