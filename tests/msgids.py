"""Every text that linli shows, read off Python and templates, and its English."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

from tests.source import LINLI, Module, modules, product_files

CALLS = {
    "_": (False, False), "gettext": (False, False), "gettext_lazy": (False, False),
    "gettext_noop": (False, False), "ngettext": (False, True), "ngettext_lazy": (False, True),
    "pgettext": (True, False), "pgettext_lazy": (True, False), "npgettext": (True, True),
    "npgettext_lazy": (True, True),
}  # fmt: skip  # name: takes a context first, takes a plural
_CALL = re.compile(r"""\b(_|\w*gettext)\(((?:[^()'"]|'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")*)\)""")
_PLACE = re.compile(r"%\((\w+)\)[sd]|%[sd]|\{(\w*)\}")


class Text(NamedTuple):
    """One text to translate. `plural` is "" where there is only one form."""

    context: str
    words: str
    plural: str
    where: str

    @property
    def key(self) -> tuple[str, str]:
        return self.context, self.words


@cache
def texts() -> tuple[Text, ...]:
    """Every text of the product in order of the files."""
    return (*_of_python(), *_of_templates())


def _of_python() -> Iterator[Text]:
    for module in modules():
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Call):
                yield from _text_of(node, _place(module, node))


def _place(module: Module, node: ast.Call) -> str:
    return f"{module.path.relative_to(LINLI.parent)}:{node.lineno}"


def _of_templates() -> Iterator[Text]:
    for path in product_files(".html", ".txt"):
        if "templates" not in path.parts or "skeleton" in path.parts:
            continue
        for call in _CALL.finditer(templatize(path.read_text(encoding="utf-8"))):
            node = ast.parse(call[0].strip(), mode="eval").body
            yield from _text_of(node, str(path.relative_to(LINLI.parent)))


def _text_of(node: Any, where: str) -> Iterator[Text]:
    name = getattr(node.func, "id", getattr(node.func, "attr", ""))
    if name not in CALLS:
        return
    has_context, has_plural = CALLS[name]
    words = [arg.value if isinstance(arg, ast.Constant) else "" for arg in node.args]
    needed = words[: 1 + has_context + has_plural]
    if len(needed) < 1 + has_context + has_plural or not all(
        isinstance(w, str) and w for w in needed
    ):
        return  # a variable: its text is taken where it is written
    context = needed.pop(0) if has_context else ""
    yield Text(context, needed[0], needed[1] if has_plural else "", where)


@cache
def english() -> dict[tuple[str, str], tuple[str, ...]]:
    """Every translation there is: (context, Chinese) to its English form or forms."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for path in sorted(LINLI.rglob("locale/en/LC_MESSAGES/*.po")):
        for message in _messages(path):
            singular = message.id if isinstance(message.id, str) else message.id[0]
            forms = (message.string,) if isinstance(message.string, str) else message.string
            if singular and all(forms) and not message.fuzzy:
                found[message.context or "", singular] = tuple(forms)
    return found


def _messages(path: Path) -> list[Any]:
    with path.open("rb") as source:
        return list(read_po(source, locale="en", abort_invalid=True))


def places(words: str) -> set[str]:
    """The names that are filled in when the text is shown."""
    return {match[0] for match in _PLACE.finditer(words)}
