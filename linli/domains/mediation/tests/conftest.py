"""A community with its mediation committee, in which the tests of disputes happen."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

import pytest

from linli.core.divisions.models import Division
from linli.domains.mediation import actions, queries
from linli.domains.mediation.actions import Person, Promised
from linli.domains.mediation.manifest import MANIFEST
from linli.domains.mediation.models import Agreement, Dispute, Mediator, Party, Seat
from linli.domains.mediation.rules import (
    Chosen,
    Consent,
    Ending,
    Form,
    How,
    Mark,
    Relation,
    Signer,
)
from linli.kernel import clock
from linli.kernel.ids import new_id
from linli.platform.access.actor import Actor, Holding, Kind
from linli.platform.database import scope

SUBDISTRICT = "110101001"
COMMUNITY = "110101001001"
ELSEWHERE = "110102001001"
MONDAY = datetime(2026, 11, 2, 1, tzinfo=UTC)  # 09:00 in China
TODAY = date(2026, 11, 2)
NAMES = ("张三丰", "欧阳明")
PHONES = ("13800000913", "13900000824")


def actor(role: str, area: str = COMMUNITY) -> Actor:
    """Somebody who holds one role template at one place."""
    holding = Holding(role, frozenset(MANIFEST.roles[role]), area)
    return Actor(Kind.STAFF, role, new_id(), (holding,))


@dataclass
class Town:
    """Who there is. `mediator` sits in the disputes that the town makes, `other` in none."""

    head: Actor = field(default_factory=lambda: actor("secretary"))
    mediator: Actor = field(default_factory=lambda: actor("mediator"))
    other: Actor = field(default_factory=lambda: actor("mediator"))
    worker: Actor = field(default_factory=lambda: actor("community_worker"))
    supervisor: Actor = field(default_factory=lambda: actor("supervisor", SUBDISTRICT))
    stranger: Actor = field(default_factory=lambda: actor("secretary", ELSEWHERE))

    def __post_init__(self) -> None:
        here = Division.objects.get(pk=COMMUNITY)
        self.wang, self.li = (
            actions.enlist_mediator(
                actor=self.head, community=here, name=name, appointed_on=TODAY,
                account_id=who.account_id,
            )
            for name, who in (("王调解", self.mediator), ("李调解", self.other))
        )  # fmt: skip

    def opened(self, *names: str, **changes: object) -> Dispute:
        values = {"actor": self.worker, "area": COMMUNITY, "subject": "楼上漏水赔偿"} | changes
        people = [Person(name, phone) for name, phone in zip(names or NAMES, PHONES, strict=False)]
        kind = queries.kinds().get(pk="neighbours")
        return actions.open_dispute(kind=kind, parties=people, **values)

    def parties(self, dispute: Dispute) -> list[Party]:
        return list(dispute.parties.all())

    def seated(self, dispute: Dispute, mediator: Mediator | None = None) -> Seat:
        return actions.appoint_mediator(
            actor=self.head, dispute=dispute, mediator=mediator or self.wang,
            relation=Relation.NONE, chosen_by=Chosen.PARTIES,
        )  # fmt: skip

    def accepted(self, dispute: Dispute) -> Seat:
        seat = self.seated(dispute)
        for party in self.parties(dispute):
            actions.accept_mediator(actor=self.mediator, seat=seat, party=party, how=How.PHONE)
        return seat

    def consents(self, dispute: Dispute, *answers: Consent) -> Dispute:
        for party, answer in zip(self.parties(dispute), answers, strict=True):
            dispute = actions.record_consent(
                actor=self.head, dispute=dispute, party=party, answer=answer, how=How.IN_PERSON
            )
        return dispute

    def mediating(self, **changes: object) -> Dispute:
        dispute = self.opened(**changes)
        self.accepted(dispute)
        return self.consents(dispute, Consent.AGREED, Consent.AGREED)

    def duty(self, dispute: Dispute, days: int = 10) -> Promised:
        due_on = clock.local_date(clock.now()) + timedelta(days=days)
        return Promised(self.parties(dispute)[0], "赔偿修理费三千元", due_on)

    def drafted(self, *, with_duty: bool = True) -> Agreement:
        dispute = self.mediating()
        return actions.draft_agreement(
            actor=self.mediator, dispute=dispute, form=Form.WRITTEN, terms="甲方赔偿乙方三千元。",
            duties=[self.duty(dispute)] if with_duty else [],
        )  # fmt: skip

    def sign(
        self, agreement: Agreement, signer: Signer, whose: str, day: date = TODAY
    ) -> Agreement:
        return actions.sign_agreement(
            actor=self.mediator, agreement=agreement, signer=signer, whose=whose,
            mark=Mark.FINGERPRINT, signed_on=day,
        )  # fmt: skip

    def signed(self, agreement: Agreement | None = None) -> Agreement:
        """Everybody has signed; the seal is still missing."""
        agreement = agreement or self.drafted()
        for signer, whose in queries.missing_marks(agreement):
            if signer != Signer.COMMITTEE:
                agreement = self.sign(agreement, signer, whose)
        return agreement

    def in_effect(self, *, with_duty: bool = True) -> Agreement:
        agreement = self.signed(self.drafted(with_duty=with_duty))
        return actions.seal_agreement(actor=self.head, agreement=agreement, sealed_on=TODAY)

    def ended(self, ending: Ending, dispute: Dispute | None = None) -> Dispute:
        dispute = dispute or self.mediating()
        return actions.end_mediation(
            actor=self.mediator, dispute=dispute, ending=ending, reason="谈不拢",
            party=self.parties(dispute)[0],
        )  # fmt: skip


@pytest.fixture
def town(db: None) -> Iterator[Town]:
    """The community on a Monday morning, seen by its sub-district and no further."""
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
