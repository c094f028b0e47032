"""Proposals of the demonstration, one at each stage that somebody should see."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from io import BytesIO

from django.core.files.base import ContentFile
from django.db import transaction
from PIL import Image

from linli.core.divisions import demonstration
from linli.domains.council import actions
from linli.domains.council.actions import Behalf, Proof, Said
from linli.domains.council.models import Proposal
from linli.kernel import clock, events
from linli.kernel.demonstration import DemoPlan, Report
from linli.kernel.ids import new_id
from linli.platform.access.actor import machine
from linli.platform.database import scope
from linli.platform.files.actions import Upload

WORKER = replace(machine("council"), account_id=new_id())  # what is done by hand names who did it
DAY = timedelta(days=1)
WITNESS = "社区志愿者"
# (what is proposed, how many days ago, how far it got: steps taken, days after the beginning)
TOLD: Sequence[tuple[Said, int, Sequence[float]]] = (
    (Said("北门公交站加一把长椅", "等车的老人没有地方坐", "装一把带靠背和扶手的长椅", "北门"), 1, ()),
    (
        Said("活动室晚上开到九点", "下班的人七点以后进不去", "由志愿者轮流值到九点", "活动室"),
        2, (0.5,),
    ),
    (
        Said("三号楼前修一段坡道", "轮椅和童车上不去台阶", "在台阶右边修一米宽的坡道", "三号楼"),
        6, (0.5, 2, 3),
    ),
    (
        Said("东门装三盏路灯", "东门到车棚没有灯，晚上看不清", "装三盏太阳能路灯", "东门"),
        40, (0.5, 2, 3, 6.5),
    ),
    (
        Said("垃圾房装洗手池", "倒完垃圾没有地方洗手", "在垃圾房外墙装一个洗手池", "垃圾房"),
        70, (0.5, 2, 3, 6.5),
    ),
)  # fmt: skip
LATE_DAYS, DONE_DAYS = 5, 10  # working days given to the tasks of the fourth and the fifth


def seed(plan: DemoPlan, report: Report) -> None:
    """Five in the first community, each as far as people's eyes should see one."""
    with scope.limited_to(("",)), events.untold(), transaction.atomic():
        for number, (said, ago, taken) in enumerate(TOLD):
            begun = plan.until - ago * DAY
            made = _taken(_supported(said, begun, number), begun, taken)
            if len(taken) == len(made.rules.steps):
                _carried_out(made, begun + 7 * DAY, is_done=number == len(TOLD) - 1)
            report("proposals", number + 1, len(TOLD))


def _supported(said: Said, begun: datetime, number: int) -> Proposal:
    """As many stand behind it as it needs, but behind the first, where one is missing."""
    with clock.stopped_at(begun):
        made = actions.propose(
            actor=WORKER, area=demonstration.FIRST, said=said, behalf=_neighbour(number, 0)
        )
        for at in range(1, made.threshold - (number == 0)):
            actions.support(actor=WORKER, proposal=made, behalf=_neighbour(number, at))
        return made


def _neighbour(proposal: int, number: int) -> Behalf:
    return Behalf("邻居", f"198{proposal:02d}0{number:05d}", WITNESS)


def _taken(made: Proposal, begun: datetime, days: Sequence[float]) -> Proposal:
    """Each step at its day; the decision is posted as soon as it is made."""
    proofs = ("支持的人数够了", "多数人赞成", "居委会会议同意", "公示期满，没有意见")
    for rule, day, words in zip(made.rules.steps, days, proofs, strict=False):
        with clock.stopped_at(begun + day * DAY):
            files = [_picture("纪要.png")] if rule.decides else []
            proof = Proof(words=words, files=files)
            made = actions.take_step(actor=WORKER, proposal=made, step=rule.key, proof=proof)
            if rule.decides:
                actions.post_decision(
                    actor=WORKER, proposal=made, place="北门公示栏", posted_at=clock.now(),
                    photos=[_picture("公示.png")],
                )  # fmt: skip
    return made


def _carried_out(made: Proposal, at: datetime, *, is_done: bool) -> None:
    """A task that is late, or one that was done and whose effect was looked at."""
    days = DONE_DAYS if is_done else LATE_DAYS
    with clock.stopped_at(at):
        task = actions.add_task(actor=WORKER, proposal=made, words=made.remedy, days=days)
    with clock.stopped_at(at + 2 * DAY):
        percent, words = (100, "已装好并通水") if is_done else (40, "灯已下单，等安装")
        actions.report_progress(actor=WORKER, task=task, percent=percent, words=words)
    if is_done:
        with clock.stopped_at(at + 40 * DAY):
            actions.review_effect(
                actor=WORKER, proposal=made, measure="有人反映没处洗手（次/月）",
                before=Decimal(6), after=Decimal(1), words="反映的人少了，水池有人打扫。",
            )  # fmt: skip


def _picture(name: str) -> Upload:
    drawn = BytesIO()
    Image.new("RGB", (320, 240), "#c8b898").save(drawn, "PNG")
    return ContentFile(drawn.getvalue(), name=name)
