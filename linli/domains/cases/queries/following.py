"""Who waits for a case beside its reporter, and what each of them has said of its result."""

import hmac
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from linli.domains.cases import rules
from linli.domains.cases.errors import ReporterProtected
from linli.domains.cases.models import CallBack, Case, Contact, Follower, Merging, Step
from linli.domains.cases.queries.protection import may_know
from linli.domains.cases.queries.reading import CHECK_DIGITS, visible_to
from linli.domains.cases.rules.following import TOLD_TO_ALL, Voice
from linli.kernel.errors import NotFound
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.audit import trail
from linli.platform.database import scope
from linli.platform.database.secrecy import mask_name, mask_phone, normalise
from linli.platform.files import queries as files

UP = """
WITH RECURSIVE up AS (
    SELECT %s::uuid AS id UNION SELECT m.into_id FROM cases_merging m JOIN up ON m.case_id = up.id
)
SELECT id FROM up WHERE NOT EXISTS (SELECT FROM cases_merging m WHERE m.case_id = up.id)
"""
DOWN = """
WITH RECURSIVE down AS (
    SELECT case_id FROM cases_merging WHERE into_id = %s
    UNION SELECT m.case_id FROM cases_merging m JOIN down ON m.into_id = down.case_id
)
SELECT case_id FROM down
"""


class Who(NamedTuple):
    """Whose voice it is: the reporter of a case, or a follower of it."""

    case_id: UUID
    follower_id: UUID | None


def task_id_of(case_id: UUID) -> UUID:
    """The case that this one is worked on as: itself, unless it is merged, however many times."""
    with connection.cursor() as cursor:
        cursor.execute(UP, [case_id])
        found = cursor.fetchone()
    return UUID(str(found[0])) if found else case_id


def members_of(case: Case) -> Sequence[Case]:
    """Every case that is merged into this one, also through another, in the order they came."""
    with connection.cursor() as cursor:
        cursor.execute(DOWN, [case.pk])
        ids = [pk for (pk,) in cursor.fetchall()]
    return list(Case.objects.filter(pk__in=ids).order_by("reported_at", "id")) if ids else []


def followers_of(case: Case, members: Sequence[Case]) -> Sequence[Follower]:
    """Who follows the case, or one that is merged into it."""
    return list(Follower.objects.filter(case__in=[case, *members]).select_related("case"))


def whole_of(case: Case) -> Case:
    """The case that this one is worked on as, for whoever has been shown this one."""
    return Case.objects.select_related("community", "category").get(pk=task_id_of(case.pk))


def contacts_of(cases: Sequence[Case]) -> Mapping[UUID, Contact]:
    """Who reported each of these, for whoever has been shown them, but those who want to stay
    unknown; one query."""
    told = Contact.objects.filter(case__in=cases, is_confidential=False)
    return {each.case_id: each for each in told}


def photos_used_before(actor: Actor, case: Case) -> Sequence[tuple[UUID, str, datetime]]:
    """Earlier cases whose result was shown with the same photos, of those the actor may see: key,
    number and when that photo came."""
    reused = files.used_before("cases.result", case.pk)
    if not reused:
        return []
    seen = visible_to(actor).filter(pk__in=[each.owner_id for each in reused])
    numbers = dict(seen.values_list("pk", "number"))
    first = {each.owner_id: each.at for each in reused[::-1]}
    return [(pk, numbers[pk], at) for pk, at in first.items() if pk in numbers]


def merging_of(case: Case) -> Merging | None:
    """How the case was merged into another, if it was."""
    return Merging.objects.select_related("into").filter(case=case).first()


def voices_of(task: Case, members: Sequence[Case]) -> dict[Who, Voice]:
    """Everybody who waits for the result of `task` and what they said in this cycle; three queries.

    The task's own reporter is always asked; of the others, those who left a way to be reached.
    """
    followers = Follower.objects.filter(case__in=[task, *members])
    reached = Contact.objects.filter(case__in=members).exclude(phone_index="")
    callable_ = {*reached.values_list("case_id", flat=True)}
    awaited = {
        Who(task.pk, None): True,
        **{Who(m.pk, None): m.pk in callable_ or m.reported_by is not None for m in members},
        **{
            Who(case_id, pk): bool(phone_index or account_id)
            for case_id, pk, phone_index, account_id in followers.values_list(
                "case_id", "pk", "phone_index", "account_id"
            )
        },
    }
    said = _said(task)
    return {
        who: Voice(*said.get(who, (None, 0)), is_awaited=waits) for who, waits in awaited.items()
    }


def _said(task: Case) -> dict[Who, tuple[bool | None, int]]:
    """The last answer of each, and how many calls reached nobody."""
    said: dict[Who, tuple[bool | None, int]] = {}
    own = CallBack.objects.filter(case=task, about=None, cycle=task.cycle)
    asked = own | CallBack.objects.filter(about=task, cycle=task.cycle)
    for case_id, follower_id, reached, solved in asked.order_by("at", "pk").values_list(
        "case_id", "follower_id", "reached", "solved"
    ):
        who = Who(case_id, follower_id)
        before, tries = said.get(who, (None, 0))
        said[who] = (solved, tries) if reached else (before, tries + 1)
    return said


def steps_told_to_all(task: Case) -> Sequence[Step]:
    """What those who wait beside the reporter may read of the timeline: the work alone."""
    told = task.steps.filter(is_public=True, kind__in=TOLD_TO_ALL)
    return list(told.select_related("department"))


def follower(actor: Actor, follower_id: UUID) -> Follower:
    """One follower of a case that the actor may see."""
    mine = Follower.objects.filter(pk=follower_id, case__in=visible_to(actor))
    found = mine.select_related("case").first()
    if found is None:
        raise NotFound(_("没有找到这位关注的居民，或者您没有查看的权限。"))
    return found


def follower_shown(actor: Actor, follower: Follower, reason: str) -> Follower:
    """A follower's name and phone in clear. Needs a reason, and stands in the trail."""
    policy.require(actor, "cases.reveal", at=follower.case)
    if not may_know(actor, follower.case, follower):
        raise ReporterProtected(
            _("反映人要求保密，而您与被反映的单位有关联，不能查看。请由别的同事联系。")
        )
    trail.look(
        actor, follower, fields=("name", "phone"), person_id=follower.account_id, reason=reason
    )
    return follower


def masked_follower(actor: Actor, follower: Follower) -> tuple[str, str]:
    """A follower's name and phone, masked; empty for whoever mustn't know of a confidential one."""
    return masked(follower if may_know(actor, follower.case, follower) else None)


def masked(who: Contact | Follower | None) -> tuple[str, str]:
    """Name and phone as everybody who may see the case sees them; empty when none were left."""
    return (mask_name(who.name), mask_phone(who.phone)) if who else ("", "")


def follower_opened(follower_id: UUID) -> Follower | None:
    """The follower whose page this device has opened with a check code, in whichever community."""
    with scope.system("a visitor follows a case by a follower's number"):
        named = Follower.objects.select_related("case__community", "case__category")
        return named.filter(pk=follower_id).first()


def follower_code(follower: Follower) -> str:
    """Six digits that open the follower's page together with their number; derived, never stored."""
    digest = hmac.digest(settings.INDEX_KEY.encode(), f"follow:{follower.pk}".encode(), "sha256")
    return f"{int.from_bytes(digest[:8]) % 10**CHECK_DIGITS:0{CHECK_DIGITS}d}"


def follower_opened_with(number: str, code: str) -> Follower | None:
    """The follower with this number and check code, wherever it is; the caller counts the tries."""
    normal = rules.normal_number(number)
    if normal is None:
        return None
    with scope.system("a visitor follows a case by a follower's number"):
        found = Follower.objects.filter(number=normal).first()
    typed = normalise(code).encode()
    if found is None or not hmac.compare_digest(follower_code(found).encode(), typed):
        return None
    return found
