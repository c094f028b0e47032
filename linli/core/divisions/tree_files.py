"""The administrative tree as it comes in CSV files: one file per level, code and name and parent.

The form is that of china-division: provinces.csv, cities.csv, areas.csv, streets.csv,
villages*.csv. A deployer's own files in the same form, or one of them alone, do as well.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from linli.core.divisions.rules import Level
from linli.kernel.errors import Invalid

FILES = {
    Level.PROVINCE: ("provinces*.csv", ()),
    Level.CITY: ("cities*.csv", ("provinceCode",)),
    Level.DISTRICT: ("areas*.csv", ("cityCode",)),
    Level.SUBDISTRICT: ("streets*.csv", ("areaCode",)),
    Level.COMMUNITY: ("villages*.csv", ("streetCode",)),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One division as a file gives it, and where it stands there."""

    code: str
    name: str
    level: Level
    parent: str = ""  # as given; the code itself says it too
    source: str = ""


def read_folder(folder: Path) -> Iterator[Row]:
    """Every row of the files in `folder`, from the top of the tree down.

    Raises Invalid when there is no such file, or one lacks the columns code and name.
    """
    found = [(level, path) for level in FILES for path in sorted(folder.glob(FILES[level][0]))]
    if not found:
        names = ", ".join(pattern for pattern, _columns in FILES.values())
        raise Invalid(
            _("%(folder)s 里没有区划文件，需要 %(names)s 中的至少一个。")
            % {"folder": folder, "names": names}
        )
    for level, path in found:
        yield from read_file(path, level)


def read_file(path: Path, level: Level) -> Iterator[Row]:
    """The rows of one file; UTF-8 (with or without its mark) or GB 18030."""
    table = csv.DictReader(_text_of(path).splitlines())
    if not {"code", "name"} <= set(table.fieldnames or ()):
        raise Invalid(_("%s 的第一行要有 code 和 name 两列。") % path.name)
    for line, row in enumerate(table, start=2):
        yield Row(
            code=(row["code"] or "").strip(),
            name=(row["name"] or "").strip(),
            level=level,
            parent=next((row[each] for each in FILES[level][1] if row.get(each)), ""),
            source=f"{path.name}:{line}",
        )


def _text_of(path: Path) -> str:
    content = path.read_bytes()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030", errors="replace")
