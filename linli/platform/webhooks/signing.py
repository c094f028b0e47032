"""Standard Webhooks (standardwebhooks.com, version 1 symmetric): how a receiver knows that it is us.

`webhook-signature` holds `v1,` and the Base64 of HMAC-SHA256 over `id.timestamp.body`, once for
each secret in force, so that a receiver may change over whenever it likes within the overlap.
"""

import base64
import hmac
import secrets
from collections.abc import Sequence

ID, TIMESTAMP, SIGNATURE = "webhook-id", "webhook-timestamp", "webhook-signature"
MARK = "whsec_"
SECRET_BYTES = 32


def make_secret() -> str:
    """A new secret of 256 random bits, as the receiver's library wants it typed in."""
    return MARK + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


def signature(secret: str, number: str, timestamp: str, body: bytes) -> str:
    key = base64.b64decode(secret.removeprefix(MARK))
    signed = b".".join((number.encode(), timestamp.encode(), body))
    return "v1," + base64.b64encode(hmac.digest(key, signed, "sha256")).decode()


def headers(keys: Sequence[str], number: str, timestamp: str, body: bytes) -> dict[str, str]:
    """The three headers, signed with each of `keys`."""
    signatures = [signature(each, number, timestamp, body) for each in keys]
    return {ID: number, TIMESTAMP: timestamp, SIGNATURE: " ".join(signatures)}
