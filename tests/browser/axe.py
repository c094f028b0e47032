"""What axe-core finds on a page: nothing, or the test says what."""

from functools import lru_cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
OPTIONS = {"rules": {"target-size": {"enabled": True}}, "resultTypes": ["violations"]}


@lru_cache
def _source() -> str:
    return (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


def violations(page: Any) -> list[str]:
    """Each breach of WCAG 2.2 A, AA and good practice on `page` as a line: rule, words, where."""
    page.evaluate(_source())
    found = page.evaluate("options => axe.run(document, options)", OPTIONS)["violations"]
    return [
        f"{each['id']}: {each['help']} at {node['target']} ({node['failureSummary']})"
        for each in found
        for node in each["nodes"]
    ]


def overflow(page: Any) -> int:
    """By how many pixels the page is wider than the screen."""
    return page.evaluate("document.documentElement.scrollWidth - innerWidth")
