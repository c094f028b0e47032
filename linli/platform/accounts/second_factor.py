"""Whether this session has shown the second factor that its account needs."""

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest

from linli.platform.accounts.models import Account, Kind

METHOD = "mfa"  # allauth's name for it in the session's list of what was shown
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
