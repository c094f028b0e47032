"""What axe-core finds on a page: nothing, or the test says what."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
LOOKS = ("color-contrast", "target-size", "scrollable-region-focusable", "link-in-text-block")


@lru_cache
def _source() -> str:
    return (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


def _options(rules: Sequence[str]) -> dict[str, Any]:
    """Every rule and the size of targets, or `rules` alone."""
    chosen = {"runOnly": {"type": "rule", "values": list(rules)}} if rules else {}
    return {"rules": {"target-size": {"enabled": True}}, "resultTypes": ["violations"], **chosen}


def violations(page: Any, rules: Sequence[str] = ()) -> list[str]:
    """Each breach of WCAG 2.2 A, AA and good practice on `page` as a line: rule, words, where.

    `rules` narrows it, for looking again at a page of which only the looks have changed: `LOOKS`.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(_source())
    found = page.evaluate("options => axe.run(document, options)", _options(rules))["violations"]
    return [
        f"{each['id']}: {each['help']} at {node['target']} ({node['failureSummary']})"
        for each in found
        for node in each["nodes"]
    ]


def overflow(page: Any) -> int:
    """By how many pixels the page is wider than the screen."""
    return page.evaluate("document.documentElement.scrollWidth - innerWidth")
