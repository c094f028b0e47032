"""Identifiers that may stand in a URL: random, unguessable, and born before the row is."""

import secrets
import time
from uuid import UUID

_VERSION = 0x7 << 76
_VARIANT = 0b10 << 62


def new_id() -> UUID:
    """A UUID of version 7 (RFC 9562): 48 bits of milliseconds, then 74 random bits.

    Ordered by birth, so that an index on it grows at one end. PostgreSQL makes them itself only
    from version 18, therefore here.
    """
    milliseconds = time.time_ns() // 1_000_000
    head, tail = secrets.randbits(12), secrets.randbits(62)
    return UUID(int=(milliseconds << 80) | _VERSION | (head << 64) | _VARIANT | tail)
