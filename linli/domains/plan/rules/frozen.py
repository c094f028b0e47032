"""The form in which values are published: one text for the same content, and its fingerprint."""

import hashlib
import json
from typing import Any


def canonical(content: Any) -> str:
    """JSON with sorted keys and no spaces, so that the same content is the same text."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(text: str) -> str:
    """SHA-256, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()
