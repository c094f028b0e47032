"""What may happen to a vote on its way: standing in, passing a place on, posting in time. Pure."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from enum import StrEnum

from linli.domains.council.rules.variants import Variant


class Stand(StrEnum):
    """How a proxy stands to the vote, as whoever takes in the paper declares."""

    OTHER = "other"
    STAFF = "staff"  # of the property company
    FOR_MEMBER = "for_member"  # the owner who sends the proxy sits on the owners' committee


class Posted(StrEnum):
    NOTICE = "notice"
    UNDELIVERED = "undelivered"  # who couldn't be reached at their door is told by a posting
    RESULT = "result"


NOTICE_PROOF = timedelta(days=1)  # after the notice: its period counts from the posting


def may_send(variant: Variant, stand: Stand) -> bool:
    """Whether this proxy may stand in at all where this rule holds."""
    if stand == Stand.STAFF:
        return variant.staff_may_stand_in
    return stand != Stand.FOR_MEMBER or variant.members_may_send


def outside(scope: Collection[int], choices: Iterable[int]) -> list[int]:
    """The items that a proxy answers and wasn't authorised for; no scope is all of them."""
    return sorted(set(choices) - set(scope)) if scope else []


def proof_due(
    variant: Variant, noticed_at: datetime, published_at: datetime | None
) -> dict[Posted, datetime]:
    """What has to be proven as posted, and until when."""
    due = {Posted.NOTICE: noticed_at + NOTICE_PROOF}
    if published_at:
        due[Posted.RESULT] = published_at + timedelta(days=variant.publish_days)
    return due
