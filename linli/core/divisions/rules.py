"""Division codes, whose digits are their path (GB/T 2260, GB/T 10114 and the 12-digit extension)."""

from collections.abc import Collection
from enum import StrEnum


class Level(StrEnum):
    PROVINCE = "province"
    CITY = "city"
    DISTRICT = "district"
    SUBDISTRICT = "subdistrict"
    COMMUNITY = "community"


DIGITS = {
    Level.PROVINCE: 2,
    Level.CITY: 4,
    Level.DISTRICT: 6,
    Level.SUBDISTRICT: 9,
    Level.COMMUNITY: 12,
}
GRID_DIGITS = 15
_LEVEL_OF = {digits: level for level, digits in DIGITS.items()}


def level_of(code: str) -> Level:
    """The level a code belongs to, told by its length; ValueError for any other length."""
    try:
        return _LEVEL_OF[len(code)]
    except KeyError:
        raise ValueError(f"{code!r} has {len(code)} digits; 2, 4, 6, 9 or 12 are known.") from None


def parent_of(code: str) -> str | None:
    """The code one level up, or None above a province."""
    above = [digits for digits in DIGITS.values() if digits < len(code)]
    return code[: max(above)] if above else None


def community_of(area: str) -> str:
    """The community of a grid or community code."""
    return area[: DIGITS[Level.COMMUNITY]]


def subdistrict_of(area: str) -> str:
    """The sub-district of a grid, community or sub-district code."""
    return area[: DIGITS[Level.SUBDISTRICT]]


class DepartmentKind(StrEnum):
    GOVERNMENT = "government"
    PROPERTY = "property"
    UTILITY = "utility"
    SOCIAL = "social"


MOST_GRIDS = 999  # three digits behind the community's twelve


def prefixes_of(area: str) -> tuple[str, ...]:
    """The codes of all divisions that `area` lies in, the widest first, and itself."""
    above = [area[:digits] for digits in DIGITS.values() if digits < len(area)]
    return (*above, area)


def free_grid_code(community: str, taken: Collection[str]) -> str | None:
    """The first grid code of a community that nobody has; None when all 999 are taken."""
    codes = (f"{community}{number:03d}" for number in range(1, MOST_GRIDS + 1))
    return next((code for code in codes if code not in taken), None)
