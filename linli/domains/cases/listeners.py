"""What news means here. A listener translates an event into one action."""

from uuid import UUID

from linli.contracts.calendar import CalendarPublished
from linli.contracts.cases import (
    AssignmentReturned,
    CaseClosed,
    CaseDispatched,
    CaseEscalated,
    CaseMadePublic,
    CaseReopened,
    CaseReported,
    ExclusionAsked,
    ExclusionDecided,
    PleaMade,
    PleaRuled,
    ResultReported,
    TopicAdopted,
    TopicOpened,
)
from linli.contracts.council import DecisionSentToCases
from linli.contracts.mediation import MediationEnded
from linli.contracts.meetings import DutySentToCases
from linli.domains.cases import actions, queries
from linli.domains.cases.queries import publicity
from linli.domains.cases.rules.ladder import Rung
from linli.domains.cases.rules.publicity import Publicity
from linli.platform.access.actor import machine

LINLI = machine("cases")


def suggest_category(event: CaseReported) -> None:
    actions.suggest_category(actor=LINLI, case=queries.for_machine(event.case_id))


def index_case(event: CaseReported) -> None:
    actions.index_case(actor=LINLI, case=queries.for_machine(event.case_id))


def tell_community(event: CaseReported) -> None:
    actions.tell_community(actor=LINLI, case=queries.for_machine(event.case_id))


def tell_parties(event: CaseDispatched) -> None:
    actions.tell_parties(
        actor=LINLI, case=queries.for_machine(event.case_id), department_ids=event.department_ids
    )


def tell_dispatchers(event: AssignmentReturned) -> None:
    actions.tell_dispatchers(actor=LINLI, case=queries.for_machine(event.case_id))


def tell_callers(event: ResultReported) -> None:
    actions.tell_callers(actor=LINLI, case=queries.for_machine(event.case_id))


def tell_lead(event: CaseReopened) -> None:
    actions.tell_lead(actor=LINLI, case=queries.for_machine(event.case_id), cycle=event.cycle)


def tell_superior(event: PleaMade) -> None:
    ruling = queries.ruling_for_machine(event.ruling_id)
    actions.tell_superior(actor=LINLI, case=ruling.case, ruling=ruling)


def tell_of_verdict(event: PleaRuled) -> None:
    ruling = queries.ruling_for_machine(event.ruling_id)
    actions.tell_of_verdict(actor=LINLI, case=ruling.case, ruling=ruling)


def tell_deciders(event: ExclusionAsked) -> None:
    exclusion = queries.exclusion_for_machine(event.exclusion_id)
    actions.tell_deciders(actor=LINLI, exclusion=exclusion, is_appeal=event.is_appeal)


def tell_asker(event: ExclusionDecided) -> None:
    exclusion = queries.exclusion_for_machine(event.exclusion_id)
    actions.tell_asker(actor=LINLI, exclusion=exclusion, is_appeal=event.is_appeal)


def tell_climbed(event: CaseEscalated) -> None:
    case = queries.for_machine(event.case_id)
    actions.tell_climbed(actor=LINLI, case=case, rung=Rung(event.rung))


def tell_governors(event: TopicOpened) -> None:
    actions.tell_governors(actor=LINLI, topic=queries.topic_for_machine(event.topic_id))


def tell_owner(event: TopicAdopted) -> None:
    actions.tell_owner(actor=LINLI, topic=queries.topic_for_machine(event.topic_id))


def recompute_deadlines(event: CalendarPublished) -> None:
    actions.recompute_provisional(actor=LINLI, calendar_version=event.version)


def note_mediation(event: MediationEnded) -> None:
    if event.case_id is not None:
        case = queries.for_machine(event.case_id)
        actions.note_mediation(actor=LINLI, case=case, number=event.number, ending=event.ending)


def open_from_decision(event: DecisionSentToCases) -> None:
    actions.take_over(
        actor=LINLI, area=event.area, words=f"{event.words}（{event.number}）",
        origin_id=event.proposal_id,
    )  # fmt: skip


def open_from_resolution(event: DutySentToCases) -> None:
    actions.take_over(actor=LINLI, area=event.area, words=event.words, origin_id=event.duty_id)


def publicise(event: CaseDispatched) -> None:
    case = queries.for_machine(event.case_id)
    if case.category is not None and case.category.publicity == Publicity.ALWAYS:
        actions.make_public_by_category(actor=LINLI, case=case)


def tell_of_public(event: CaseMadePublic) -> None:
    _tell_watchers(event.case_id, "new")


def tell_of_result(event: ResultReported) -> None:
    _tell_watchers(event.case_id, "result")


def tell_of_end(event: CaseClosed) -> None:
    _tell_watchers(event.case_id, "closed")


def tell_of_reopening(event: CaseReopened) -> None:
    _tell_watchers(event.case_id, "reopened")


def _tell_watchers(case_id: UUID, news: str) -> None:
    """Once in each cycle; nothing for a case that isn't public, or isn't any more."""
    if told := publicity.matter_told(case_id):
        once = news if news == "new" else f"{news}:{told.case.cycle}"
        actions.tell_watchers(actor=LINLI, told=told, news=news, once=once)
