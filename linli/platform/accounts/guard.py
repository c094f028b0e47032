"""How often somebody may try to sign in; counted in PostgreSQL, so that parallel tries count too.

GB/T 22239-2019 8.1.4.1 b: five failures shut a name for fifteen minutes. An unknown name is shut
the same way, so that the lock doesn't tell who has an account.
"""

import ipaddress
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from allauth.core.internal.httpkit import get_client_ip
from django.http import HttpRequest

from linli.platform.access import limits
from linli.platform.accounts.rules import TRIES, plain_username
from linli.platform.database.secrecy import blind, normalise_phone

LOCK = timedelta(minutes=15)
TRIES_OF_AN_ADDRESS = 100  # a whole office may stand behind one address
IPV6_HOME = 64  # bits that one household or office shares


@dataclass(frozen=True, slots=True)
class Try:
    """One counted try, to be forgotten when it turns out well."""

    name_key: str
    address_key: str

    def succeeded(self) -> None:
        limits.forget(self.name_key)
        limits.give_back(self.address_key)


def try_password(request: HttpRequest, username: str) -> Try:
    """Count a try before the password is looked at; raises TooMany when it may not be looked at."""
    return _try(request, f"sign-in:{blind(plain_username(username), 'limit.name')}")


def try_second_factor(request: HttpRequest, account_id: UUID) -> Try:
    return _try(request, f"factor:{account_id}")


def use_once(account_id: UUID, code: str) -> None:
    """Refuse a code of an authenticator app that was shown before, while it would still be right.

    Two processes may be asked at once, so PostgreSQL remembers; raises TooMany.
    """
    key = f"factor:{account_id}:{blind(code, 'limit.factor')}"
    limits.take(key, most=1, within=timedelta(minutes=2))


def try_code(request: HttpRequest) -> None:
    """Count a code or link typed in; the codes themselves count the tries at each of them."""
    limits.take(address_key(request), most=TRIES_OF_AN_ADDRESS, within=LOCK, lock=LOCK)


def ask_for_code(request: HttpRequest, phone: str) -> None:
    """Count a message to `phone`: one a minute, five an hour, ten a day, sixty an hour per address."""
    key = f"code:{blind(normalise_phone(phone), 'limit.phone')}"
    address = f"{address_key(request)}:code"
    limits.take(f"{key}:minute", most=1, within=timedelta(minutes=1))
    limits.take(f"{key}:hour", most=5, within=timedelta(hours=1))
    limits.take(f"{key}:day", most=10, within=timedelta(days=1))
    limits.take(address, most=60, within=timedelta(hours=1))


def _try(request: HttpRequest, key: str) -> Try:
    counted = Try(key, address_key(request))
    limits.take(counted.address_key, most=TRIES_OF_AN_ADDRESS, within=LOCK, lock=LOCK)
    limits.take(counted.name_key, most=TRIES, within=LOCK, lock=LOCK)
    return counted


def address_key(request: HttpRequest) -> str:
    """A keyed hash of where the request comes from; of an IPv6 address only the network."""
    address = get_client_ip(request) or "unknown"
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return f"address:{blind(address, 'limit.address')}"
    if parsed.version == 6:
        address = str(ipaddress.ip_network((parsed, IPV6_HOME), strict=False))
    return f"address:{blind(address, 'limit.address')}"
