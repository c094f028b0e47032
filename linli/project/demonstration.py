"""Fills an empty database with a district that doesn't exist, through the domains' own actions."""

from django.db import transaction
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from linli.kernel import clock
from linli.kernel.demonstration import DemoPlan, Report
from linli.kernel.errors import Conflict
from linli.kernel.manifest import domains
from linli.platform.accounts import queries
from linli.platform.database.models import Milestone
from linli.platform.jobs.models import PublishedEvent

BEGUN = "demonstration"


def load(plan: DemoPlan, report: Report) -> bool:
    """Let every domain make its part that isn't there yet; True when something was made.

    A part that failed in the middle is made again from its beginning, so it stands in one
    transaction or tells by itself what is there. Raises Conflict in a database where something has
    happened already: real people are never mixed with invented ones.
    """
    done = set(Milestone.objects.filter(key__startswith=BEGUN).values_list("key", flat=True))
    if BEGUN not in done and PublishedEvent.objects.exists():
        raise Conflict(_("数据库里已有真实记录，演示数据只能放进空的数据库。"))
    _reach(BEGUN)
    seeds = [(f"{BEGUN}.{each.key}", each.seeds) for each in domains if each.seeds]
    waiting = [(key, seed) for key, seed in seeds if key not in done]
    for number, (key, seed) in enumerate(waiting):
        report("demonstration", number, len(waiting))
        import_string(seed)(plan, report)
        _reach(key)
    report("demonstration", len(waiting), len(waiting))
    return bool(waiting)


def who_signs_in() -> str:
    """A line for each role with the people who hold it."""
    holders: dict[str, list[str]] = {}
    for grant in queries.demonstration_grants():
        holders.setdefault(grant.role_id, []).append(grant.account.name)
    holders["resident"] = [each.name for each in queries.demonstration_residents()]
    return "\n".join(f"  {role:18}{'、'.join(names)}" for role, names in sorted(holders.items()))


@transaction.atomic
def _reach(key: str) -> None:
    Milestone.objects.get_or_create(key=key, defaults={"at": clock.now()})
