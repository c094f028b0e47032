"""`linli bench plan`: every indicator of twenty communities over five years, and the cockpit."""

from collections.abc import Iterator
from datetime import date, timedelta
from time import perf_counter

from django.conf import settings
from django.db import connections, transaction
from django.http import HttpRequest
from django.utils.module_loading import import_string

from linli.core.divisions import demonstration
from linli.core.divisions.models import Department, Division, Grid
from linli.core.divisions.rules import DepartmentKind
from linli.domains.plan import actions, queries
from linli.domains.plan.models import Plan, Value
from linli.domains.plan.rules import months, values
from linli.kernel import clock
from linli.kernel.benchmark import Load, Request, Row, Stage
from linli.kernel.demonstration import DemoPlan
from linli.kernel.manifest import domains
from linli.platform.access.actor import machine
from linli.platform.access.models import Grant
from linli.platform.accounts import visits
from linli.platform.database import scope

LINLI = machine("bench")
COMMUNITIES = 20
CASES, QUICK_CASES = 1_000_000, 100
WHOLE_WITHIN, DAY_WITHIN, COCKPIT_MS = 30.0, 2.0, 200.0
PAGES, QUICK_PAGES = 600, 100
OLD = ("divisions", "places", "people", "cases")  # whose demonstration stands behind the figures


def bench(stage: Stage) -> Iterator[Row]:
    """Figures from nothing, after a day, and the pages that show them."""
    cases = QUICK_CASES if stage.quick else CASES
    _found(stage, cases)
    plans = _start()
    yield from _compute(plans, cases)
    yield from _cockpit(stage, plans)


def _found(stage: Stage, cases: int) -> None:
    """Twenty communities, and their cases of five years."""
    days = actions.MONTHS * 30
    plan = DemoPlan(until=clock.now(), residents=300, cases=cases, days=days)
    for key in OLD:
        import_string(domains[key].seeds or "")(plan, stage.report)
        if key == "divisions":
            _settle()
    with connections["owner"].cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs WHERE status = 'todo'")
        cursor.execute("VACUUM ANALYZE")


def _settle() -> None:
    """As many more communities as are wanted, each with a grid and a property company."""
    count = COMMUNITIES - len(demonstration.COMMUNITIES)
    above = demonstration.SUBDISTRICT
    with scope.system("a bench needs more communities than the demonstration has"):
        for number in range(count):
            code = f"{above}{101 + number}"
            community = Division.objects.create(
                code=code, name=f"第{number + 1}社区", level="community", parent_id=above
            )
            Grid.objects.create(code=f"{code}001", community=community, name="一网格")
            Department.objects.create(name="物业", kind=DepartmentKind.PROPERTY, area=code)


def _start() -> list[Plan]:
    starts = months.later(clock.local_date(clock.now()), -12)
    with scope.limited_to((demonstration.SUBDISTRICT,)), transaction.atomic():
        places = Division.objects.filter(parent_id=demonstration.SUBDISTRICT).order_by("code")
        return [
            actions.start_plan(actor=LINLI, community=each, starts_on=starts) for each in places
        ]


def _compute(plans: list[Plan], cases: int) -> Iterator[Row]:
    today = clock.local_date(clock.now())
    spans = actions.window(today)
    with scope.system("a bench computes the figures of every community"):
        Value.objects.all().delete()
        begun = perf_counter()
        actions.compute(actor=LINLI, area="", spans=spans)
        told = _read(plans, spans)
        whole = perf_counter() - begun
        begun = perf_counter()
        actions.compute_changed(actor=LINLI, area="", since=clock.now() - timedelta(days=1))
        a_day = perf_counter() - begun
    yield Row(
        measure=f"{told:,} values of {len(plans)} communities x {len(spans)} months, {cases:,} cases",
        value=round(whole, 2), unit="s", bar=f"<= {WHOLE_WITHIN:g}", ok=whole <= WHOLE_WITHIN,
    )  # fmt: skip
    yield Row(
        measure="figures after a day's change", value=round(a_day, 2), unit="s",
        bar=f"<= {DAY_WITHIN:g}", ok=a_day <= DAY_WITHIN,
    )  # fmt: skip


def _read(plans: list[Plan], spans: list[date]) -> int:
    """Every value of every indicator, community and month, as pages would give it."""
    first = months.later(spans[0], -12)
    found = queries.cells(LINLI, [each.area for each in plans], first, spans[-1])
    count = 0
    for measure in plans[0].template.told.indicators:
        of = found.get(measure.key, {})
        for plan in plans:
            for month in spans:
                values.figure(measure, of, [plan.area], month)
                count += 1
    return count


def _cockpit(stage: Stage, plans: list[Plan]) -> Iterator[Row]:
    headers = {"Cookie": _cookie()}

    def page(number: int) -> Request:
        path = f"/plan/{plans[number % len(plans)].pk}/"
        return Request(method="GET", path=path, headers=headers)

    def together(_number: int) -> Request:
        return Request(method="GET", path="/plan/compare/", headers=headers)

    count = QUICK_PAGES if stage.quick else PAGES
    for name, request in (("a community", page), ("twenty communities", together)):
        stage.load(request, count=20, clients=2)  # warm up
        load = stage.load(request, count=count, clients=2)
        yield _row(f"cockpit of {name}: 95 % answered within", load, count)


def _row(measure: str, load: Load, count: int) -> Row:
    if load.statuses != {200: count}:
        raise RuntimeError(f"Every page should come; these came: {load.statuses}")
    slow = 1000 * load.percentile(0.95)
    return Row(
        measure=measure, value=round(slow, 1), unit="ms", bar=f"<= {COCKPIT_MS:g}",
        ok=slow <= COCKPIT_MS,
    )  # fmt: skip


def _cookie() -> str:
    """The session of the sub-district's supervisor, as a browser sends it."""
    held = Grant.objects.filter(role_id="supervisor", area=demonstration.SUBDISTRICT)
    request = HttpRequest()
    request.session = import_string(f"{settings.SESSION_ENGINE}.SessionStore")()
    visits.begin(request, held.select_related("account")[0].account, by="bench")
    request.session.save()
    return f"{settings.SESSION_COOKIE_NAME}={request.session.session_key}"
