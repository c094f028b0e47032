"""Why somebody says that the roll is wrong about a door."""

from enum import StrEnum


class Ground(StrEnum):
    SOLD = "sold"
    DIED = "died"
    FORGED = "forged"
    AREA = "area"
    OTHER = "other"


SUSPENDING = frozenset({Ground.SOLD, Ground.DIED})  # upheld: bars the place until it is passed on
