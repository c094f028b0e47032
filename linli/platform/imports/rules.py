"""The life of an import."""

from datetime import timedelta
from enum import StrEnum


class State(StrEnum):
    RECEIVED = "received"  # the file is here, its columns aren't agreed yet
    CHECKING = "checking"
    CHECKED = "checked"
    RUNNING = "running"
    DONE = "done"
    UNDOING = "undoing"
    UNDONE = "undone"
    STOPPED = "stopped"  # something unforeseen; may be checked or run again


class Mode(StrEnum):
    WHOLE = "whole"  # all rows or none
    GOOD_ROWS = "good_rows"  # those that are right; the others come back in a workbook


UNDO_WITHIN = timedelta(hours=24)
KEPT = timedelta(hours=24)  # how long the file somebody sent stays here
AT_WORK = {State.CHECKING, State.RUNNING, State.UNDOING}

# On which states a deed may follow. Work in which something unforeseen happened may be asked for anew.
MAY = {
    "choose": {State.RECEIVED, State.CHECKED, State.STOPPED},
    "begin": {State.CHECKED, State.STOPPED},
    "undo": {State.DONE},
}
AGAIN = {"choose": State.CHECKING, "begin": State.RUNNING, "undo": State.UNDOING}
