"""Freezing the values of a plan as they stood on a day."""

from datetime import date
from typing import Any

from django.db import transaction

from linli.domains.plan import queries
from linli.domains.plan.models import Plan, Snapshot
from linli.domains.plan.queries import Line
from linli.domains.plan.rules import course, frozen
from linli.kernel import clock
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.audit import trail
from linli.platform.database import rows

DIGITS = 6  # behind the point, of what is published


@transaction.atomic
def take_snapshot(*, actor: Actor, plan: Plan) -> Snapshot:
    """Publish every value of a plan as it stands today; nothing changes it afterwards.

    Raises NotPermitted or NotRunning.
    """
    policy.require(actor, "plan.publish", at=plan)

    queries.held(plan)
    today = clock.local_date(clock.now())
    text = frozen.canonical(_content(actor, plan, today))
    made = rows.insert(
        Snapshot(
            plan=plan, community_id=plan.community_id, as_of=today, taken_at=clock.now(),
            taken_by=actor.account_id, content=text, digest=frozen.digest(text),
        )
    )  # fmt: skip

    trail.record(actor, "plan.take_snapshot", plan, digest=made.digest)
    return made


def _content(actor: Actor, plan: Plan, today: date) -> dict[str, Any]:
    return {
        "area": plan.area,
        "as_of": today.isoformat(),
        "template": plan.template.digest,
        "indicators": [_line(each) for each in queries.lines(actor, plan, today)],
        "milestones": [
            {
                "key": each.key, "title": each.title, "due_on": each.due_on.isoformat(),
                "state": course.state(each.dates, today), "slip": course.slip(each.dates, today),
            }
            for each in plan.milestones.all()
        ],
    }  # fmt: skip


def _line(line: Line) -> dict[str, Any]:
    figure, aim = line.figure, line.aim
    return {
        "key": line.measure.key, "title": line.measure.title, "unit": line.measure.unit,
        "month": line.month.isoformat(), "value": _rounded(figure.value),
        "numerator": _rounded(figure.numerator), "denominator": _rounded(figure.denominator),
        "known": figure.known, "expected": figure.expected, "by_hand": figure.by_hand,
        "baseline": aim.baseline, "target": aim.target, "due": aim.due.isoformat(),
        "standing": line.standing,
    }  # fmt: skip


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, DIGITS)
