"""What the administrative tree tells."""

from dataclasses import dataclass

from linli.kernel.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class DivisionsImported(Event):
    """The tree under `area` ("" for all of it) was brought up to date."""

    area: str
    added: int
    renamed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GridDrawn(Event):
    """A grid was added, or its name, worker or boundary changed."""

    area: str  # the grid's code
    community_id: str
    boundary_changed: bool
