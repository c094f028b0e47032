"""Icons from our one sprite."""

import re
from functools import lru_cache
from pathlib import Path

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from linli.platform.ui.components.words import known

SPRITE = "ui/icons.svg"
_PATH = Path(__file__).parents[1] / "static" / SPRITE


@lru_cache
def names() -> tuple[str, ...]:
    """Every icon of the sprite."""
    return tuple(re.findall(r'<symbol id="([a-z-]+)"', _PATH.read_text(encoding="utf-8")))


@lru_cache
def icon(name: str) -> SafeString:
    """One icon, silent for screen readers since a word always stands beside it."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        static(SPRITE),
        known(name, names(), "icon"),
    )
