"""Edits that don't overwrite each other: ETag on reading, If-Match on writing (RFC 9110)."""

from django.http import HttpRequest

from linli.platform.api.errors import Stale, VersionNeeded


def etag(version: object) -> str:
    """The ETag of something whose every change makes another `version` (a number, a time)."""
    return f'"{version}"'


def expect_version(request: HttpRequest, version: object) -> None:
    """Raise unless the caller read the thing as it is now; ask with the row locked for update.

    Raises VersionNeeded (428) without If-Match, Stale (412) when it names another version.
    """
    asked = request.headers.get("If-Match")
    if asked is None:
        raise VersionNeeded
    if etag(version) not in [each.strip() for each in asked.split(",")]:
        raise Stale(etag(version))
