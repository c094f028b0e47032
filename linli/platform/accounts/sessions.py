"""Sessions in PostgreSQL, each with the account it belongs to (settings.SESSION_ENGINE)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db

from linli.platform.accounts.models import Session

VISIT = "visit"  # key in the session: {"id", "device", "begun_at", "seen_at"}


class SessionStore(db.SessionStore):
    """Django's own store over our table, so that a row can be found by its account."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        row: Session = super().create_model_instance(data)  # type: ignore[assignment]  # of our class
        visit = data.get(VISIT)
        if visit and SESSION_KEY in data:
            row.account_id = UUID(data[SESSION_KEY])
            row.visit_id, row.device = UUID(visit["id"]), visit["device"]
            row.begun_at = datetime.fromisoformat(visit["begun_at"])
        return row
