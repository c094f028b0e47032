"""Every write of the council domain: permission, rule, write, trail, event, in one transaction."""

from linli.domains.council.actions.admit import judge_refusal, object_to_refusal, refuse_proposal
from linli.domains.council.actions.amend import amend, answer_amendment
from linli.domains.council.actions.carry_out import (
    add_task,
    answer_decision,
    object_to_decision,
    post_decision,
    report_progress,
    review_effect,
    say_effect,
    send_to_cases,
)
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
from linli.domains.council.actions.propose import (
    Behalf,
    Said,
    propose,
    support,
    withdraw_proposal,
)
from linli.domains.council.actions.publish import end_vote
from linli.domains.council.actions.regroup import regroup
from linli.domains.council.actions.roll import answer_objection, fix_roll, object_to_roll
from linli.domains.council.actions.scanned import Sheet, Taken, enter_pile
from linli.domains.council.actions.step import Proof, take_step
from linli.domains.council.actions.tell_of_proposals import (
    note_meeting,
    tell_desk_of_proposal,
    tell_of_amendment,
    tell_of_move,
    tell_of_progress,
)
from linli.domains.council.actions.units import Listed, list_units

__all__ = [
    "Asked",
    "Assisted",
    "Authorised",
    "Behalf",
    "Brought",
    "ByHand",
    "Given",
    "Heir",
    "Hung",
    "Listed",
    "Proof",
    "Question",
    "Said",
    "Seated",
    "Sheet",
    "Taken",
    "add_task",
    "amend",
    "answer_amendment",
    "answer_appeal",
    "answer_decision",
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
    "judge_refusal",
    "keep_mandate",
    "list_seats",
    "list_units",
    "mark_helpful",
    "moderate",
    "note_meeting",
    "notice_poll",
    "notice_vote",
    "object_to_decision",
    "object_to_poll_roll",
    "object_to_refusal",
    "object_to_roll",
    "open_deliberation",
    "opine",
    "pass_place",
    "post_decision",
    "propose",
    "prove_posting",
    "refuse_proposal",
    "regroup",
    "report_progress",
    "review_effect",
    "say_effect",
    "send_to_cases",
    "support",
    "take_step",
    "tell_desk_of_proposal",
    "tell_of_amendment",
    "tell_of_move",
    "tell_of_progress",
    "withdraw_proposal",
]
