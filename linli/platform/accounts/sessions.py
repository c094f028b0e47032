"""Sessions in PostgreSQL, each with the account it belongs to (settings.SESSION_ENGINE)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends import db
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from linli.kernel import clock
from linli.platform.accounts.models import Account, Session

VISIT = "visit"  # key in the session: {"id", "device", "begun_at", "seen_at"}
LOAD = """
SELECT a.*, s.session_data
FROM accounts_session AS s LEFT JOIN accounts_account AS a ON a.id = s.account_id AND a.is_active
WHERE s.session_key = %s AND s.expire_date > %s
"""


class SessionStore(db.SessionStore):
    """Django's own store over our table. It reads the account along with the session, by SQL of
    its own: every page of somebody signed in begins with this, and it costs a third that way."""

    account: Account | None = None  # whose session was loaded, while the account is active

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def load(self) -> dict[str, Any]:
        found: Any = next(iter(Account.objects.raw(LOAD, [self.session_key, clock.now()])), None)
        if found is None:
            self._session_key = None
            return {}
        self.account = found if found.pk else None
        data: dict[str, Any] = self.decode(found.session_data)
        return data

    def get_expiry_date(self, **given: Any) -> datetime:
        given.setdefault("modification", clock.now())
        moment: datetime = super().get_expiry_date(**given)
        return moment

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        row: Session = super().create_model_instance(data)  # type: ignore[assignment]  # of our class
        if SESSION_KEY in data:
            row.account_id = UUID(data[SESSION_KEY])
        if visit := data.get(VISIT):
            row.visit_id, row.device = UUID(visit["id"]), visit["device"]
            row.begun_at = datetime.fromisoformat(visit["begun_at"])
        return row


def account_of(request: HttpRequest) -> Account | AnonymousUser:
    """Whose session this is. A deactivated account is nobody at once, and so is one whose password
    was changed after this session began."""
    session: Any = request.session
    proof = session.get(HASH_SESSION_KEY, "")
    account: Account | None = session.account
    if account is None:
        return AnonymousUser()
    if not constant_time_compare(proof, account.get_session_auth_hash()):
        session.flush()
        return AnonymousUser()
    return account
