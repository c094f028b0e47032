"""Fills an empty database with a district that doesn't exist, through the domains' own actions."""

from django.db import transaction
from django.utils.module_loading import import_string

from linli.kernel import clock
from linli.kernel.demonstration import DemoPlan, Report
from linli.kernel.manifest import domains
from linli.platform.database.models import Milestone

KEY = "demonstration."


def is_complete() -> bool:
    return not _waiting()


def load(plan: DemoPlan, report: Report) -> bool:
    """Let every domain make its part that isn't there yet; True when something was made.

    A part that failed in the middle is made again from its beginning, so it has to stand in one
    transaction or tell by itself what is there.
    """
    waiting = _waiting()
    for number, (key, seed) in enumerate(waiting):
        report("demonstration", number, len(waiting))
        import_string(seed)(plan, report)
        with transaction.atomic():
            Milestone.objects.create(key=f"{KEY}{key}", at=clock.now())
    report("demonstration", len(waiting), len(waiting))
    return bool(waiting)


def _waiting() -> list[tuple[str, str]]:
    done = set(Milestone.objects.filter(key__startswith=KEY).values_list("key", flat=True))
    return [(each.key, each.seeds) for each in domains if each.seeds and KEY + each.key not in done]
