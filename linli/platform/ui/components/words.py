"""The words a component's argument may be, and the refusal of any other."""

from collections.abc import Collection
from typing import Final

from django.template import Library, TemplateSyntaxError

register = Library()

TONES: Final = ("neutral", "info", "good", "warn", "bad")
BUTTON_KINDS: Final = ("primary", "plain", "danger", "quiet")


def known(value: str, allowed: Collection[str], what: str) -> str:
    """`value` itself; TemplateSyntaxError naming the allowed words when it isn't one of them."""
    if value not in allowed:
        raise TemplateSyntaxError(f"{what} {value!r} is unknown; use one of {', '.join(allowed)}.")
    return value
