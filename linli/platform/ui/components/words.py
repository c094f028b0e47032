"""The words a component's argument may be, and the refusal of any other."""

from collections.abc import Collection
from html import escape
from typing import Final

from django.template import Library, TemplateSyntaxError
from django.utils.html import conditional_escape

register = Library()

TONES: Final = ("neutral", "info", "good", "warn", "bad")
BUTTON_KINDS: Final = ("primary", "plain", "danger", "quiet")


def said(what: object) -> str:
    """`what` as text that may stand in HTML.

    `conditional_escape`, without its wrappers for plain text, of which a page has hundreds of pieces.
    """
    if type(what) is str:
        return escape(what)
    return conditional_escape(what)  # type: ignore[arg-type]  # it makes text of whatever it's given


def known(value: str, allowed: Collection[str], what: str) -> str:
    """`value` itself; TemplateSyntaxError naming the allowed words when it isn't one of them."""
    if value not in allowed:
        raise TemplateSyntaxError(f"{what} {value!r} is unknown; use one of {', '.join(allowed)}.")
    return value
