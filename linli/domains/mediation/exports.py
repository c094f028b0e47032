"""The list of disputes as a file: the rows and columns that the list shows, never who quarrels."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy

from linli.core.divisions import queries as divisions
from linli.domains.mediation import queries, words
from linli.domains.mediation.forms import BoardForm
from linli.domains.mediation.rules import Ending, Status
from linli.kernel import clock
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.exports.declaration import Column, Exporter, Filter, Filters

NEEDS = "mediation.export"
AT_ONCE = 500


def _rows(actor: Actor, filters: Filters) -> Iterator[Any]:
    """What the list shows for the same filters; nothing for a filter that it would refuse."""
    form = BoardForm(filters, communities=divisions.communities_named(actor, "mediation.view"))
    if not form.is_valid():
        return iter(())
    found = queries.chosen(actor, **form.choice(clock.now()))
    return found.filter(policy.within(actor, NEEDS)).iterator(chunk_size=AT_ONCE)


def _kind(dispute: Any) -> str:
    return str(dispute.kind or "")


def _status(dispute: Any) -> Any:
    return words.STATUS[Status(dispute.status)]


def _ending(dispute: Any) -> Any:
    return words.ENDING[Ending(dispute.ending)] if dispute.ending else ""


def _mediators(dispute: Any) -> str:
    return "、".join(seat.mediator.name for seat in dispute.seated)


DISPUTES = Exporter(
    key="mediation.disputes",
    title=gettext_lazy("矛盾纠纷"),
    needs=NEEDS,
    rows=_rows,
    filters=[
        Filter(key="status", title=gettext_lazy("状态")),
        Filter(key="community", title=gettext_lazy("社区")),
        Filter(key="number", title=gettext_lazy("编号")),
        Filter(key="overdue", title=gettext_lazy("只看超期的")),
    ],
    columns=[
        Column(key="number", title=gettext_lazy("编号"), value="number"),
        Column(key="subject", title=gettext_lazy("为什么事"), value="subject", width=48),
        Column(key="community", title=gettext_lazy("社区"), value="community.name"),
        Column(key="kind", title=gettext_lazy("类型"), value=_kind),
        Column(key="status", title=gettext_lazy("状态"), value=_status),
        Column(key="opened_at", title=gettext_lazy("登记时间"), value="opened_at", width=20),
        Column(key="due_at", title=gettext_lazy("期限"), value="due_at", width=20),
        Column(key="ending", title=gettext_lazy("结果"), value=_ending),
        Column(key="mediators", title=gettext_lazy("调解员"), value=_mediators, width=24),
    ],
)  # fmt: skip
