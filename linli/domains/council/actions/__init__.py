"""Every write of the council domain: permission, rule, write, trail, event, in one transaction."""

from linli.domains.council.actions.cast import Given, cast_ballot, enter_ballot
from linli.domains.council.actions.notice import Asked, notice_vote
from linli.domains.council.actions.publish import end_vote
from linli.domains.council.actions.roll import answer_objection, fix_roll, object_to_roll
from linli.domains.council.actions.units import Listed, list_units

__all__ = [
    "Asked",
    "Given",
    "Listed",
    "answer_objection",
    "cast_ballot",
    "end_vote",
    "enter_ballot",
    "fix_roll",
    "list_units",
    "notice_vote",
    "object_to_roll",
]
