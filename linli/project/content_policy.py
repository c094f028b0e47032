"""What a browser may load on a page of linli: our own files, and map tiles where configured."""

from typing import Final
from urllib.parse import urlsplit

SELF: Final = "'self'"
NONE: Final = "'none'"


def directives(map_tiles: str) -> dict[str, list[str]]:
    """The Content-Security-Policy; no inline script or style, no eval, no frame around us.

    `map_tiles` is the address of the tiles, "" without; `{s}` in its host stands for any name.
    """
    parts = urlsplit(map_tiles.replace("{s}", "*"))
    tiles = [f"{parts.scheme}://{parts.netloc}"] if parts.netloc else []
    return {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:", *tiles],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
