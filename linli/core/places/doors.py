"""How a door is written: 2单元501, 2-501, 501; and how the buildings stand in order. Pure."""

import re
import unicodedata

from linli.platform.search.pinyin import sort_key

_UNIT_AND_ROOM = re.compile(r"^(?:(?P<unit>[^-]+?)(?:单元|-))?(?P<room>[^-]+?)室?$")
_FLOOR_OF = re.compile(r"^(?P<floor>\d{1,2})\d{2}$")
LONGEST_UNIT, LONGEST_ROOM = 10, 20
_NUMBER = re.compile(r"\d+")


def plain(text: str) -> str:
    """Width and blanks made one."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def read_door(text: str) -> tuple[str, str] | None:
    """Unit and room of “2单元501室”, “2-501” or “501”; None when it isn't a door."""
    found = _UNIT_AND_ROOM.match(plain(text))
    if not found:
        return None
    unit, room = found["unit"] or "", found["room"]
    return (unit, room) if len(unit) <= LONGEST_UNIT and len(room) <= LONGEST_ROOM else None


def door(unit: str, room: str) -> str:
    """How people write it: 2单元501."""
    return f"{unit}单元{room}" if unit else room


def floor_of(room: str) -> int | None:
    """The floor that a room's number tells: 501 is on the 5th, 1203 on the 12th; None if it doesn't."""
    found = _FLOOR_OF.match(room)
    return int(found["floor"]) if found else None


def building_order(name: str) -> str:
    """By this, 2号楼 stands before 10号楼, and the others as in a Chinese dictionary."""
    return sort_key(_NUMBER.sub(lambda found: found[0].zfill(5), name))
