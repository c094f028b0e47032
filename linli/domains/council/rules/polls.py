"""Votes of residents' bodies: who decides by which majority, in what secrecy, and how it comes out.

Procedures are data with versions; a key never gets another meaning. All comparing is in whole
numbers: "以上" includes the number itself and "过半数" doesn't (Civil Code art. 1259).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from linli.domains.council.rules.majorities import Threshold


class Level(StrEnum):
    """Who may know who said what."""

    OPEN = "open"  # everybody, by the number on the roll
    BODY = "body"  # members of the body by name, everybody else the totals
    SECRET = "secret"  # noqa: S105  # nobody


class Basis(StrEnum):
    """Whose names make the roll."""

    ADULTS = "adults"
    HOUSEHOLDS = "households"
    GROUPS = "groups"  # two or three of each residents' group
    SEATS = "seats"


class Of(StrEnum):
    """What a majority is a part of."""

    PRESENT = "present"
    ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure:
    """One version of one body's procedure. `is_verified`: its figures were read in the text itself."""

    key: str
    bases: tuple[Basis, ...]
    levels: tuple[Level, ...]
    quorum: Threshold
    consent: Threshold
    of: Of
    sources: tuple[str, ...]
    in_force_from: date | None = None
    in_force_until: date | None = None
    notice_days: int = 0  # where the law names none
    is_odd: bool = False  # how many seats there are
    is_verified: bool = False

    def is_in_force(self, day: date) -> bool:
        begun = self.in_force_from is None or day >= self.in_force_from
        return begun and (self.in_force_until is None or day <= self.in_force_until)


MORE_THAN_HALF = Threshold(1, 2, includes=False)  # 过半数
HALF_OR_MORE = Threshold(1, 2, includes=True)  # 半数以上
RESIDENTS = (Basis.ADULTS, Basis.HOUSEHOLDS, Basis.GROUPS)
EVERY_LEVEL = (Level.OPEN, Level.BODY, Level.SECRET)
REVISED = date(2026, 1, 1)  # the revision of 2025-10-28 comes into force
PROCEDURES: Mapping[str, Procedure] = {
    each.key: each
    for each in (
        Procedure(
            key="assembly-2018", bases=RESIDENTS, levels=(Level.OPEN, Level.SECRET),
            quorum=MORE_THAN_HALF, consent=MORE_THAN_HALF, of=Of.PRESENT,
            sources=("城市居民委员会组织法（2018年修正）第九条",),
            in_force_until=date(2025, 12, 31), is_verified=True,
        ),
        Procedure(
            key="assembly-2025", bases=RESIDENTS, levels=(Level.OPEN, Level.SECRET),
            quorum=MORE_THAN_HALF, consent=MORE_THAN_HALF, of=Of.PRESENT,
            sources=("城市居民委员会组织法（2025年修订）第四章",), in_force_from=REVISED,
        ),
        Procedure(
            key="representatives-2025", bases=(Basis.SEATS,), levels=EVERY_LEVEL,
            quorum=MORE_THAN_HALF, consent=MORE_THAN_HALF, of=Of.PRESENT,
            sources=("城市居民委员会组织法（2025年修订）第四章",), in_force_from=REVISED,
        ),
        Procedure(
            key="residents-committee", bases=(Basis.SEATS,), levels=EVERY_LEVEL,
            quorum=MORE_THAN_HALF, consent=MORE_THAN_HALF, of=Of.PRESENT,
            sources=("城市居民委员会组织法：少数服从多数",),
        ),
        Procedure(
            key="owners-committee-beijing", bases=(Basis.SEATS,), levels=(Level.OPEN, Level.BODY),
            quorum=MORE_THAN_HALF, consent=MORE_THAN_HALF, of=Of.ALL, notice_days=5, is_odd=True,
            sources=("北京市物业管理条例第三十九条、第四十五条",),
        ),
        Procedure(
            key="owners-committee-national", bases=(Basis.SEATS,), levels=(Level.OPEN, Level.BODY),
            quorum=MORE_THAN_HALF, consent=HALF_OR_MORE, of=Of.ALL,
            sources=("业主大会和业主委员会指导规则：过半数委员出席、全体委员半数以上同意",),
        ),
    )
}  # fmt: skip
GROUP_SEATS = range(2, 4)  # 每个居民小组选举代表二至三人

YES, NO, ABSTAIN = "y", "n", "a"
HIDDEN = "."  # what was said of an item that is withheld
LETTERS = (YES, NO, ABSTAIN)

FEW = 5  # fewer secret ballots than this tell who said what
UNANIMOUS_BELOW = 20  # and so do secret ballots that all say the same, below this many


@dataclass(frozen=True, slots=True)
class Count:
    """How one item came out."""

    said: Mapping[str, int]
    carried: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """A whole poll: how many stand on the roll, took part, gave a ballot back; and each item."""

    roll: int
    present: int
    returned: int
    quorate: bool
    items: tuple[Count, ...]


def tally(
    procedure: Procedure, roll: int, present: int, ballots: Sequence[str], items: int
) -> Outcome:
    """Count `ballots`, each a letter for each item. Who took part and gave none back consents to nothing.

    Raises ValueError for more ballots than people who took part, or more people than the roll has.
    """
    if not len(ballots) <= present <= roll:
        raise ValueError("There are more ballots than voters who took part.")
    quorate = procedure.quorum.reached(present, roll)
    whole = present if procedure.of == Of.PRESENT else roll
    counts = []
    for at in range(items):
        said = {letter: sum(each[at] == letter for each in ballots) for letter in LETTERS}
        counts.append(Count(said, quorate and procedure.consent.reached(said[YES], whole)))
    return Outcome(roll, present, len(ballots), quorate, tuple(counts))


def withheld_items(level: Level, outcome: Outcome) -> tuple[int, ...]:
    """The places (from 0) of the items of which only "carried" or "not carried" is told.

    All of them below FEW ballots; else those to which fewer than UNANIMOUS_BELOW all said the same.
    """
    if level != Level.SECRET or outcome.returned >= UNANIMOUS_BELOW:
        return ()
    if outcome.returned < FEW:
        return tuple(range(len(outcome.items)))
    return tuple(
        at for at, each in enumerate(outcome.items) if max(each.said.values()) == outcome.returned
    )


def hidden(choices: str, withheld: Sequence[int]) -> str:
    """A ballot as it is published, without what is withheld."""
    return "".join(HIDDEN if at in withheld else letter for at, letter in enumerate(choices))


def born_by(day: date, years: int = 18) -> date:
    """The last birth date of those who are `years` old on `day`.

    Who was born on 29 February comes of age on 28 February of a common year (Civil Code art. 202).
    """
    if (day.month, day.day) == (2, 28) and _is_leap(day.year - years) and not _is_leap(day.year):
        return date(day.year - years, 2, 29)
    if (day.month, day.day) == (2, 29) and not _is_leap(day.year - years):
        return date(day.year - years, 2, 28)
    return day.replace(year=day.year - years)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
