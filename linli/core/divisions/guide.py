"""Tells the house what areas are called (`linli.kernel.areas`)."""

from collections.abc import Iterable, Mapping, Sequence

from linli.core.divisions.models import Division, Grid
from linli.kernel.areas import Area


class DivisionGuide:
    def names_of(self, codes: Iterable[str]) -> Mapping[str, str]:
        wanted = list(codes)
        named = dict(Division.objects.filter(pk__in=wanted).values_list("code", "name"))
        rest = [code for code in wanted if code not in named]
        grids = Grid.objects.filter(pk__in=rest).values_list("code", "name") if rest else ()
        return named | dict(grids)

    def below(self, code: str) -> Sequence[Area]:
        children = Division.objects.filter(parent=code or None).order_by("name_sort", "code")
        found = [Area(child.code, child.name) for child in children]
        if found or not code:
            return found
        grids = Grid.objects.filter(community=code).order_by("code")
        return [Area(grid.code, grid.name) for grid in grids]
