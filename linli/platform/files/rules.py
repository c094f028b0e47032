"""What may be kept, judged by content alone; a file's name and its declared type are only words."""

import re
import unicodedata
from collections.abc import Callable

MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 40_000_000
LONG_SIDE = 2048
THUMBNAIL_SIDE = 400
MOST_UNPACKED = 50 * 1024 * 1024
MOST_RATIO = 100
NAME_LENGTH = 80

JPEG, PDF = "image/jpeg", "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EXTENSIONS = {JPEG: ".jpg", PDF: ".pdf", DOCX: ".docx", XLSX: ".xlsx"}

_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
_SIGNATURES: dict[str, Callable[[bytes], bool]] = {
    "JPEG": lambda head: head.startswith(b"\xff\xd8\xff"),
    "PNG": lambda head: head.startswith(b"\x89PNG\r\n\x1a\n"),
    "WEBP": lambda head: head.startswith(b"RIFF") and head[8:12] == b"WEBP",
    "HEIC": lambda head: head[4:8] == b"ftyp" and head[8:12] in _HEIC_BRANDS,
}
_SEPARATORS = re.compile(r"[/\\]")
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}  # controls, bidi marks, zero-width, …


def picture_format(head: bytes) -> str | None:
    """JPEG, PNG, WEBP or HEIC as the first bytes say; None for anything else."""
    return next((name for name, fits in _SIGNATURES.items() if fits(head)), None)


def clean_name(given: str, content_type: str) -> str:
    """The name as given without path, controls and bidi marks, its ending told by the content.

    A right-to-left mark could make `gpj.exe` read as `exe.jpg`; a path could leave the folder.
    """
    base = _SEPARATORS.split(given)[-1]
    seen = "".join(each for each in base if unicodedata.category(each) not in _INVISIBLE)
    stem = seen.rpartition(".")[0] or seen
    ending = EXTENSIONS[content_type]
    return (stem.strip(" .")[: NAME_LENGTH - len(ending)] or "file") + ending
