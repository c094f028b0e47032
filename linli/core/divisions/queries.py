"""Reading the tree and who serves it. Divisions and departments are public; grids are their community's."""

from django.db.models import QuerySet

from linli.core.divisions.models import Department, Division
from linli.core.divisions.rules import DIGITS, Level
from linli.platform.access import policy
from linli.platform.access.actor import Actor


def communities_of(actor: Actor, permission: str) -> QuerySet[Division]:
    """The communities in which the actor holds `permission` in full, in the order of their codes."""
    reach = policy.within(actor, permission, "code")
    return Division.objects.filter(reach, level=Level.COMMUNITY).order_by("code")


def departments_serving(area: str) -> QuerySet[Department]:
    """The departments that may be sent work at `area`: those of its division and of all above it."""
    above = [area[:digits] for digits in DIGITS.values() if digits <= len(area)]
    return Department.objects.filter(area__in=above, is_active=True).order_by("name")
