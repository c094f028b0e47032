"""What areas are called. The tree of divisions lives in core; whoever stands below it asks here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Area:
    """A place of the division tree: its code, whose digits are its path, and its name."""

    code: str
    name: str


class Guide(Protocol):
    """Whoever knows the tree."""

    def names_of(self, codes: Iterable[str]) -> Mapping[str, str]:
        """The names of those of `codes` that exist."""

    def below(self, code: str) -> Sequence[Area]:
        """The places one level under `code`, in order; of "" the topmost ones."""

    def departments_at(self, code: str) -> Mapping[UUID, str]:
        """The names of the departments that serve `code` or a place within it."""

    def department_names(self, ids: Iterable[UUID]) -> Mapping[UUID, str]:
        """The names of those of `ids` that exist."""


_guides: list[Guide] = []


def install_guide(guide: Guide) -> None:
    """Let `guide` answer from now on, in place of whoever did."""
    _guides[:] = [guide]


def names_of(codes: Iterable[str]) -> Mapping[str, str]:
    """What each of `codes` is called; a code that nobody knows is called by itself."""
    wanted = set(codes)
    known = _guides[0].names_of(wanted) if _guides and wanted else {}
    return {code: known.get(code, code) for code in wanted}


def below(code: str) -> Sequence[Area]:
    return _guides[0].below(code) if _guides else ()


def departments_at(code: str) -> Mapping[UUID, str]:
    return _guides[0].departments_at(code) if _guides else {}


def department_names(ids: Iterable[UUID]) -> Mapping[UUID, str]:
    wanted = set(ids)
    return _guides[0].department_names(wanted) if _guides and wanted else {}
