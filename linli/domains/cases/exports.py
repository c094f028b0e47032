"""The list of cases as a file: the rows and columns that the list shows, never who reported them.

What the list shows as a mark inside a cell (urgent, who has taken it) is a column of its own here.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.core.divisions import queries as divisions
from linli.domains.cases import queries, words
from linli.domains.cases.forms import BoardForm, PeriodForm
from linli.domains.cases.models import Case
from linli.domains.cases.rules import Ground, Status, Urgency
from linli.kernel import clock
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.accounts.models import Account
from linli.platform.exports.declaration import Column, Exporter, Filter, Filters

NEEDS = "cases.export"
AT_ONCE = 500


def _rows(actor: Actor, filters: Filters) -> Iterator[Case]:
    """What the list shows for the same filters; nothing for a filter that it would refuse."""
    form = BoardForm(
        filters,
        communities=divisions.communities_named(actor, "cases.view"),
        categories=queries.category_choices(),
    )
    if not form.is_valid():
        return iter(())
    found = queries.chosen(actor, **form.choice(clock.now()))
    taker = Account.objects.filter(pk=OuterRef("taken_by")).values("name")
    named = found.annotate(taker=Coalesce(Subquery(taker), Value("")))
    return named.filter(policy.within(actor, NEEDS)).iterator(chunk_size=AT_ONCE)


def _category(case: Case) -> str:
    return case.category.called if case.category else ""


def _urgency(case: Case) -> Any:
    return words.URGENCY[Urgency(case.urgency)]


def _status(case: Case) -> Any:
    return words.STATUS[Status(case.status)]


def _due_at(case: Case) -> datetime | None:
    return case.due_at if case.is_open else None


def _parties(case: Any) -> str:
    lead = _("（主办）")
    return "、".join(
        f"{share.department.name}{lead if share.is_lead else ''}" for share in case.parties
    )


def _exits(actor: Actor, filters: Filters) -> Iterator[Case]:
    """What the page of exits shows for the same filters."""
    communities = divisions.communities_of(actor, "cases.measure")
    form, today = PeriodForm(filters, communities=communities), clock.local_date(clock.now())
    period = queries.Period(**form.choice(today, actor.areas("cases.measure")))
    known = {each.value: each for each in Ground}
    found = queries.declined(actor, period, known.get(filters.get("ground", "")))
    return found.filter(policy.within(actor, NEEDS)).iterator(chunk_size=AT_ONCE)


def _ground(case: Any) -> Any:
    return words.GROUND[Ground(case.ground)] if case.ground else ""


EXITS = Exporter(
    key="cases.exits",
    title=gettext_lazy("没有受理的事件"),
    needs=NEEDS,
    rows=_exits,
    filters=[
        Filter(key="community", title=gettext_lazy("社区")),
        Filter(key="since", title=gettext_lazy("从")),
        Filter(key="until", title=gettext_lazy("到")),
        Filter(key="ground", title=gettext_lazy("依据")),
    ],
    columns=[
        Column(key="number", title=gettext_lazy("编号"), value="number"),
        Column(key="headline", title=gettext_lazy("事情"), value="headline", width=48),
        Column(key="community", title=gettext_lazy("社区"), value="community.name"),
        Column(key="reported_at", title=gettext_lazy("反映时间"), value="reported_at", width=20),
        Column(
            key="declined_at", title=gettext_lazy("不予受理时间"), value="declined_at", width=20
        ),
        Column(key="ground", title=gettext_lazy("依据"), value=_ground, width=24),
        Column(key="told", title=gettext_lazy("给居民的说明"), value="told", width=48),
    ],
)
CASES = Exporter(
    key="cases.cases",
    title=gettext_lazy("事件"),
    needs=NEEDS,
    rows=_rows,
    filters=[
        Filter(key="status", title=gettext_lazy("状态")),
        Filter(key="community", title=gettext_lazy("社区")),
        Filter(key="category", title=gettext_lazy("分类")),
        Filter(key="overdue", title=gettext_lazy("只看超时的")),
    ],
    columns=[
        Column(key="number", title=gettext_lazy("编号"), value="number"),
        Column(key="headline", title=gettext_lazy("事情"), value="headline", width=48),
        Column(key="urgency", title=gettext_lazy("紧急程度"), value=_urgency),
        Column(key="community", title=gettext_lazy("社区"), value="community.name"),
        Column(key="category", title=gettext_lazy("分类"), value=_category),
        Column(key="status", title=gettext_lazy("状态"), value=_status),
        Column(key="taker", title=gettext_lazy("接手人"), value="taker"),
        Column(key="due_at", title=gettext_lazy("时限"), value=_due_at, width=20),
        Column(key="parties", title=gettext_lazy("承办"), value=_parties, width=32),
    ],
)  # fmt: skip
