"""Departments: who can be whistled for."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from linli.core.divisions.models import Department
from linli.core.divisions.rules import DepartmentKind
from linli.core.divisions.words import phone_or_refusal
from linli.kernel.errors import Conflict
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.audit import trail
from linli.platform.database import editions

MANAGE = "divisions.departments"


@transaction.atomic
def open_department(
    actor: Actor, *, name: str, kind: DepartmentKind, area: str, phone: str = ""
) -> Department:
    """Add a department that serves `area` and everywhere below it."""
    policy.require(actor, MANAGE, at=area)
    department = Department(
        name=name.strip(), kind=kind, area=area, phone=phone_or_refusal(phone, "phone")
    )
    _save(department)
    trail.record(actor, "divisions.open_department", department)
    return department


@transaction.atomic
def change_department(
    actor: Actor,
    department: Department,
    *,
    name: str,
    kind: DepartmentKind,
    phone: str = "",
    is_active: bool = True,
) -> Department:
    """Rename a department, or stop sending it anything new; what it has, it keeps."""
    policy.require(actor, MANAGE, at=department)
    department.name, department.kind, department.is_active = name.strip(), kind, is_active
    department.phone = phone_or_refusal(phone, "phone")
    _save(department)
    trail.record(actor, "divisions.change_department", department)
    return department


def _save(department: Department) -> None:
    try:
        with transaction.atomic():
            department.save()
    except IntegrityError:
        raise Conflict(_("这个地方已经有一个“%s”，请换一个名称。") % department.name) from None
    editions.renew()
