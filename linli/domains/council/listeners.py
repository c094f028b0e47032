"""What news means here. A listener translates an event into one action."""

from linli.contracts.council import DecisionProgressed, ProposalAmended, ProposalMade, ProposalMoved
from linli.contracts.meetings import MinutesSigned
from linli.domains.council import actions, queries
from linli.platform.access.actor import machine

LINLI = machine("council")


def tell_desk(event: ProposalMade) -> None:
    made = queries.proposal_for_machine(event.proposal_id)
    actions.tell_desk_of_proposal(actor=LINLI, proposal=made)


def tell_of_move(event: ProposalMoved) -> None:
    moved = queries.proposal_for_machine(event.proposal_id)
    actions.tell_of_move(actor=LINLI, proposal=moved, status=event.status, step=event.step)


def tell_of_progress(event: DecisionProgressed) -> None:
    task = queries.proposal_task(LINLI, event.task_id)
    actions.tell_of_progress(actor=LINLI, proposal=task.proposal, task=task, percent=event.percent)


def tell_of_amendment(event: ProposalAmended) -> None:
    amendment = queries.amendment(LINLI, event.amendment_id)
    actions.tell_of_amendment(actor=LINLI, amendment=amendment, outcome=event.outcome)


def note_meeting(event: MinutesSigned) -> None:
    actions.note_meeting(actor=LINLI, meeting_id=event.meeting_id, area=event.area, kind=event.kind)
