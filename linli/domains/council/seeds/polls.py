"""Polls of the demonstration: one open by name, one secret under way, one that was published."""

from dataclasses import replace
from datetime import timedelta

from django.db import transaction

from linli.core.divisions import demonstration
from linli.domains.council import actions
from linli.domains.council.actions import ByHand, Question, Seated
from linli.domains.council.models import Poll
from linli.domains.council.rules.life import Channel
from linli.domains.council.rules.polls import ABSTAIN, NO, YES, Basis, Level
from linli.kernel import clock, events
from linli.kernel.demonstration import RESIDENT_PHONE, DemoPlan, Report
from linli.kernel.ids import new_id
from linli.platform.access.actor import machine
from linli.platform.database import scope

WORKER = replace(machine("council"), account_id=new_id())  # a ballot by hand names who entered it
BODY, SEATS, LASTS = "居民委员会", 9, timedelta(days=10)
WITNESS = "社区志愿者"
# (title, items, level, how many days ago it opened)
TOLD = (
    ("楼道清理怎么安排", ("每月第一个周六统一清理楼道", "清出的旧物集中存放七天"), Level.OPEN, 3),
    ("推荐一位议事会召集人", ("推荐三号楼楼长担任召集人",), Level.SECRET, 2),
    ("秋季便民活动", ("请理发师每月上门一次", "磨刀修伞改在周日"), Level.OPEN, 25),
)


def seed(plan: DemoPlan, report: Report) -> None:
    """Most have taken part in each; where it ended, it was counted and published."""
    with scope.limited_to(("",)), events.untold(), transaction.atomic():
        seated = [Seated(BODY, at, f"委员{at}", f"1970000{at:04d}") for at in range(1, SEATS)]
        seated.append(Seated(BODY, SEATS, "王奶奶", RESIDENT_PHONE))  # who may vote by a click
        with clock.stopped_at(plan.until - timedelta(days=60)):
            actions.list_seats(actor=WORKER, area=demonstration.FIRST, seated=seated)
        for number, (title, items, level, ago) in enumerate(TOLD, 1):
            poll = _ready(plan, title, items, level, ago)
            with clock.stopped_at(poll.opens_at + timedelta(days=1)):
                for seat in range(1, SEATS - 1):
                    _voted(poll, seat, len(items))
            if poll.closes_at <= plan.until:
                with clock.stopped_at(poll.closes_at):
                    actions.end_poll(actor=WORKER, poll=poll)
            report("polls", number, len(TOLD))


def _ready(plan: DemoPlan, title: str, items: tuple[str, ...], level: Level, ago: int) -> Poll:
    opens = plan.until - timedelta(days=ago)
    question = Question(
        title=title, items=items, procedure="residents-committee", basis=Basis.SEATS, body=BODY,
        level=level, channels=frozenset(Channel), opens_at=opens, closes_at=opens + LASTS,
    )  # fmt: skip
    with clock.stopped_at(opens - timedelta(days=8)):
        poll = actions.notice_poll(actor=WORKER, area=demonstration.FIRST, question=question)
        return actions.fix_poll_roll(actor=WORKER, poll=poll)


def _voted(poll: Poll, seat: int, items: int) -> None:
    """One of the body by hand; some are against, and one says neither."""
    letters = (YES, YES, NO, YES, ABSTAIN)
    said = {number: letters[(seat + number) % len(letters)] for number in range(1, items + 1)}
    given = ByHand(Channel.DOOR, seat, WITNESS)
    if poll.level == Level.SECRET:
        actions.hand_out_ballot(actor=WORKER, poll=poll, given=given)
        actions.enter_slip(actor=WORKER, poll=poll, said=said, witness=WITNESS)
    else:
        actions.enter_in_poll(actor=WORKER, poll=poll, given=given, said=said)
