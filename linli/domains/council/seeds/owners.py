"""Owners' votes of the demonstration: in each community one that is open, in the first one told too."""

from dataclasses import replace
from datetime import datetime, timedelta

from django.db import transaction

from linli.core.divisions import demonstration
from linli.domains.council import actions
from linli.domains.council.actions import Asked, Given, Listed, Sheet
from linli.domains.council.models import Vote
from linli.domains.council.rules.life import Channel
from linli.domains.council.rules.majorities import Matter
from linli.domains.council.rules.owners import Choice
from linli.kernel import clock, events
from linli.kernel.demonstration import DemoPlan, Report
from linli.kernel.ids import new_id
from linli.platform.access.actor import machine
from linli.platform.database import scope

WORKER = replace(machine("council"), account_id=new_id())  # a ballot by hand names who entered it
RULE = "hangzhou-urgent"
DOORS = tuple(f"{building}-1-{floor}01" for building in (1, 2, 3) for floor in range(1, 9))
BUYS = 4500  # the least area of a flat, in 1/100 m²
OPEN = (Asked(Matter.USE_FUNDS, "使用维修资金更换三部电梯的钢丝绳"),)
TOLD = (
    Asked(Matter.MANAGER, "续聘安居物业服务企业三年"),
    Asked(Matter.CHANGE_USE, "北门空地改作非机动车停车处"),
)


def seed(plan: DemoPlan, report: Report) -> None:
    """A third of the owners have voted where voting is open; where it ended, five of six had."""
    communities = demonstration.COMMUNITIES
    with scope.limited_to(("",)), events.untold(), transaction.atomic():
        for number, code in enumerate(communities, 1):
            _listed(code, plan.until - timedelta(days=60))
            vote = _ready(code, "电梯维修资金的使用", OPEN, plan.until - timedelta(days=9))
            _voted(vote, DOORS[::3], plan.until - timedelta(hours=3))
            report("owners' votes", number, len(communities))
        ended = _ready(communities[0], "续聘物业和停车", TOLD, plan.until - timedelta(days=40))
        _voted(ended, [each for at, each in enumerate(DOORS) if at % 6], ended.opens_at)
        with clock.stopped_at(ended.closes_at):
            actions.end_vote(actor=WORKER, vote=ended)


def _listed(code: str, at: datetime) -> None:
    units = [
        Listed(door, BUYS + 700 * (number % 9), f"Y{number}") for number, door in enumerate(DOORS)
    ]
    with clock.stopped_at(at):
        actions.list_units(actor=WORKER, area=code, listed=units)


def _ready(code: str, title: str, items: tuple[Asked, ...], at: datetime) -> Vote:
    """Told at `at`, open a week later, for twelve days."""
    opens = at + timedelta(days=7, hours=1)
    with clock.stopped_at(at):
        vote = actions.notice_vote(
            actor=WORKER, area=code, title=title, items=items, rule=RULE, opens_at=opens,
            closes_at=opens + timedelta(days=12),
        )  # fmt: skip
        return actions.fix_roll(actor=WORKER, vote=vote)


def _voted(vote: Vote, doors: list[str] | tuple[str, ...], at: datetime) -> None:
    numbers = list(vote.items.values_list("number", flat=True))
    sheets = [
        Sheet(
            Given(Channel.DOOR, door, "见证人陈"),
            {number: Choice.NO if place % 5 == number else Choice.YES for number in numbers},
        )
        for place, door in enumerate(doors)
    ]
    with clock.stopped_at(at):
        actions.enter_pile(actor=WORKER, vote=vote, sheets=sheets)
