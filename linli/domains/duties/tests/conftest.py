"""A community whose list is kept: who asks, who decides above it, who comes from elsewhere."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from linli.core.divisions.models import Division
from linli.domains.duties import actions
from linli.domains.duties.actions import Backing, Told
from linli.domains.duties.manifest import MANIFEST
from linli.domains.duties.models import Duty, Support
from linli.domains.duties.rules import Kind, Origin
from linli.kernel import clock
from linli.kernel.ids import new_id
from linli.platform.access.actor import Actor, Holding
from linli.platform.access.actor import Kind as ActorKind
from linli.platform.database import scope

SUBDISTRICT = "110101001"
COMMUNITY, ELSEWHERE = "110101001001", "110102001001"
MONDAY = datetime(2026, 11, 2, 1, tzinfo=UTC)  # 09:00 in China


def actor(role: str, area: str = COMMUNITY) -> Actor:
    """Somebody who holds one role template at one place."""
    holding = Holding(role, frozenset(MANIFEST.roles[role]), area)
    return Actor(ActorKind.STAFF, role, new_id(), (holding,))


def told(title: str = "医保参保动员", **changes: Any) -> Told:
    values = {
        "origin": Origin.DELEGATED, "basis": "街办发 12 号", "post": "民政岗",
        "hours": Decimal("12.5"), "delegated_by": "民生办",
    } | changes  # fmt: skip
    return Told(title=title, **values)


@dataclass
class Town:
    secretary: Actor = field(default_factory=lambda: actor("secretary"))
    supervisor: Actor = field(default_factory=lambda: actor("supervisor", SUBDISTRICT))
    stranger: Actor = field(default_factory=lambda: actor("secretary", ELSEWHERE))

    def asked(self, title: str = "医保参保动员", **changes: Any) -> Duty:
        return actions.propose_duty(
            actor=self.secretary, area=COMMUNITY, told=told(title, **changes)
        )

    def support(self, duty: Duty, *kinds: Kind, **changes: Any) -> list[Support]:
        today = clock.local_date(clock.now())
        values = {"what": "配套", "paper": "街办发 12 号", "from_on": today} | changes
        return [
            actions.add_support(
                actor=self.supervisor, duty=duty,
                backing=Backing(kind=kind, yuan=Decimal(100), people=Decimal(1), **values),
            )
            for kind in kinds or (Kind.AUTHORITY, Kind.FUNDS)
        ]  # fmt: skip

    def admitted(self, title: str = "医保参保动员", **changes: Any) -> Duty:
        duty = self.asked(title, **changes)
        if duty.origin == Origin.DELEGATED:
            self.support(duty)
        return actions.admit(actor=self.supervisor, duty=duty)


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
