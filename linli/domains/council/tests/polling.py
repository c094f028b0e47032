"""A residents' assembly that is asked something: its roll, its voters, its worker."""

import secrets
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest

from linli.core.divisions.models import Division
from linli.core.people.actions import add_resident
from linli.core.people.models import Resident
from linli.core.people.rules import Particulars
from linli.core.places import actions as places
from linli.domains.council import actions
from linli.domains.council.actions import ByHand, Question, Seated
from linli.domains.council.models import Poll, PollVoter
from linli.domains.council.rules import blind as blindly
from linli.domains.council.rules.life import Channel
from linli.domains.council.rules.polls import Basis, Level
from linli.domains.council.tests.conftest import (
    AFTER,
    CLOSES,
    COMMUNITY,
    DURING,
    MONDAY,
    OPENS,
    actor,
)
from linli.kernel import clock
from linli.platform.access.actor import Actor, Kind, machine
from linli.platform.accounts.actions.codes import PHONE
from linli.platform.accounts.models import Account
from linli.platform.accounts.models import Kind as AccountKind
from linli.platform.database.secrecy import blind

ITEMS = ("东门加装路灯", "设立长者食堂")
HOUSE = machine("test")
YES, NO = {1: "y", 2: "y"}, {1: "n", 2: "n"}


def phone_of(number: int) -> str:
    return f"139{number:08d}"


def neighbour(number: int) -> Actor:
    """The resident with this number, who signed in with the phone that the register has."""
    made, _ = Account.objects.get_or_create(
        username=f"neighbour-{number}", kind=AccountKind.RESIDENT, area=COMMUNITY,
        defaults={"phone_index": blind(phone_of(number), PHONE), "created_at": MONDAY},
    )  # fmt: skip
    return actor("resident", kind=Kind.RESIDENT, account=made.pk)


@dataclass
class Hall:
    """A body of the community in session."""

    worker: Actor = field(default_factory=lambda: actor("community_worker"))

    def settles(self, number: int, per_home: int = 1) -> list[Resident]:
        """Residents with phones, `per_home` of them behind each door."""
        community = Division.objects.get(pk=COMMUNITY)
        places.add_building(actor=HOUSE, community=community, name="3号楼")
        return [
            add_resident(
                actor=HOUSE, community=community,
                given=Particulars(
                    name=f"邻居{at}", phone=phone_of(at), birth_date=date(1980, 1, 1),
                    building="3号楼", door=("1", f"{100 + (at - 1) // per_home}"),
                ),
            )
            for at in range(1, number + 1)
        ]  # fmt: skip

    def seats(self, number: int, body: str = "居民代表会议", groups: int = 0) -> None:
        seated = [
            Seated(body, at, f"代表{at}", phone_of(at), f"{at % groups + 1}组" if groups else "")
            for at in range(1, number + 1)
        ]
        actions.list_seats(actor=self.worker, area=COMMUNITY, seated=seated)

    def noticed(self, at=MONDAY, **changes: object) -> Poll:
        values = {
            "title": "社区夏季三件事", "items": ITEMS, "procedure": "representatives-2025",
            "basis": Basis.SEATS, "body": "居民代表会议", "level": Level.OPEN,
            "channels": frozenset(Channel), "opens_at": OPENS, "closes_at": CLOSES,
        }  # fmt: skip
        with clock.stopped_at(at):
            question = Question(**(values | changes))
            return actions.notice_poll(actor=self.worker, area=COMMUNITY, question=question)

    def ready(self, voters: int = 5, **changes: object) -> Poll:
        self.seats(voters)
        poll = self.noticed(**changes)
        with clock.stopped_at(MONDAY + timedelta(days=1)):
            return actions.fix_poll_roll(actor=self.worker, poll=poll)

    def secret(self, voters: int = 5, **changes: object) -> Poll:
        return self.ready(voters, level=Level.SECRET, **changes)

    def place(self, poll: Poll, number: int) -> PollVoter:
        return poll.voters.get(number=number)

    def casts(self, poll: Poll, number: int, said=None):
        with clock.stopped_at(DURING):
            return actions.cast_in_poll(
                actor=neighbour(number), poll=poll, voter=self.place(poll, number),
                said=said or YES,
            )  # fmt: skip

    def enters(self, poll: Poll, number: int, said=None, channel=Channel.PAPER):
        with clock.stopped_at(DURING):
            return actions.enter_in_poll(
                actor=self.worker, poll=poll, given=ByHand(channel, number, "见证人陈"),
                said=said or YES,
            )  # fmt: skip

    def draws(self, poll: Poll, number: int) -> tuple[bytes, int]:
        """What a browser does: hide a token, have it signed, uncover the signature."""
        token, n = secrets.token_bytes(32), int(poll.box.public_key, 16)
        factor = secrets.randbelow(n - 2) + 2
        with clock.stopped_at(DURING):
            signature = actions.draw_ballot(
                actor=neighbour(number), poll=poll, voter=self.place(poll, number),
                blinded=blindly.blinded(token, n, factor),
            )  # fmt: skip
        return token, blindly.unblinded(signature, n, factor)

    def drops(self, poll: Poll, drawn: tuple[bytes, int], said=None) -> str:
        with clock.stopped_at(DURING):
            return actions.drop_ballot(
                poll=poll, token=drawn[0], signature=drawn[1], said=said or YES
            )

    def votes_secretly(self, poll: Poll, number: int, said=None, *, by_script: bool = True) -> str:
        if by_script:
            return self.drops(poll, self.draws(poll, number), said)
        with clock.stopped_at(DURING):
            return actions.cast_secretly(
                actor=neighbour(number), poll=poll, voter=self.place(poll, number),
                said=said or YES,
            )  # fmt: skip

    def hands_out(self, poll: Poll, number: int, channel=Channel.COUNTER) -> None:
        with clock.stopped_at(DURING):
            actions.hand_out_ballot(
                actor=self.worker, poll=poll, given=ByHand(channel, number, "见证人陈")
            )

    def enters_slip(self, poll: Poll, said=None) -> None:
        with clock.stopped_at(DURING):
            actions.enter_slip(
                actor=self.worker, poll=poll, said=said or YES, witness="见证人陈"
            )  # fmt: skip

    def ended(self, poll: Poll) -> Poll:
        with clock.stopped_at(AFTER):
            return actions.end_poll(actor=self.worker, poll=poll)


@pytest.fixture
def hall(town) -> Hall:
    return Hall()
