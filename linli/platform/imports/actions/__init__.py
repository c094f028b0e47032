"""Every write of an import: a file arrives and is checked, its rows are written, and taken back."""

from linli.platform.imports.actions.arriving import check, choose, describe, receive, sweep
from linli.platform.imports.actions.at_once import Brought, run
from linli.platform.imports.actions.taking_back import take_back, undo
from linli.platform.imports.actions.writing import begin, write

__all__ = [
    "Brought",
    "begin",
    "check",
    "choose",
    "describe",
    "receive",
    "run",
    "sweep",
    "take_back",
    "undo",
    "write",
]
