"""Every way to change the tree, the grids and the departments."""

from linli.core.divisions.actions.departments import change_department, open_department
from linli.core.divisions.actions.grids import change_grid, draw_grid
from linli.core.divisions.actions.tree import Imported, describe, import_divisions

__all__ = [
    "Imported",
    "change_department",
    "change_grid",
    "describe",
    "draw_grid",
    "import_divisions",
    "open_department",
]
