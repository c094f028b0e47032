"""What `linli doctor` asks about files."""

from collections.abc import Sequence

from linli.platform.database import scope
from linli.platform.files import actions
from linli.platform.files.models import StoredFile
from linli.platform.files.store import KEPT, THUMBNAIL


def rows_without_bytes() -> Sequence[str]:
    """A sentence for each row whose bytes are gone or of another size."""
    with scope.system("doctor compares every file's row with the disk"):
        rows = StoredFile.objects.values_list("id", "store_key", "size", "width")
        return [
            f"file {each[0]} lacks its bytes" for each in rows.iterator() if not _whole(*each[1:])
        ]


def bytes_without_row() -> Sequence[str]:
    """A sentence for each file on disk that the sweep should have taken."""
    return [f"{KEPT.path(key)} belongs to no row" for key in actions.orphans()]


def _whole(key: str, size: int, width: int | None) -> bool:
    body = KEPT.path(key)
    has_thumbnail = width is None or KEPT.path(key, THUMBNAIL).is_file()
    return has_thumbnail and body.is_file() and body.stat().st_size == size
