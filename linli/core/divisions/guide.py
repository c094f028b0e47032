"""Tells the house what areas are called (`linli.kernel.areas`)."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from django.db.models import Q

from linli.core.divisions.models import Department, Division, Grid
from linli.core.divisions.rules import DIGITS
from linli.kernel.areas import Area
from linli.platform.access import policy


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

    def departments_at(self, code: str) -> Mapping[UUID, str]:
        above = [code[:digits] for digits in DIGITS.values() if digits <= len(code)]
        serving = Department.objects.filter(Q(area__in=above) | policy.under(code), is_active=True)
        return dict(serving.order_by("area", "name").values_list("id", "name"))

    def department_names(self, ids: Iterable[UUID]) -> Mapping[UUID, str]:
        return dict(Department.objects.filter(pk__in=list(ids)).values_list("id", "name"))
