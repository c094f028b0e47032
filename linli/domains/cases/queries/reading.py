"""Reading one case, or those that an actor may see at all."""

import hmac
from collections.abc import Sequence
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from linli.domains.cases import rules
from linli.domains.cases.errors import WrongCheckCode
from linli.domains.cases.models import Assignment, Case, Step
from linli.kernel.errors import NotFound
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.database import scope
from linli.platform.database.secrecy import normalise

CHECK_DIGITS = 6


def visible_to(actor: Actor) -> QuerySet[Case]:
    """The cases of the areas where `actor` may see cases, and those its departments take part in."""
    mine = Q()
    departments = actor.departments("cases.view")
    if departments:
        shares = Assignment.objects.filter(department_id__in=departments)
        mine = Q(pk__in=shares.values("case_id"))
    return Case.objects.filter(policy.within(actor, "cases.view") | mine)


def get(actor: Actor, case_id: UUID) -> Case:
    """One case with its names; NotFound also when it exists but isn't this actor's to see."""
    case = visible_to(actor).select_related("community", "category").filter(pk=case_id).first()
    if case is None:
        raise NotFound(_("没有找到这个事件，或者您没有查看它的权限。"))
    return case


def numbered(actor: Actor, typed: str) -> Case | None:
    """The case that the actor may see under what somebody typed as a number, if there is one."""
    number = rules.normal_number(typed)
    return visible_to(actor).filter(number=number).first() if number else None


def share(actor: Actor, assignment_id: UUID) -> Assignment:
    """One party's share of a case that the actor may see."""
    found = (
        Assignment.objects.filter(pk=assignment_id, case__in=visible_to(actor))
        .select_related("case", "department")
        .first()
    )
    if found is None:
        raise NotFound(_("没有找到这个派单，或者您没有查看它的权限。"))
    return found


def timeline(actor: Actor, case: Case) -> QuerySet[Step]:
    """What has happened to the case; without cases.view only the lines meant for the reporter."""
    steps = case.steps.select_related("department")
    sees_all = policy.allows(actor, "cases.view", case) or actor.departments("cases.view")
    return steps if sees_all else steps.filter(is_public=True)


def may_see_photos(actor: Actor, case_id: UUID) -> bool:
    """Whether the actor may see what belongs to this case; asked for every photo shown."""
    follows = policy.within(actor, "cases.answer")  # whoever reported it sees it that far
    asked = Case.objects.filter(pk=case_id)
    return asked.filter(follows).exists() or visible_to(actor).filter(pk=case_id).exists()


def followed(case_id: UUID) -> Case | None:
    """The case that this device has opened with its check code, in whichever community."""
    with scope.system("a visitor follows a case by its number"):
        return Case.objects.select_related("community", "category").filter(pk=case_id).first()


def check_code(case: Case) -> str:
    """Six digits that open the progress page together with the number; derived, never stored."""
    digest = hmac.digest(settings.INDEX_KEY.encode(), f"check:{case.pk}".encode(), "sha256")
    return f"{int.from_bytes(digest[:8]) % 10**CHECK_DIGITS:0{CHECK_DIGITS}d}"


def opened_with(number: str, code: str) -> Case:
    """The case that a visitor follows by its number and check code, wherever it is.

    Raises WrongCheckCode alike for a wrong number and a wrong code. The caller counts the tries.
    """
    found = by_number(number)
    typed = normalise(code).encode()  # full-width digits, as a Chinese keyboard gives them, count
    if found is None or not hmac.compare_digest(check_code(found).encode(), typed):
        raise WrongCheckCode(_("事件编号和查询码对不上。请对照回执，再输入一次。"))
    return found


def by_number(number: str) -> Case | None:
    """The case with this number in any community, for the progress page alone."""
    normal = rules.normal_number(number)
    if normal is None:
        return None
    with scope.system("a visitor follows a case by its number"):
        return Case.objects.select_related("community", "category").filter(number=normal).first()


def of_resident(actor: Actor) -> Sequence[Case]:
    """What the signed-in resident reported, newest first, in whichever community."""
    with scope.system("a resident reads their own cases"):
        mine = Case.objects.filter(reported_by=actor.account_id).select_related("category")
        return list(mine.order_by("-reported_at")[:200])


def present(actor: Actor, ids: Sequence[UUID]) -> Sequence[tuple[UUID, str, str, str]]:
    """Cases as the search page shows them: id, title, detail, address."""
    return [
        (case.pk, case.number, case.headline, reverse("cases:case", args=[case.pk]))
        for case in visible_to(actor).filter(pk__in=ids)
    ]
