"""Who a password belongs to (settings.AUTHENTICATION_BACKENDS)."""

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from linli.platform.accounts.models import Account, Kind
from linli.platform.accounts.rules import plain_username


class AccountBackend(BaseBackend):
    """Password sign-in for active staff; residents and programs have no password to guess."""

    def authenticate(
        self, request: HttpRequest | None, username: str = "", password: str = "", **_: Any
    ) -> Account | None:
        """The account, or None after as much work as a right name with a wrong password costs."""
        wanted = plain_username(username)
        account = Account.objects.filter(username=wanted, kind=Kind.STAFF).first()
        if account is None:
            Account().set_password(password)
            return None
        return account if account.check_password(password) and account.is_active else None

    def get_user(self, user_id: Any) -> Account | None:
        """The account behind a session, for whoever asks Django and not `sessions.account_of`."""
        return Account.objects.filter(pk=user_id, is_active=True).first()
