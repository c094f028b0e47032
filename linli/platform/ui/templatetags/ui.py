"""`{% load ui %}`: the vocabulary of components that pages are built of."""

from linli.platform.ui.components import (
    deadlines,
    figures,
    forms,
    frames,
    marks,
    slots,
    tables,
)
from linli.platform.ui.components.words import register

__all__ = ["deadlines", "figures", "forms", "frames", "marks", "register", "slots", "tables"]
