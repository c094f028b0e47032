"""Reads tokens.css: the value of each colour in each mode, and the contrast promised for it."""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

TOKENS = Path(__file__).parents[1] / "static" / "ui" / "css" / "tokens.css"
MODES = ("normal", "elder", "dark")
_BLOCK = re.compile(r"^(:root|\[data-mode=\"(\w+)\"\]) \{(.*?)^\}", re.M | re.S)
_VALUE = re.compile(r"--([\w-]+): ([^;]+);(?:[ \t]*/\* (.*?) \*/)?")
_PROMISE = re.compile(r"on --([\w-]+) ([\d.]+)")


class Promise(NamedTuple):
    """Colour `name` stands on `ground` with at least this contrast."""

    name: str
    ground: str
    least: float


@cache
def values(mode: str) -> dict[str, str]:
    """Every token as it is in that mode, references resolved."""
    found: dict[str, str] = {}
    for _selector, block_mode, body in _BLOCK.findall(TOKENS.read_text(encoding="utf-8")):
        if block_mode in ("", mode):
            found |= {name: value for name, value, _words in _VALUE.findall(body)}
    return {name: _resolve(value, found) for name, value in found.items()}


def _resolve(value: str, found: dict[str, str]) -> str:
    while match := re.fullmatch(r"var\(--([\w-]+)\)", value):
        value = found[match[1]]
    return value


@cache
def sentences() -> dict[str, str]:
    """The sentence that stands beside each meaning."""
    step = TOKENS.read_text(encoding="utf-8").split("/* Step")[2].split("[data-mode")[0]
    return {name: words for name, _value, words in _VALUE.findall(step)}


def promises() -> list[Promise]:
    return [
        Promise(name, ground, float(least))
        for name, words in sentences().items()
        for ground, least in _PROMISE.findall(words)
    ]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2 between two colours written #rrggbb."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
