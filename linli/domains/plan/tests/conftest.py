"""A sub-district with two communities, of which one follows a plan, and one that is elsewhere."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

import pytest

from linli.core.divisions.models import Division
from linli.domains.plan import actions
from linli.domains.plan.manifest import MANIFEST
from linli.domains.plan.models import Plan
from linli.kernel import clock
from linli.kernel.ids import new_id
from linli.platform.access.actor import Actor, Holding
from linli.platform.access.actor import Kind as ActorKind
from linli.platform.database import scope

SUBDISTRICT = "110101001"
COMMUNITY, NEIGHBOUR, ELSEWHERE = "110101001001", "110101001002", "110102001001"
MONDAY = datetime(2026, 11, 2, 1, tzinfo=UTC)  # 09:00 in China
START = date(2026, 11, 1)


def actor(role: str, area: str = COMMUNITY) -> Actor:
    """Somebody who holds one role template at one place."""
    holding = Holding(role, frozenset(MANIFEST.roles[role]), area)
    return Actor(ActorKind.STAFF, role, new_id(), (holding,))


@dataclass
class Town:
    secretary: Actor = field(default_factory=lambda: actor("secretary"))
    worker: Actor = field(default_factory=lambda: actor("community_worker"))
    supervisor: Actor = field(default_factory=lambda: actor("supervisor", SUBDISTRICT))
    stranger: Actor = field(default_factory=lambda: actor("secretary", ELSEWHERE))
    admin: Actor = field(default_factory=lambda: actor("system_admin", ""))

    def started(self, code: str = COMMUNITY, starts_on: date = START) -> Plan:
        return actions.start_plan(
            actor=self.supervisor, community=Division.objects.get(pk=code), starts_on=starts_on
        )


@pytest.fixture
def town(db: None) -> Iterator[Town]:
    """The communities on a Monday morning, seen by their sub-district and no further."""
    with scope.system("test data"):
        for code, level in (
            (SUBDISTRICT, "subdistrict"), (COMMUNITY, "community"), (NEIGHBOUR, "community"),
            (ELSEWHERE, "community"),
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
