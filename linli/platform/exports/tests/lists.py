"""Lists that the tests export."""

from linli.core.divisions.models import Grid
from linli.platform.exports.declaration import Column, Exporter, Filter


def _grids(_actor, filters):
    rows = Grid.objects.order_by("code")
    return (rows.filter(name=filters["name"]) if "name" in filters else rows).iterator()


COLUMNS = [
    Column(key="code", title="网格编码", value="code", width=20),
    Column(key="name", title="名称", value="name"),
    Column(key="community", title="社区", value=lambda grid: grid.community_id),
]
FILTERS = [Filter(key="name", title="名称", private=True), Filter(key="state", title="状态")]
GRIDS = Exporter(
    key="lists.grids", title="网格", needs="lists.export", columns=COLUMNS, rows=_grids,
    filters=FILTERS,
)  # fmt: skip
PEOPLE = Exporter(
    key="lists.people", title="名册", needs="lists.export", columns=COLUMNS, rows=_grids,
    sensitive=True,
)  # fmt: skip
EXPORTS = [f"{__name__}.GRIDS", f"{__name__}.PEOPLE"]
