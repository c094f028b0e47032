"""An importer of the tests: grids of a community, with the day on which each was drawn."""

from linli.core.divisions.models import Grid
from linli.platform.imports import cells
from linli.platform.imports.declaration import (
    Finding,
    ImportColumn,
    Importer,
    Undone,
    Written,
)

BREAKS: list[int] = []  # rows at which writing breaks, as a worker that dies would


def _check(rows, _actor, area):
    for row in rows:
        if not row.values["code"].startswith(area):
            yield Finding(
                row.number, "code", "不在所选社区内", "请核对网格编码。", row.values["code"]
            )


def _write(_actor, rows):
    broken = [row.number for row in rows if row.number in BREAKS]
    if broken:
        BREAKS.clear()
        raise RuntimeError(f"The worker dies at row {broken[0]}.")
    wanted = {row.values["code"]: row.values["name"] for row in rows}
    there = Grid.objects.in_bulk(wanted)
    new = [Grid(code=c, community_id=c[:12], name=n) for c, n in wanted.items() if c not in there]
    renamed = {code: grid.name for code, grid in there.items() if grid.name != wanted[code]}
    Grid.objects.bulk_create(new)
    for code in renamed:
        Grid.objects.filter(code=code).update(name=wanted[code])
    return Written(
        created=[grid.code for grid in new],
        changed={code: {"name": name} for code, name in renamed.items()},
        unchanged=len(there) - len(renamed),
    )


def _undo(_actor, written):
    in_use = set(
        Grid.objects.filter(code__in=written.created, name="在用").values_list("code", flat=True)
    )
    Grid.objects.filter(code__in=set(written.created) - in_use).delete()
    for code, before in written.changed.items():
        Grid.objects.filter(code=code).update(**before)
    return Undone(
        removed=len(written.created) - len(in_use),
        restored=len(written.changed),
        kept=sorted(in_use),
    )


GRIDS = Importer(
    key="grids.import",
    title="网格",
    needs="grids.edit",
    natural_key=["code"],
    columns=[
        ImportColumn(
            key="code", title="网格编码", required=True, example="110101001001001",
            hint="15 位数字", parse=cells.code(r"\d{15}", "不是 15 位数字", "请填写 15 位网格编码。"),
            synonyms=["编号", "grid code"],
        ),
        ImportColumn(key="name", title="网格名称", required=True, example="东一网格", parse=cells.text(40)),
        ImportColumn(key="drawn", title="划定日期", example="2026-05-01", parse=cells.day()),
        ImportColumn(
            key="kind", title="类别", example="普通", choices=["普通", "专属"],
            parse=cells.choice({"普通": "plain", "专属": "special"}),
        ),
    ],
    check=_check,
    write=_write,
    undo=_undo,
    chunk=10,
)  # fmt: skip
IMPORTS = [f"{__name__}.GRIDS"]
