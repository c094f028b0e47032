"""Plans for the matrix: one that runs, with a value that waits and a published snapshot."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from linli.core.divisions.models import Division
from linli.domains.plan import actions
from linli.domains.plan.actions import Told
from linli.domains.plan.models import Entry, Plan
from linli.kernel import clock
from linli.platform.access.actor import machine
from linli.platform.database import scope
from tests.authorisation.people import COMMUNITY

Values = Mapping[str, Any]
HOUSE = machine("test")
KEY = "satisfaction"


def running() -> Plan:
    """The plan of the community; it has one at a time."""
    today = clock.local_date(clock.now())
    community = Division.objects.get(pk=COMMUNITY)
    found = Plan.objects.filter(community=community, ended_on=None).first()
    return found or actions.start_plan(actor=HOUSE, community=community, starts_on=today)


def entered(plan: Plan) -> Entry:
    told = Told(clock.local_date(clock.now()), Decimal(40), Decimal(90), "问卷")
    return actions.enter_value(actor=HOUSE, plan=plan, indicator=KEY, told=told)


def followed() -> Plan:
    """A plan with a row in every table."""
    plan = running()
    actions.confirm_value(actor=HOUSE, entry=entered(plan))
    target = plan.targets.get(indicator=KEY).target or Decimal(0)
    actions.change_target(
        actor=HOUSE, plan=plan, indicator=KEY, target=target + 1, reason="居民代表会议决定"
    )
    actions.compute(
        actor=HOUSE, area=COMMUNITY, spans=actions.window(clock.local_date(clock.now()))
    )
    actions.take_snapshot(actor=HOUSE, plan=plan)
    return plan


def about_plan() -> Values:
    with scope.limited_to([COMMUNITY]):
        return {"plan_id": running().pk}


def about_indicator() -> Values:
    return {**about_plan(), "key": KEY}


def about_milestone() -> Values:
    return {**about_plan(), "key": "month_6"}


def about_entry() -> Values:
    with scope.limited_to([COMMUNITY]):
        return {"entry_id": entered(running()).pk}


def about_snapshot() -> Values:
    with scope.limited_to([COMMUNITY]):
        return {"snapshot_id": actions.take_snapshot(actor=HOUSE, plan=running()).pk}


def about_template() -> Values:
    with scope.limited_to([COMMUNITY]):
        return {"number": running().template.number}


PLAN = "/plan/<uuid:plan_id>/"
PAGES = ("", "wall/", "end/", "rebaseline/", "publish/", "waiting/")
THINGS: dict[str, Callable[[], Values]] = {
    **{f"{PLAN}{deed}": about_plan for deed in PAGES},
    **{
        f"{PLAN}indicators/<slug:key>/{deed}": about_indicator for deed in ("", "target/", "enter/")
    },
    f"{PLAN}milestones/<slug:key>/reach/": about_milestone,
    "/plan/entries/<uuid:entry_id>/confirm/": about_entry,
    "/plan/entries/<uuid:entry_id>/refuse/": about_entry,
    "/plan/snapshots/<uuid:snapshot_id>/": about_snapshot,
    "/plan/templates/<int:number>/": about_template,
}
PLACELESS = {"/plan/templates/<int:number>/": "GET"}
