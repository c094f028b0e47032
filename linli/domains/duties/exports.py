"""The function list as a file: the rows that the page shows for the same filter."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy

from linli.core.divisions import queries as divisions
from linli.domains.duties import queries
from linli.domains.duties.forms import BoardForm
from linli.kernel import clock
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.exports.declaration import Column, Exporter, Filter, Filters

NEEDS, VIEW = "duties.propose", "duties.view"
AT_ONCE = 500


def _rows(actor: Actor, filters: Filters) -> Iterator[Any]:
    """What the list shows for the same filters; nothing for a filter that it would refuse."""
    form = BoardForm(filters, communities=divisions.communities_named(actor, VIEW))
    if not form.is_valid():
        return iter(())
    choice = form.choice(clock.local_date(clock.now()))
    found = queries.chosen(actor, choice).filter(policy.within(actor, NEEDS))
    return found.iterator(chunk_size=AT_ONCE)


def _lacks(duty: Any) -> Any:
    return gettext_lazy("缺配套") if duty.lacks else ""


DUTIES = Exporter(
    key="duties.list",
    title=gettext_lazy("社区职能清单"),
    needs=NEEDS,
    rows=_rows,
    filters=[
        Filter(key="status", title=gettext_lazy("状态")),
        Filter(key="origin", title=gettext_lazy("来源")),
        Filter(key="community", title=gettext_lazy("社区")),
        Filter(key="words", title=gettext_lazy("名称")),
        Filter(key="lacking", title=gettext_lazy("只看缺配套的")),
        Filter(key="review", title=gettext_lazy("只看该复核的")),
    ],
    columns=[
        Column(key="title", title=gettext_lazy("事项名称"), value="title", width=40),
        Column(key="community", title=gettext_lazy("社区"), value="community.name"),
        Column(key="origin", title=gettext_lazy("来源"), value="origin_words"),
        Column(key="delegated_by", title=gettext_lazy("由谁委托"), value="delegated_by", width=24),
        Column(key="basis", title=gettext_lazy("依据"), value="basis", width=40),
        Column(key="post", title=gettext_lazy("承办岗位"), value="post", width=20),
        Column(key="hours", title=gettext_lazy("每月工作小时"), value="hours"),
        Column(key="status", title=gettext_lazy("状态"), value="status_words"),
        Column(key="lacks", title=gettext_lazy("配套"), value=_lacks),
        Column(key="review_on", title=gettext_lazy("复核日期"), value="review_on", width=14),
    ],
)  # fmt: skip
