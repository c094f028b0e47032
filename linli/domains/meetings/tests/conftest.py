"""A community whose four parties meet: who sits there, who writes, who comes from elsewhere."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from linli.core.divisions.models import Division
from linli.domains.meetings import actions
from linli.domains.meetings.actions import Votes
from linli.domains.meetings.manifest import MANIFEST
from linli.domains.meetings.models import Duty, Item, Meeting, Seat
from linli.domains.meetings.rules import Hand, Kind, Presence
from linli.kernel import clock
from linli.kernel.ids import new_id
from linli.platform.access.actor import Actor, Holding
from linli.platform.access.actor import Kind as ActorKind
from linli.platform.accounts.models import Account
from linli.platform.database import scope

SUBDISTRICT = "110101001"
COMMUNITY, ELSEWHERE = "110101001001", "110102001001"
MONDAY = datetime(2026, 11, 2, 1, tzinfo=UTC)  # 09:00 in China
SIDES = ("居委会", "业委会", "物业公司", "社会组织")


def actor(role: str, area: str = COMMUNITY) -> Actor:
    """Somebody who holds one role template at one place."""
    holding = Holding(role, frozenset(MANIFEST.roles[role]), area)
    return Actor(ActorKind.STAFF, role, new_id(), (holding,))


@dataclass
class Town:
    """`chair` sits for the residents' committee, `member` for the owners; `recorder` writes."""

    chair: Actor = field(default_factory=lambda: actor("secretary"))
    member: Actor = field(default_factory=lambda: actor("mediator"))
    recorder: Actor = field(default_factory=lambda: actor("community_worker"))
    stranger: Actor = field(default_factory=lambda: actor("secretary", ELSEWHERE))

    def __post_init__(self) -> None:
        here = Division.objects.get(pk=COMMUNITY)
        self.body = actions.found_body(
            actor=self.chair, community=here, kind=Kind.FOUR_PARTY, name="四方会"
        )
        accounts = (self.chair.account_id, self.member.account_id, None, None)
        self.seats: list[Seat] = [
            actions.take_seat(
                actor=self.chair, body=self.body, name=f"{side}代表", side=side, account_id=account,
                is_chair=side == SIDES[0],
            )
            for side, account in zip(SIDES, accounts, strict=True)
        ]  # fmt: skip

    def called(self, topic: str = "停车位不够") -> Meeting:
        at = clock.now() + timedelta(days=1)
        return actions.call_meeting(
            actor=self.recorder, body=self.body, at=at, location="会议室", topic=topic
        )

    def present(self, meeting: Meeting, seats: int) -> Meeting:
        for each in list(meeting.attendance.all())[:seats]:
            actions.mark_presence(actor=self.recorder, attendance=each, presence=Presence.PRESENT)
        return meeting

    def sitting(self, seats: int = 4, topic: str = "停车位不够") -> Meeting:
        meeting = self.present(self.called(topic), seats)
        return actions.open_meeting(actor=self.recorder, meeting=meeting)

    def resolved(self, yes: int = 3, no: int = 1, item: Item | None = None) -> Item:
        """An item with its votes; what the meeting reviewed of earlier ones is minuted too."""
        item = item or self.sitting().items.last()
        for review in item.meeting.items.filter(is_review=True):
            actions.minute_item(actor=self.recorder, item=review, minutes="逐项检查了。")
        return actions.minute_item(
            actor=self.recorder, item=item, minutes="各方讨论了办法。",
            resolution="划出 120 个车位", votes=Votes(yes, no, 0),
        )  # fmt: skip

    def assigned(self, seat: int = 1, item: Item | None = None, days: int = 3) -> Duty:
        return actions.assign_duty(
            actor=self.recorder, item=item or self.resolved(), seat=self.seats[seat],
            task="画车位线", days=days,
        )  # fmt: skip

    def sign(self, meeting: Meeting, *hands: Hand) -> Meeting:
        who = {Hand.CHAIR: self.chair, Hand.RECORDER: self.recorder}
        for hand in hands or tuple(Hand):
            meeting = actions.sign_minutes(actor=who[hand], meeting=meeting, hand=hand)
        return meeting

    def in_force(self, seat: int = 1, days: int = 3) -> Duty:
        """A duty of signed minutes."""
        duty = self.assigned(seat, days=days)
        self.sign(duty.item.meeting)
        return Duty.objects.get(pk=duty.pk)

    def has_account(self, who: Actor) -> None:
        Account.objects.create(
            pk=who.account_id, username=f"{who.name}-1", name="值班员", kind="staff",
            created_at=clock.now(),
        )  # fmt: skip


@pytest.fixture
def town(db: None) -> Iterator[Town]:
    """The community on a Monday morning, seen by its sub-district and no further."""
    with scope.system("test data"):
        for code, level in (
            (SUBDISTRICT, "subdistrict"), (COMMUNITY, "community"), (ELSEWHERE, "community"),
        ):  # fmt: skip
            Division.objects.create(code=code, name=f"地{code[-3:]}", level=level)
    with scope.limited_to([SUBDISTRICT]), clock.stopped_at(MONDAY):
        yield Town()


@pytest.fixture
def later() -> object:
    """`with later(days=25): …` moves the stopped clock."""

    def move(**span: float) -> object:
        return clock.stopped_at(clock.now() + timedelta(**span))

    return move
