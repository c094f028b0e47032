"""What may be said in a deliberation, when, and what becomes of it. Pure."""

import re
from datetime import datetime
from enum import IntEnum, StrEnum

LONGEST_STATEMENT, LONGEST_ARGUMENT = 140, 500
MOST_STATEMENTS, MOST_ARGUMENTS = 10, 20  # of one person in one deliberation
MOST_ALIKE, ALIKE = 3, 0.4  # statements shown as similar, and how similar they are at least
LEAST_CHANGED, LEAST_CHANGED_BY = 10, 5  # votes and people since the last round
CHANGED_SHARE = 50  # of all votes one in so many has to be new
_PHONE = re.compile(r"(?<![0-9])(?:\+?86[- ]?)?(1[3-9]\d)[- ]?\d{4}[- ]?(\d{4})(?![0-9])")
_LANDLINE = re.compile(r"(?<![0-9])(0\d{2,3})[- ]?\d{3,4}[- ]?(\d{4})(?![0-9])")
_CITIZEN = re.compile(r"(?<![0-9])(\d{2})\d{13,14}[\dXx]{2}(?![0-9Xx])")
_WIDE = str.maketrans("０１２３４５６７８９－", "0123456789-")


class Phase(StrEnum):
    """Where a deliberation stands; time alone moves it, but for the freezing."""

    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"
    FROZEN = "frozen"


def phase(opens_at: datetime, closes_at: datetime, *, frozen: bool, now: datetime) -> Phase:
    """Open from its first moment to just before its last; frozen once the digest stands."""
    if frozen:
        return Phase.FROZEN
    if now < opens_at:
        return Phase.PLANNED
    return Phase.OPEN if now < closes_at else Phase.CLOSED


class Said(IntEnum):
    """What somebody says of a statement, in the numbers of `opinions`."""

    AGREE = 1
    DISAGREE = -1
    PASS = 0


class Form(StrEnum):
    """What a contribution is: a statement to say yes or no to, or an argument."""

    STATEMENT = "statement"
    FOR = "for"
    AGAINST = "against"


class Way(StrEnum):
    """How somebody takes part."""

    WEB = "web"
    PAPER = "paper"
    PHONE = "phone"


ASSISTED = frozenset({Way.PAPER, Way.PHONE})


class Publishing(StrEnum):
    """Whether contributions are looked at before everybody reads them, or after."""

    BEFORE = "before"
    AFTER = "after"


class Standing(StrEnum):
    """What has become of a contribution."""

    WAITING = "waiting"
    SHOWN = "shown"
    REMOVED = "removed"


class Step(StrEnum):
    """What is done to a contribution; each is a line of the public log."""

    PUBLISH = "publish"
    REMOVE = "remove"
    APPEAL = "appeal"
    RESTORE = "restore"
    DISMISS = "dismiss"


STEPS: dict[tuple[Standing, Step], Standing] = {
    (Standing.WAITING, Step.PUBLISH): Standing.SHOWN,
    (Standing.WAITING, Step.REMOVE): Standing.REMOVED,
    (Standing.SHOWN, Step.REMOVE): Standing.REMOVED,
    (Standing.REMOVED, Step.APPEAL): Standing.REMOVED,
    (Standing.REMOVED, Step.RESTORE): Standing.SHOWN,
    (Standing.REMOVED, Step.DISMISS): Standing.REMOVED,
}


class Reason(StrEnum):
    """The rules by which something is taken out; no other reason counts."""

    OFF_TOPIC = "off_topic"
    SEVERAL = "several"
    REPEATED = "repeated"
    PERSONAL = "personal"
    INSULT = "insult"
    ADVERTISING = "advertising"
    UNLAWFUL = "unlawful"


# What the log may still repeat; the words of the rest would do their harm once more.
REPEATABLE = frozenset({Reason.OFF_TOPIC, Reason.SEVERAL, Reason.REPEATED})


def masked(text: str) -> str:
    """The text with telephone and citizen numbers made unreadable, before it is kept."""
    plain = text.translate(_WIDE)
    plain = _CITIZEN.sub(r"\1****************", plain)
    plain = _PHONE.sub(r"\1****\2", plain)
    return _LANDLINE.sub(r"\1****\2", plain)


def regroups(changed: int, people: int, votes: int) -> bool:
    """Whether a new round is worth it: `changed` votes of `people` since the last of `votes`.

    Of 5 people at least, so that nobody's votes are the difference between two results.
    """
    least = max(LEAST_CHANGED, votes // CHANGED_SHARE)
    return changed >= least and people >= LEAST_CHANGED_BY
