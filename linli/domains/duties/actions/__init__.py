"""Every write of the function list: permission, rule, write, trail, event, in one transaction."""

from linli.domains.duties.actions.decide import admit, keep, merge, refuse, return_duty
from linli.domains.duties.actions.propose import Told, list_duties, propose_duty, revise_duty
from linli.domains.duties.actions.support import Backing, add_support, end_support

__all__ = [
    "Backing",
    "Told",
    "add_support",
    "admit",
    "end_support",
    "keep",
    "list_duties",
    "merge",
    "propose_duty",
    "refuse",
    "return_duty",
    "revise_duty",
]
