"""A joint meeting every month in the demonstration, with what it resolved: by the same deeds as real work."""

from datetime import timedelta

from django.db import transaction

from linli.core.divisions import demonstration
from linli.core.divisions.models import Division, Grid
from linli.domains.meetings import actions
from linli.domains.meetings.actions import Votes
from linli.domains.meetings.models import Body, Duty, Meeting, Seat
from linli.domains.meetings.rules import Hand, Kind, Presence
from linli.domains.meetings.rules.posts import OF_THE_PARTY, Office
from linli.kernel import clock, events
from linli.kernel.demonstration import DemoPlan, Report
from linli.platform.access.actor import Actor, machine
from linli.platform.access.queries import actor_of
from linli.platform.accounts.models import Account
from linli.platform.database import scope

LINLI = machine("meetings")
CHAIR, RECORDER = "demo-secretary", "demo-worker"
MEMBERS = (("安居物业", "物业公司"), ("金桂苑业主委员会", "业委会"), ("邻里互助社", "社会组织"))
# days ago, topic, resolution, task, whether it has been done
HELD = (
    (60, "夜间停车难", "北门外划 120 个错时车位", "与城管部门核定并划线", True),
    (30, "电动车进楼", "三处架空层改作充电车棚", "确定改造方案和报价", False),
)
COMING = "楼道堆物的长效办法"
# side, what it promised 45 days ago, how much of what, how much of it came
PLEDGED = (
    ("物业公司", "夜间错时停车位", 120, "个", 120),
    ("社会组织", "助老陪诊", 60, "人次", 22),
)
# office, holder; 书记、主任一肩挑
POSTS = (
    (Office.SECRETARY, "周文清"), (Office.DEPUTY, "李建国"), (Office.CHAIR, "周文清"),
    (Office.VICE_CHAIR, "吴秀兰"),
)  # fmt: skip
PARTY, COMMITTEE = "社区党委", "社区居委会"


def seed(plan: DemoPlan, report: Report) -> None:
    """Two meetings that were held, one resolution done and one late, and one meeting to come."""
    accounts = {
        each.username: each for each in Account.objects.filter(username__in=(CHAIR, RECORDER))
    }
    chair, recorder = actor_of(accounts[CHAIR]), actor_of(accounts[RECORDER])
    with scope.limited_to(("",)), events.untold(), transaction.atomic():
        with clock.stopped_at(plan.until - timedelta(days=HELD[0][0] + 2)):
            body = _found(accounts[CHAIR])
        for number, story in enumerate(HELD, start=1):
            with clock.stopped_at(plan.until - timedelta(days=story[0])):
                duty = _hold(body, chair, recorder, *story[1:4])
                if story[4]:
                    _finish(duty, chair)
            report("meetings", number, len(HELD) + 1)
        with clock.stopped_at(plan.until - timedelta(days=45)):
            _pledge(body)
        with clock.stopped_at(plan.until):
            _appoint(body.community)
            _call(body, COMING, days=3)
        report("meetings", len(HELD) + 1, len(HELD) + 1)


def _found(chair: Account) -> Body:
    community = Division.objects.get(pk=demonstration.FIRST)
    body = actions.found_body(
        actor=LINLI, community=community, kind=Kind.FOUR_PARTY, name="四方联席会议"
    )
    actions.take_seat(
        actor=LINLI,
        body=body,
        name=chair.name,
        side="社区党组织",
        account_id=chair.pk,
        is_chair=True,
    )
    for name, side in MEMBERS:
        actions.take_seat(actor=LINLI, body=body, name=name, side=side)
    return body


def _call(body: Body, topic: str, days: int) -> Meeting:
    at = clock.now() + timedelta(days=days)
    return actions.call_meeting(actor=LINLI, body=body, at=at, location="社区议事厅", topic=topic)


def _hold(
    body: Body, chair: Actor, recorder: Actor, topic: str, resolution: str, task: str
) -> Duty:
    """Everybody comes, all are for it, the property company gets the duty, two sign."""
    meeting = _call(body, topic, days=1)
    for each in meeting.attendance.all():
        actions.mark_presence(actor=LINLI, attendance=each, presence=Presence.PRESENT)
    meeting = actions.open_meeting(actor=LINLI, meeting=meeting)
    *reviews, item = meeting.items.all()
    for review in reviews:
        actions.minute_item(actor=LINLI, item=review, minutes="逐项检查了落实情况。")
    item = actions.minute_item(
        actor=LINLI, item=item, minutes="各方说明了情况，讨论了办法。", resolution=resolution,
        votes=Votes(len(MEMBERS) + 1, 0, 0),
    )  # fmt: skip
    seat = Seat.objects.get(body=body, side="物业公司")
    duty = actions.assign_duty(actor=LINLI, item=item, seat=seat, task=task, days=10)
    actions.sign_minutes(actor=recorder, meeting=meeting, hand=Hand.RECORDER)
    actions.sign_minutes(actor=chair, meeting=meeting, hand=Hand.CHAIR)
    return duty


def _pledge(body: Body) -> None:
    """One promise that was kept, and one that has come in part."""
    due = clock.local_date(clock.now()) + timedelta(days=60)
    for side, resource, amount, unit, come in PLEDGED:
        seat = Seat.objects.select_related("body").get(body=body, side=side)
        made = actions.pledge(
            actor=LINLI, seat=seat, resource=resource, amount=amount, unit=unit, due_on=due
        )
        with clock.stopped_at(clock.now() + timedelta(days=20)):
            actions.deliver(actor=LINLI, pledge=made, amount=come, evidence="社区公示栏有清单。")


def _appoint(community: Division) -> None:
    """The posts of the community, and branches in all of its grids but the last."""
    since = clock.local_date(clock.now()) - timedelta(days=400)
    for office, holder in POSTS:
        organisation = PARTY if office in OF_THE_PARTY else COMMITTEE
        actions.appoint(
            actor=LINLI, area=community.code, organisation=organisation, office=office,
            holder=holder, since=since,
        )  # fmt: skip
    *grids, _last = Grid.objects.filter(community=community).order_by("code")
    for number, grid in enumerate(grids, start=1):
        actions.appoint(
            actor=LINLI, area=grid.code, organisation=f"{grid.name}党支部", office=Office.SECRETARY,
            holder=f"支部书记{number}", since=since,
        )  # fmt: skip


def _finish(duty: Duty, chair: Actor) -> None:
    with clock.stopped_at(clock.now() + timedelta(days=7)):
        duty = actions.report_duty(actor=LINLI, duty=duty, evidence="车位已划线，公示栏有照片。")
        actions.confirm_duty(actor=chair, duty=duty)
