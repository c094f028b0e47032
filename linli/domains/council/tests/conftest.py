"""A compound of owners who are asked something, and who works there."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from linli.core.divisions.models import Division
from linli.domains.council import actions
from linli.domains.council.actions import Asked, Authorised, Given, Listed
from linli.domains.council.manifest import MANIFEST
from linli.domains.council.models import Ballot, Mandate, RollVoter, Vote
from linli.domains.council.rules.life import Channel
from linli.domains.council.rules.majorities import Matter
from linli.domains.council.rules.owners import Choice
from linli.kernel import clock
from linli.kernel.ids import new_id
from linli.platform.access.actor import Actor, Holding, Kind
from linli.platform.accounts.actions.codes import PHONE
from linli.platform.accounts.models import Account
from linli.platform.accounts.models import Kind as AccountKind
from linli.platform.database import scope
from linli.platform.database.secrecy import blind

COMMUNITY, ELSEWHERE = "110101001001", "110102001001"
MONDAY = datetime(2026, 11, 2, 1, tzinfo=UTC)  # 09:00 in China
OPENS, CLOSES = MONDAY + timedelta(days=15), MONDAY + timedelta(days=22)
DURING, AFTER = OPENS + timedelta(hours=1), CLOSES + timedelta(seconds=1)
ITEMS = (Asked(Matter.MANAGER, "续聘安居物业三年"), Asked(Matter.RAISE_FUNDS, "每平方米筹集 20 元"))
YES = {1: Choice.YES, 2: Choice.YES}
# Wang has two flats, Li and Zhao one each; the developer still has two: four heads, 400 m².
PHONES = {"wang": "13800000001", "li": "13800000002", "zhao": "13800000003"}
LIST = (
    Listed("1-101", 8000, "Y1", "王一", PHONES["wang"]),
    Listed("1-102", 7000, "Y1", "王一", PHONES["wang"]),
    Listed("1-201", 10000, "Y2", "李二", PHONES["li"]),
    Listed("1-202", 9000, "Y3", "赵三", PHONES["zhao"]),
    Listed("1-301", 3000, "", is_unsold=True),
    Listed("1-302", 3000, "", is_unsold=True),
)


def picture() -> ContentFile:
    drawn = BytesIO()
    Image.new("RGB", (9, 9)).save(drawn, "PNG")
    return ContentFile(drawn.getvalue(), name="委托书.png")


def actor(role: str, area: str = COMMUNITY, kind: Kind = Kind.STAFF, account=None) -> Actor:
    held = frozenset(MANIFEST.roles[role])
    return Actor(kind, role, account or new_id(), (Holding(role, held, area),))


def resident(name: str) -> Actor:
    """An owner who signed in with the phone that stands on the unit list."""
    made, _ = Account.objects.get_or_create(
        username=name, kind=AccountKind.RESIDENT, area=COMMUNITY,
        defaults={"phone_index": blind(PHONES.get(name, "13900000000"), PHONE)},
    )  # fmt: skip
    return actor("resident", kind=Kind.RESIDENT, account=made.pk)


@dataclass
class Town:
    worker: Actor = field(default_factory=lambda: actor("community_worker"))
    stranger: Actor = field(default_factory=lambda: actor("community_worker", ELSEWHERE))

    def noticed(self, rule: str = "national-2021", **changes: object) -> Vote:
        with clock.stopped_at(MONDAY):
            values = {
                "area": COMMUNITY, "title": "续聘物业和筹集维修资金", "items": ITEMS, "rule": rule,
                "opens_at": OPENS, "closes_at": CLOSES,
            }  # fmt: skip
            return actions.notice_vote(actor=self.worker, **(values | changes))

    def ready(self, rule: str = "national-2021", listed=LIST) -> Vote:
        vote = self.noticed(rule)
        actions.list_units(actor=self.worker, area=COMMUNITY, listed=listed)
        with clock.stopped_at(MONDAY + timedelta(days=1)):
            return actions.fix_roll(actor=self.worker, vote=vote)

    def voter(self, vote: Vote, label: str) -> RollVoter:
        return RollVoter.objects.get(vote=vote, units__label=label)

    def casts(self, vote: Vote, name: str, label: str, choices=YES) -> Ballot:
        with clock.stopped_at(DURING):
            return actions.cast_ballot(
                actor=resident(name), vote=vote, voter=self.voter(vote, label), choices=choices
            )

    def enters(
        self, vote: Vote, label: str, choices=YES, proxy="", channel=Channel.PAPER
    ) -> Ballot:
        given = Given(channel, label, "见证人陈", proxy)
        with clock.stopped_at(DURING):
            return actions.enter_ballot(actor=self.worker, vote=vote, given=given, choices=choices)

    def authorises(self, vote: Vote, label: str, phone: str, **given) -> Mandate:
        """The owner of a door lets whoever has this phone vote; the paper is photographed."""
        authorised = Authorised(label, "孙代理", phone, **given)
        with clock.stopped_at(DURING):
            return actions.keep_mandate(
                actor=self.worker, vote=vote, given=authorised, paper=picture()
            )

    def ended(self, vote: Vote) -> Vote:
        with clock.stopped_at(AFTER):
            return actions.end_vote(actor=self.worker, vote=vote)


@pytest.fixture
def town(db: None) -> Iterator[Town]:
    with scope.system("test data"):
        for code in (COMMUNITY, ELSEWHERE):
            Division.objects.create(code=code, name=code, level="community")
    with scope.limited_to([COMMUNITY]):
        yield Town()
