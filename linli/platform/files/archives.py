"""Zip containers (docx, xlsx) are weighed before anything unpacks them."""

import zipfile
from typing import BinaryIO

from linli.platform.files import errors, rules

ENCRYPTED = 0x1
MOST_MEMBERS = 2_000


def weighed(stream: BinaryIO, most_unpacked: int = rules.MOST_UNPACKED) -> zipfile.ZipFile:
    """The opened archive, sure to unpack to no more than `most_unpacked` bytes.

    Sizes are what the directory declares; a reader stops at them (zipfile and calamine do).
    Raises UnsafeDocument when it is too large, too dense, encrypted or has paths that climb.
    """
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        raise errors.UnsafeDocument from None
    members = archive.infolist()
    unpacked = sum(each.file_size for each in members)
    packed = sum(each.compress_size for each in members)
    if (
        len(members) > MOST_MEMBERS
        or unpacked > most_unpacked
        or unpacked > rules.MOST_RATIO * max(packed, 1)
        or any(each.flag_bits & ENCRYPTED or _climbs(each.filename) for each in members)
    ):
        raise errors.UnsafeDocument
    return archive


def _climbs(name: str) -> bool:
    return name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/")
