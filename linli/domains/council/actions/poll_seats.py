"""Who sits in the bodies of a community, as a table or a form brings it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from linli.domains.council import queries
from linli.domains.council.models import BodySeat
from linli.platform.access import policy
from linli.platform.access.actor import COMMUNITY_DIGITS, Actor
from linli.platform.accounts.actions.codes import PHONE
from linli.platform.audit import trail
from linli.platform.database import rows
from linli.platform.database.secrecy import blind


@dataclass(frozen=True, slots=True)
class Seated:
    """One line of the list of seats."""

    body: str
    number: int
    name: str
    phone: str = ""
    group: str = ""


@transaction.atomic
def list_seats(
    *, actor: Actor, area: str, seated: Sequence[Seated]
) -> tuple[list[BodySeat], list[BodySeat]]:
    """Bring seats in or up to date, by body and number: (new, known before). Fixed rolls keep theirs."""
    policy.require(actor, "council.run_polls", at=area)

    known = {(each.body, each.number): each for each in queries.seats_of_area(area)}
    made = [
        _filled(known.get((each.body, each.number)) or BodySeat(), area, each) for each in seated
    ]
    new = [each for each in made if (each.body, each.number) not in known]
    rows.insert_many(new)
    old = [each for each in made if (each.body, each.number) in known]
    for each in old:
        rows.update(each, ["name", "phone_index", "group"])

    trail.record_many(actor, "council.list_seats", made)
    return new, old


def _filled(seat: BodySeat, area: str, seated: Seated) -> BodySeat:
    seat.community_id, seat.area = area[:COMMUNITY_DIGITS], area
    seat.body, seat.number, seat.name = seated.body, seated.number, seated.name
    seat.phone_index, seat.group = blind(seated.phone, PHONE), seated.group
    return seat
