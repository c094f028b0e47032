"""Two deliberations with real opinion groups: one that is going on, one that has ended."""

from datetime import timedelta

import numpy as np
from django.db import transaction

from linli.core.divisions import demonstration
from linli.domains.council import actions
from linli.domains.council.actions import Assisted, Brought
from linli.domains.council.models import Deliberation
from linli.domains.council.rules.deliberation import Form, Publishing, Reason, Said, Step, Way
from linli.kernel import clock, events
from linli.kernel.demonstration import DemoPlan, Report
from linli.platform.access.actor import machine
from linli.platform.database import scope

LINLI = machine("council")
PEOPLE, SEEN, PASSES = 90, 0.95, 0.05
# (statement, how likely each of three camps agrees: who drives, who rides, who is old)
CHARGING = (
    ("地面临时车位可以让出三个做充电棚", (0.15, 0.9, 0.6)),
    ("电动车不能进楼、不能进电梯", (0.9, 0.85, 0.95)),
    ("充电棚要装喷淋和摄像头", (0.9, 0.9, 0.9)),
    ("充电价格不超过家用电价加两角", (0.5, 0.95, 0.5)),
    ("楼道里充电的，先劝三次再断电", (0.3, 0.6, 0.85)),
    ("充电棚要离住宅十米以上", (0.85, 0.4, 0.9)),
    ("建充电棚可以用公共收益", (0.25, 0.9, 0.55)),
    ("外来送餐车也可以用充电棚", (0.2, 0.6, 0.15)),
    ("电池换电柜比充电棚更安全", (0.7, 0.35, 0.3)),
    ("晚上十点以后充电棚要断电", (0.6, 0.1, 0.8)),
)
GARDEN = (
    ("中心花园留一半做儿童活动区", (0.9, 0.3, 0.4)),
    ("花园里的长椅要有靠背和扶手", (0.85, 0.8, 0.95)),
    ("广场舞晚上八点半以前结束", (0.9, 0.85, 0.2)),
    ("花园夜间的灯要调暗一些", (0.4, 0.8, 0.2)),
    ("不让遛狗进草坪", (0.7, 0.2, 0.85)),
    ("花园改造先做一个月试点", (0.8, 0.85, 0.8)),
    ("种果树，果子由志愿者分给老人", (0.5, 0.7, 0.85)),
    ("花园里不设收费的游乐项目", (0.9, 0.9, 0.9)),
)
REASONS = (
    (Form.FOR, "去年两次楼道起火都是飞线充电，早建早安全。"),
    (Form.AGAINST, "车位本来就不够，让出三个，晚上更没有地方停。"),
    (Form.FOR, "物业说可以用错时停车补回来。"),
)
WAITS = "充电棚最好建在南门，离消防车道近"
TAKEN_OUT = "三号楼那家天天在楼道充电，把他名字贴出来"


def seed(plan: DemoPlan, report: Report) -> None:
    """A deliberation under way with reasons and moderation, and one whose digest is frozen."""
    with scope.limited_to(("",)), events.untold(), transaction.atomic():
        charging = _opened("电动车在哪里充电？", CHARGING, plan, ago=10)
        with clock.stopped_at(plan.until - timedelta(days=2)):
            _voted(charging, CHARGING, plan.seed)
            actions.regroup(actor=LINLI, talk=charging)
            _talked(charging)
        report("deliberations", 1, 2)
        garden = _opened("中心花园怎样改造？", GARDEN, plan, ago=30)
        with clock.stopped_at(plan.until - timedelta(days=12)):
            _voted(garden, GARDEN, plan.seed + 1)
        with clock.stopped_at(garden.closes_at):
            actions.regroup(actor=LINLI, talk=garden)
        report("deliberations", 2, 2)


def _opened(
    question: str, told: tuple[tuple[str, tuple[float, ...]], ...], plan: DemoPlan, ago: int
) -> Deliberation:
    opens = plan.until - timedelta(days=ago)
    with clock.stopped_at(opens):
        return actions.open_deliberation(
            actor=LINLI, area=demonstration.FIRST, question=question,
            background="先听大家怎么想，再请居民会议决定。", seeds=[text for text, _likes in told],
            publishing=Publishing.BEFORE, opens_at=opens, closes_at=opens + timedelta(days=20),
        )  # fmt: skip


def _voted(talk: Deliberation, told: tuple[tuple[str, tuple[float, ...]], ...], seed: int) -> None:
    """People of three camps, drawn by a fixed seed; each has seen nearly all statements."""
    chance = np.random.default_rng(seed)
    votes = [
        Brought(str(person), number, _drawn(chance, likes[person % 3]))
        for person in range(PEOPLE)
        for number, (_text, likes) in enumerate(told, 1)
        if chance.random() < SEEN
    ]
    actions.bring_in(actor=LINLI, talk=talk, statements=[], votes=votes)


def _drawn(chance: np.random.Generator, likes: float) -> Said:
    if chance.random() < PASSES:
        return Said.PASS
    return Said.AGREE if chance.random() < likes else Said.DISAGREE


def _talked(talk: Deliberation) -> None:
    """Reasons, a statement that waits, and one that was taken out."""
    first = talk.contributions.get(number=1)
    for number, (form, text) in enumerate(REASONS):
        made = actions.enter_contribution(
            actor=LINLI, talk=talk, assisted=_somebody(number), form=form, text=text, about=first
        )
        actions.moderate(actor=LINLI, contribution=made, step=Step.PUBLISH)
    for number, text in enumerate((TAKEN_OUT, WAITS), len(REASONS)):
        made = actions.enter_contribution(
            actor=LINLI, talk=talk, assisted=_somebody(number), form=Form.STATEMENT, text=text
        )
        if text == TAKEN_OUT:
            actions.moderate(
                actor=LINLI, contribution=made, step=Step.REMOVE, reason=Reason.PERSONAL
            )


def _somebody(number: int) -> Assisted:
    return Assisted(Way.PHONE, f"1980000{9200 + number}", "社区志愿者")
