"""The shape of an API key: `linli_<public part>.<secret part>`.

The public part finds the row and may stand in a log; the secret part is 256 random bits, so that
one round of SHA-256 keeps it (a slow hash is for passwords that people think up).
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass

MARK = "linli_"  # lets secret scanners recognise a key that was committed by mistake
PREFIX_LENGTH = len(MARK) + 12


@dataclass(frozen=True, slots=True)
class Token:
    """What the bearer of a key sends."""

    prefix: str
    secret: str

    def __str__(self) -> str:
        return f"{self.prefix}.{self.secret}"

    @property
    def digest(self) -> str:
        """What is stored instead of the secret."""
        return hashlib.sha256(self.secret.encode()).hexdigest()

    def matches(self, digest: str) -> bool:
        """Whether `digest` was made from this secret; takes equally long either way."""
        return hmac.compare_digest(self.digest, digest)


def make() -> Token:
    return Token(MARK + secrets.token_hex(6), secrets.token_urlsafe(32))


def read(text: str) -> Token | None:
    """The token in `text`, or None when it can't be one."""
    prefix, dot, secret = text.partition(".")
    shaped = dot and prefix.startswith(MARK) and len(prefix) == PREFIX_LENGTH
    return Token(prefix, secret) if shaped and text.isascii() and "\0" not in text else None
