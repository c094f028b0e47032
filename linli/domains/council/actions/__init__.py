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
from linli.domains.council.actions.poll_cast import ByHand, cast_in_poll, enter_in_poll
from linli.domains.council.actions.poll_notice import Question, notice_poll
from linli.domains.council.actions.poll_publish import end_poll
from linli.domains.council.actions.poll_roll import (
    answer_poll_objection,
    fix_poll_roll,
    object_to_poll_roll,
)
from linli.domains.council.actions.poll_seats import Seated, list_seats
from linli.domains.council.actions.poll_secret import (
    cast_secretly,
    draw_ballot,
    drop_ballot,
    enter_slip,
    hand_out_ballot,
)
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
    "ByHand",
    "Given",
    "Heir",
    "Hung",
    "Listed",
    "Question",
    "Seated",
    "Sheet",
    "Taken",
    "answer_appeal",
    "answer_objection",
    "answer_poll_objection",
    "appeal",
    "bring_in",
    "cast_ballot",
    "cast_in_poll",
    "cast_secretly",
    "contribute",
    "draw_ballot",
    "drop_ballot",
    "end_poll",
    "end_vote",
    "enter_ballot",
    "enter_contribution",
    "enter_in_poll",
    "enter_opinions",
    "enter_pile",
    "enter_slip",
    "fix_poll_roll",
    "fix_roll",
    "hand_out_ballot",
    "keep_mandate",
    "list_seats",
    "list_units",
    "mark_helpful",
    "moderate",
    "notice_poll",
    "notice_vote",
    "object_to_poll_roll",
    "object_to_roll",
    "open_deliberation",
    "opine",
    "pass_place",
    "prove_posting",
    "regroup",
]
