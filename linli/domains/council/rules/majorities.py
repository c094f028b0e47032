"""Majorities in whole numbers, as Civil Code article 278 has them.

"以上" includes the number itself and "过半数" doesn't (art. 1259), so nothing here is ever divided
or rounded: both sides are multiplied and compared.
"""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Share:
    """A part of the owners: how many heads, and how much floor area in 1/100 m²."""

    heads: int = 0
    area: int = 0

    def __add__(self, other: "Share") -> "Share":
        return Share(self.heads + other.heads, self.area + other.area)


@dataclass(frozen=True, slots=True)
class Threshold:
    """`numerator / denominator` of a whole; `includes` says whether the number itself is enough."""

    numerator: int
    denominator: int
    includes: bool

    def reached(self, part: int, whole: int) -> bool:
        """Whether `part` is enough of `whole`; nothing is ever enough of nothing."""
        mine, needed = part * self.denominator, whole * self.numerator
        return whole > 0 and (mine >= needed if self.includes else mine > needed)

    def reached_by(self, part: Share, whole: Share) -> bool:
        """Whether it is reached by heads and by floor area."""
        return self.reached(part.heads, whole.heads) and self.reached(part.area, whole.area)


class Majority(StrEnum):
    ORDINARY = "ordinary"
    SPECIAL = "special"


PARTICIPATION = Threshold(2, 3, includes=True)  # 三分之二以上, of the whole roll
CONSENT = {  # of those who took part
    Majority.ORDINARY: Threshold(1, 2, includes=False),  # 过半数
    Majority.SPECIAL: Threshold(3, 4, includes=True),  # 四分之三以上
}


class Matter(StrEnum):
    """What an item is about: article 278, numbers (1) to (9)."""

    PROCEDURE = "procedure"
    COVENANT = "covenant"
    COMMITTEE = "committee"
    MANAGER = "manager"
    USE_FUNDS = "use_funds"
    RAISE_FUNDS = "raise_funds"
    REBUILD = "rebuild"
    CHANGE_USE = "change_use"
    OTHER = "other"


SPECIAL = frozenset({Matter.RAISE_FUNDS, Matter.REBUILD, Matter.CHANGE_USE})  # (6) to (8)


def majority_for(matter: Matter) -> Majority:
    """Which majority article 278 asks for: using funds is ordinary, raising them is special."""
    return Majority.SPECIAL if matter in SPECIAL else Majority.ORDINARY
