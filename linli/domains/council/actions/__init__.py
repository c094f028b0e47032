"""Every write of the council domain: permission, rule, write, trail, event, in one transaction."""

from linli.domains.council.actions.cast import Given, cast_ballot, enter_ballot
from linli.domains.council.actions.deliberate import (
    contribute,
    mark_helpful,
    open_deliberation,
    opine,
)
from linli.domains.council.actions.enter_opinions import (
    Assisted,
    Brought,
    bring_in,
    enter_contribution,
    enter_opinions,
)
from linli.domains.council.actions.moderate import answer_appeal, appeal, moderate
from linli.domains.council.actions.notice import Asked, notice_vote
from linli.domains.council.actions.publish import end_vote
from linli.domains.council.actions.regroup import regroup
from linli.domains.council.actions.roll import answer_objection, fix_roll, object_to_roll
from linli.domains.council.actions.units import Listed, list_units

__all__ = [
    "Asked",
    "Assisted",
    "Brought",
    "Given",
    "Listed",
    "answer_appeal",
    "answer_objection",
    "appeal",
    "bring_in",
    "cast_ballot",
    "contribute",
    "end_vote",
    "enter_ballot",
    "enter_contribution",
    "enter_opinions",
    "fix_roll",
    "list_units",
    "mark_helpful",
    "moderate",
    "notice_vote",
    "object_to_roll",
    "open_deliberation",
    "opine",
    "regroup",
]
