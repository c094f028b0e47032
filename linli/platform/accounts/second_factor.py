"""Whether this session has shown the second factor that its account needs."""

import re

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest

from linli.platform.accounts.models import Account, Kind
from linli.platform.database import secrecy

METHOD = "mfa"  # allauth's name for it in the session's list of what was shown
WHERE = "mfa_authenticator.data"  # what its secrets are sealed for
_HEXADECIMAL = re.compile(r"(?:[0-9a-f]{2})+")
PROPER = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)  # recovery codes only stand in


def needed(account: Account) -> bool:
    """GB/T 22239-2019 8.1.4.1 d: staff show two factors, unless the deployment switched it off.

    The invented people of a demonstration have no phone to show one with.
    """
    is_invented = settings.DEMONSTRATION and account.is_demonstration
    return bool(settings.SECOND_FACTOR) and account.kind == Kind.STAFF and not is_invented


def shown(request: HttpRequest, account: Account) -> bool:
    """Whether the second factor was shown, or set up, in this very session; asks no database."""
    records = get_authentication_records(request, account)
    return any(record.get("method") == METHOD for record in records)


def is_missing(request: HttpRequest, account: Account) -> bool:
    return needed(account) and not shown(request, account)


def mark_shown(request: HttpRequest, account: Account, kind: str) -> None:
    """Note in the session that its holder has just set the second factor up."""
    record_authentication(request, account, METHOD, type=kind)


def is_set_up(account: Account) -> bool:
    found: bool = Authenticator.objects.filter(user_id=account.pk, type__in=PROPER).exists()
    return found


def stale_secrets() -> int:
    """How many secrets of second factors stand under a retired key."""
    found = Authenticator.objects.exclude(data={}).values_list("data", flat=True)
    return sum(is_stale(value) for data in found for value in data.values())


def is_stale(value: object) -> bool:
    """Whether this is a sealed secret of an old key, and not one of the other things kept there."""
    if not isinstance(value, str) or not _HEXADECIMAL.fullmatch(value):
        return False
    return secrecy.is_retired(bytes.fromhex(value))
