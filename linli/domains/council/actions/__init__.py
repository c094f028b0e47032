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
from linli.domains.council.actions.mandates import Authorised, keep_mandate
from linli.domains.council.actions.moderate import answer_appeal, appeal, moderate
from linli.domains.council.actions.notice import Asked, notice_vote
from linli.domains.council.actions.passing import Heir, pass_place
from linli.domains.council.actions.postings import Hung, prove_posting
from linli.domains.council.actions.publish import end_vote
from linli.domains.council.actions.regroup import regroup
from linli.domains.council.actions.roll import answer_objection, fix_roll, object_to_roll
from linli.domains.council.actions.scanned import Sheet, Taken, enter_pile
from linli.domains.council.actions.units import Listed, list_units

__all__ = [
    "Asked",
    "Assisted",
    "Authorised",
    "Brought",
    "Given",
    "Heir",
    "Hung",
    "Listed",
    "Sheet",
    "Taken",
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
    "enter_pile",
    "fix_roll",
    "keep_mandate",
    "list_units",
    "mark_helpful",
    "moderate",
    "notice_vote",
    "object_to_roll",
    "open_deliberation",
    "opine",
    "pass_place",
    "prove_posting",
    "regroup",
]
