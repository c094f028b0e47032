"""The pages of the reference that are written from the code, so that they can't go stale."""

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any

from django.utils import translation
from pydantic_core import PydanticUndefined, to_json

from linli.project.config import ROOT, Config

FOLDER = ROOT / "docs" / "reference"


def pages() -> dict[str, str]:
    """Every generated page by its file name."""
    with translation.override("zh-hans"):
        return {name: "\n".join(page()) + "\n" for name, page in PAGES.items()}


def write() -> list[Path]:
    """Write the pages anew; returns those that changed."""
    changed = []
    for name, text in pages().items():
        path = FOLDER / name
        if not path.exists() or path.read_text() != text:
            path.write_text(text)
            changed.append(path)
    return changed


def _settings() -> Iterator[str]:
    yield "# Settings\n"
    yield "From the environment as `LINLI_<NAME>`, or from `linli.toml`; the environment wins.\n"
    yield "| name | default | meaning |"
    yield "| --- | --- | --- |"
    for name, field in Config.model_fields.items():
        default = "" if field.default in {PydanticUndefined, None, ""} else f"`{field.default}`"
        yield f"| `{name}` | {default} | {field.description or ''} |"


def _cases() -> Iterator[str]:
    from linli.domains.cases import rules, words

    yield "# Moves of a case\n"
    yield "Anything that isn't in the table is refused with `cases.move_not_allowed`.\n"
    yield from _table(rules.MOVES, words.STATUS, words.MOVE)
    yield "\n## One party's share\n"
    yield from _table(rules.SHARE_MOVES, words.SHARE, words.SHARE_MOVE)


def _events() -> Iterator[str]:
    from linli.platform.webhooks import catalogue

    yield "# Events\n"
    yield "What a program may subscribe to. Each is the `data` of a CloudEvents 1.0 document with the name as"
    yield "its `type`; fields are only ever added. JSON schemas: `/webhooks/events.json` of a running linli."
    for kind in catalogue.kinds().values():
        yield f"\n## `{kind.name}`\n\n{kind.title}\n"
        if kind.words:
            yield f"{kind.words}\n"
        yield "| field | schema |"
        yield "| --- | --- |"
        for name, schema in kind.schema.get("properties", {}).items():
            told = {key: value for key, value in schema.items() if key != "title"}
            yield f"| `{name}` | `{to_json(told).decode()}` |"


def _table(
    moves: Mapping[Any, StrEnum], states: Mapping[Any, Any], names: Mapping[Any, Any]
) -> Iterator[str]:
    yield "| from | move | to |"
    yield "| --- | --- | --- |"
    for (state, move), after in moves.items():
        cells = ((state, states), (move, names), (after, states))
        yield f"| {' | '.join(f'`{key}` {words[key]}' for key, words in cells)} |"


PAGES: dict[str, Callable[[], Iterator[str]]] = {
    "settings.md": _settings,
    "cases.md": _cases,
    "events.md": _events,
}
