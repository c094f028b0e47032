"""A case that turns out to be a dispute goes to people's mediation, and what came of it comes back."""

from django.db import transaction
from django.utils.translation import gettext as _

from linli.contracts.cases import CaseSentToMediation
from linli.domains.cases import rules, words
from linli.domains.cases.actions.record import locked, note, write
from linli.domains.cases.errors import MoveNotAllowed
from linli.domains.cases.models import Case, Step
from linli.kernel.events import publish
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.audit import trail


@transaction.atomic
def send_to_mediation(*, actor: Actor, case: Case) -> Case:
    """Hand an open case to the mediation committee, once in each cycle; its own clock runs on."""
    policy.require(actor, "cases.send_to_mediation", at=case)

    case = locked(case)
    if not case.is_open:
        raise MoveNotAllowed(rules.NOT_NOW, status=case.status)
    if _steps(case, "mediate", cycle=case.cycle):
        raise MoveNotAllowed(_("这个事件已经转给人民调解，请等待调解结果。"))

    write(case)
    note(case, "mediate", actor, public=True, cycle=case.cycle)

    trail.record(actor, "cases.send_to_mediation", case, cycle=case.cycle)
    publish(
        CaseSentToMediation(case_id=case.pk, area=case.area, number=case.number, cycle=case.cycle)
    )
    return case


@transaction.atomic
def note_mediation(*, actor: Actor, case: Case, number: str, ending: str) -> None:
    """Write into the timeline how a mediation ended; for the staff alone, since talks are confidential."""
    policy.require(actor, "cases.send_to_mediation", at=case)

    case = locked(case)
    if _steps(case, "mediated", dispute=number):
        return

    write(case)
    note(case, "mediated", actor, f"{number} {words.MEDIATED[ending]}", dispute=number)

    trail.record(actor, "cases.note_mediation", case, dispute=number, ending=ending)


def _steps(case: Case, kind: str, **details: object) -> bool:
    told = {f"details__{name}": value for name, value in details.items()}
    return Step.objects.filter(case=case, kind=kind, **told).exists()
