"""What a party asks of the dispatcher's superior, and what may come of it. Plain Python."""

from collections.abc import Iterable
from enum import StrEnum
from uuid import UUID


class Plea(StrEnum):
    """What is asked.

    OBJECTION: the dispatch was wrong (Beijing hotline regulation, article 12; Weifang, article 22:
    once ruled, it can't be returned again). EXTENSION: more time (article 15). WAIVER: the lead may
    report although this co-handler isn't done (article 14: the first receiver leads to the end).
    """

    OBJECTION = "objection"
    EXTENSION = "extension"
    WAIVER = "waiver"


class Verdict(StrEnum):
    """What the superior decided; DROPPED when the matter was settled before anybody decided."""

    GRANTED = "granted"
    REFUSED = "refused"
    DROPPED = "dropped"


MOST_RELEASES = 2  # leads that rulings released: a case passed on so often needs a designation


def is_loop(released: Iterable[UUID], wanted: Iterable[UUID], *, leads_released: int) -> bool:
    """Whether a dispatch would send the case round: back to a party that a ruling released, or on
    to a third lead after two were released. Only the superior's designation ends that.
    """
    return leads_released >= MOST_RELEASES or not set(released).isdisjoint(wanted)
