"""Buildings of the demonstration district, three in each grid, with a code to hang in each."""

import json

from django.db import transaction

from linli.core.divisions import demonstration
from linli.core.divisions.models import Division, Grid
from linli.core.places import actions
from linli.core.places.actions import Told
from linli.core.places.datum import Point
from linli.core.places.kinds import Kind
from linli.core.places.outline import read_outline
from linli.kernel.demonstration import DemoPlan, Report
from linli.platform.access.actor import machine
from linli.platform.database import scope

LINLI = machine("demonstration")
PER_GRID = 3


@transaction.atomic
def seed(plan: DemoPlan, report: Report) -> None:
    """One code for each community's door and one for each of its buildings."""
    with scope.limited_to((demonstration.SUBDISTRICT,)):
        communities = Division.objects.filter(code__in=demonstration.COMMUNITIES).order_by("code")
        for number, community in enumerate(communities, start=1):
            actions.make_code(actor=LINLI, community=community)
            _light(community)
            for place, grid in enumerate(Grid.objects.filter(community=community).order_by("code")):
                _build(community, grid, place * PER_GRID)
            report("buildings", number, len(demonstration.COMMUNITIES))


def _light(community: Division) -> None:
    """Two lamps in each grid, and a code on the first."""
    told: list[Told] = []
    for grid in Grid.objects.filter(community=community).order_by("code"):
        south, west = demonstration.corner_of(grid.code)
        for number in (1, 2):
            step = demonstration.SIDE / 2 * number / 3
            spot = Point(round(south + step, 6), round(west + demonstration.SIDE / 2 - step, 6))
            plate = f"LD-{len(told) + 1:04d}"
            told.append(Told(plate, Kind.LAMP, f"{grid.name} {number} 号灯杆", spot))
    told += [_road(grid) for grid in Grid.objects.filter(community=community).order_by("code")[:1]]
    lamps, _known = actions.bring_in_assets(actor=LINLI, area=community.code, told=told)
    for lamp in lamps[:1]:
        actions.make_code(actor=LINLI, community=community, asset=lamp)


def _road(grid: Grid) -> Told:
    """A road that crosses a grid from west to east."""
    south, west = demonstration.corner_of(grid.code)
    north = round(south + demonstration.SIDE / 4, 6)
    ends = [[round(west + demonstration.SIDE / 8 * each, 6), north] for each in (1, 3)]
    drawn = read_outline(json.dumps({"type": "LineString", "coordinates": ends}))
    return Told("DL-0001", Kind.ROAD, f"{grid.name}东西路", outline=drawn)


def _build(community: Division, grid: Grid, before: int) -> None:
    """Three buildings along the diagonal of their grid."""
    south, west = demonstration.corner_of(grid.code)
    for number in range(1, PER_GRID + 1):
        step = demonstration.SIDE / 2 * number / (PER_GRID + 1)
        building = actions.add_building(
            actor=LINLI,
            community=community,
            grid=grid,
            name=f"{before + number}号楼",
            point=Point(round(south + step, 6), round(west + step, 6)),
        )
        actions.make_code(actor=LINLI, community=community, building=building)
