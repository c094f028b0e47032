"""Delivery reports: what a provider says later about a message, believed only when signed.

This is the house's own form, for adapters that sit between a provider and linli; an adapter for a
provider with another form reads that form itself.
"""

import hmac
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from django.conf import settings

from linli.kernel import clock

SIGNATURE, TIMESTAMP = "Linli-Signature", "Linli-Timestamp"
TOLERANCE = timedelta(minutes=5)
MOST = 500


class Forged(Exception):
    """The report isn't signed by our provider, or is too old to be believed."""


@dataclass(frozen=True, slots=True)
class Report:
    """`ref` is the provider's number of the message; `reason` its code when it did not arrive."""

    ref: str
    arrived: bool
    reason: str = ""


def sign(secret: str, timestamp: str, body: bytes) -> str:
    """HMAC-SHA256 over the time stamp and the body, hexadecimal; webhooks are signed alike."""
    return hmac.new(secret.encode(), timestamp.encode() + b"." + body, sha256).hexdigest()


def read(headers: Mapping[str, str], body: bytes) -> Sequence[Report]:
    """The reports of a signed body `{"reports": [{"ref", "arrived", "reason"}]}`; raises Forged."""
    stamp = headers.get(TIMESTAMP, "")
    expected = sign(settings.REPORT_KEY, stamp, body)
    if not hmac.compare_digest(expected.encode(), headers.get(SIGNATURE, "").encode()):
        raise Forged("The signature does not fit.")
    if not stamp.isdigit() or abs(clock.now().timestamp() - int(stamp)) > TOLERANCE.total_seconds():
        raise Forged("The time stamp is too old or too new.")
    return _parse(body)


def _parse(body: bytes) -> Sequence[Report]:
    try:
        rows = json.loads(body)["reports"][:MOST]
        return [
            Report(str(row["ref"])[:80], bool(row["arrived"]), str(row.get("reason", ""))[:200])
            for row in rows
        ]
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Forged("The body is not a list of reports.") from None
