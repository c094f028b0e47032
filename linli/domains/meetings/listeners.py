"""What news means here. A listener translates an event into one action."""

from linli.contracts.cases import CaseClosed, CaseTakenOver
from linli.domains.meetings import actions
from linli.platform.access.actor import machine

LINLI = machine("meetings")


def note_case(event: CaseTakenOver) -> None:
    actions.note_case(
        actor=LINLI, duty_id=event.origin_id, case_id=event.case_id, number=event.number
    )


def note_case_end(event: CaseClosed) -> None:
    actions.note_case_end(actor=LINLI, case_id=event.case_id, outcome=event.outcome)
