"""What the deeds on a meeting share: the lock, the state they need, and words that say something."""

from typing import Any

from linli.domains.meetings import rules
from linli.domains.meetings.errors import MoveNotAllowed
from linli.domains.meetings.models import Meeting
from linli.domains.meetings.rules import Status
from linli.kernel.errors import Invalid
from linli.platform.database import rows


def locked(meeting: Meeting, *statuses: Status) -> Meeting:
    """The meeting as it is now, held until the deed is done; MoveNotAllowed in another state."""
    fresh = rows.fetch(Meeting, meeting.pk, lock=True)
    if statuses and fresh.status not in statuses:
        raise MoveNotAllowed(rules.NOT_NOW, status=fresh.status)
    return fresh


def require_words(text: str, field: str, words: Any) -> str:
    """The text without blanks round it; Invalid with `words` at the field when nothing is left."""
    if not text.strip():
        raise Invalid(words, **{field: words})
    return text.strip()
