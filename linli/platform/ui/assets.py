"""Static files: which files of npm packages are served, and collecting them under lasting names."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage, Storage
from django.core.management import call_command
from django.templatetags.static import static
from whitenoise.storage import CompressedManifestStaticFilesStorage

PREFIX: Final = "packages/"
DEXIE: Final = "dexie/dist/modern/dexie.min.mjs"
ECHARTS: Final = "echarts/dist/echarts.common.min.js"
LEAFLET: Final = "leaflet/dist/leaflet.js"
LEAFLET_STYLE: Final = "leaflet/dist/leaflet.css"
PACKAGE_FILES: Final = (
    DEXIE,
    ECHARTS,
    LEAFLET,
    f"{LEAFLET}.map",
    LEAFLET_STYLE,
    *(
        f"leaflet/dist/images/{name}.png"
        for name in ("layers", "layers-2x", "marker-icon", "marker-icon-2x", "marker-shadow")
    ),
)
UNUSED: Final = ["ext", "htm*-4*"]  # htmx 4, and extensions that name modules which aren't there


def package_address(name: str) -> str:
    """The address of a listed file, or "" where nobody has installed the npm packages.

    A figure without its script stays a table or a list, which says the same.
    """
    try:
        return static(PREFIX + name)
    except ValueError:  # collected without it
        return ""


class PackageFinder(BaseFinder):
    """Serves the few files of `node_modules` that pages load, out of the thousands that lie there."""

    def __init__(self, app_names: Any = None, *args: Any, **kwargs: Any) -> None:
        self._storage = FileSystemStorage(location=settings.NODE_MODULES)
        self._storage.prefix = PREFIX.rstrip("/")  # type: ignore[attr-defined]

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        """The file behind `packages/<path in node_modules>`; nothing when it isn't on the list."""
        name = path.removeprefix(PREFIX)
        listed = path.startswith(PREFIX) and name in PACKAGE_FILES and self._storage.exists(name)
        found = [self._storage.path(name)] if listed else []
        return found[0] if found and not find_all else found

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, Storage]]:
        """Every listed file that is installed."""
        return ((name, self._storage) for name in PACKAGE_FILES if self._storage.exists(name))


class AssetStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # no types
    """Names with a fingerprint, which browsers keep for ever, once the files have been collected.

    Before that (in development and in tests) names stay as they are.
    """

    # Our own scripts import each other by name, and the names change; packages' scripts don't.
    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        *(
            (
                scripts,
                CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns[1],
            )
            for scripts in ("ui/js/*.js", "field/js/*.js")
        ),
    )

    def stored_name(self, name: str) -> str:
        return str(super().stored_name(name)) if self.hashed_files else name


def collect() -> bool:
    """Collect the static files for serving, unless nothing has changed; True when it had to."""
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if manifest.exists() and manifest.stat().st_mtime >= _newest():
        return False
    call_command(
        "collectstatic", interactive=False, clear=True, verbosity=0, ignore_patterns=UNUSED
    )
    return True


def _newest() -> float:
    """When any static file was last changed, in seconds since 1970."""
    return max(
        os.stat(storage.path(name)).st_mtime
        for finder in finders.get_finders()
        for name, storage in finder.list([])
    )
