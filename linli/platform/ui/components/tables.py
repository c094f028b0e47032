"""Tables of cells, and the small words that cells are made of."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from linli.platform.ui.components.words import known, register, said

NONE = "—"  # what a cell says where there is nothing
LOOKS = ("", "number", "main")
_SOMEBODY = UUID(int=0)


class Column(NamedTuple):
    """A heading, and the look of its cells: a `number` never breaks, `main` is what the row is about."""

    title: object
    look: str = ""


@register.simple_tag
def table(
    columns: Sequence[object], rows: Iterable[Sequence[object]], label: object = ""
) -> SafeString:
    """A plain table of cells: `columns` are headings or `Column`s, each row has one cell per column."""
    named = [each if isinstance(each, Column) else Column(each) for each in columns]
    heads = "".join(f'<th scope="col">{said(each.title)}</th>' for each in named)
    opens = [_opening(each.look) for each in named]
    lines = "\n".join(_row(opens, row) for row in rows)
    caption = format_html('<caption class="unseen">{}</caption>', label) if label else ""
    return mark_safe(  # noqa: S308  # every cell was escaped
        f'<table class="table">{caption}<thead><tr>{heads}</tr></thead>\n<tbody>{lines}</tbody></table>'
    )


def _opening(look: str) -> str:
    return f'<td class="cell-{known(look, LOOKS, "look of a cell")}">' if look else "<td>"


def _row(opens: Sequence[str], cells: Sequence[object]) -> str:
    told = (f"{td}{said(cell)}</td>" for td, cell in zip(opens, cells, strict=True))
    return f"<tr>{''.join(told)}</tr>"


def link(text: object, href: str) -> SafeString:
    """Words that lead somewhere."""
    return SafeString(f'<a href="{said(href)}">{said(text)}</a>')


def small(text: object) -> SafeString:
    """Words that matter less than what they stand beside."""
    return SafeString(f"<small>{said(text)}</small>")


def beside(*parts: object) -> SafeString:
    """Several things in one cell."""
    return SafeString(" ".join(said(each) for each in parts))


def address_of(name: str, one: UUID) -> str:
    """The address of one thing among many of its kind: `name` is resolved once, not in every row."""
    return _address(name).replace(str(_SOMEBODY), str(one))


@lru_cache
def _address(name: str) -> str:
    return reverse(name, args=[_SOMEBODY])
