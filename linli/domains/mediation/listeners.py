"""What news means here. A listener translates an event into one action."""

from linli.contracts.cases import CaseSentToMediation
from linli.contracts.mediation import DisputeOpened
from linli.domains.mediation import actions, queries
from linli.domains.mediation.actions import OfCase
from linli.platform.access.actor import machine

LINLI = machine("mediation")


def open_from_case(event: CaseSentToMediation) -> None:
    case = OfCase(event.case_id, event.number, event.cycle)
    actions.open_from_case(actor=LINLI, area=event.area, case=case)


def tell_committee(event: DisputeOpened) -> None:
    actions.tell_committee(actor=LINLI, dispute=queries.for_machine(event.dispute_id))
