"""Calling further parties to a case (吹哨), by its lead or by the community itself."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from linli.core.divisions.models import Department
from linli.domains.cases import rules
from linli.domains.cases.actions.dispatch import check_serving, require_no_loop, send
from linli.domains.cases.actions.record import department_id_of, locked, note
from linli.domains.cases.errors import PartiesUnclear
from linli.domains.cases.models import Case, Whistle
from linli.domains.cases.rules import GONE
from linli.kernel import clock
from linli.kernel.errors import Invalid
from linli.kernel.ids import new_id
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.audit import trail
from linli.platform.database import rows


@transaction.atomic
def whistle(*, actor: Actor, case: Case, departments: Sequence[Department], reason: str) -> Whistle:
    """Call departments to report to a case that somebody already leads, and say what for.

    Each gets a share with a clock of its own; whoever whistled is remembered, for both sides are
    measured (Beijing hotline regulation, articles 16 and 33).
    """
    own = department_id_of(actor, "cases.whistle", case)
    policy.require(actor, "cases.whistle", at=case, department_id=own)

    case = locked(case)
    if not reason.strip():
        raise Invalid(_("请写明需要各单位到场做什么。"), reason=_("这里还是空的。"))
    called = _require_callable(case, departments)

    blown = rows.insert(
        Whistle(
            id=new_id(), case=case, community_id=case.community_id, department_id=own,
            at=clock.now(), by=actor.account_id, reason=reason.strip(),
        )
    )  # fmt: skip
    send(actor, case, called, lead=None, task=reason, whistle=blown)
    names = "、".join(each.name for each in called)
    note(case, "whistle", actor, _("请%s到场共同办理。") % names, public=True)

    trail.record(actor, "cases.whistle", case, parties=[str(each.pk) for each in called])
    return blown


def _require_callable(case: Case, departments: Sequence[Department]) -> Sequence[Department]:
    """Those of the departments that aren't at it yet, if the case can be joined at all."""
    rules.require_handling(rules.Status(case.status))
    check_serving(case, departments)
    at_work = set(case.assignments.exclude(status__in=GONE).values_list("department_id", flat=True))
    called = [each for each in departments if each.pk not in at_work]
    if not called:
        words = _("请选择至少一个还没有参加办理的单位。")
        raise PartiesUnclear(words, departments=words)
    require_no_loop(case, called)
    return called
