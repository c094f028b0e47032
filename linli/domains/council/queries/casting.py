"""What has to be known of a place on the roll before a ballot is taken, asked in few statements."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import OuterRef, Q, QuerySet, Subquery

from linli.domains.council.models import Ballot, Mandate, RollUnit, RollVoter, Succession, Vote
from linli.domains.council.rules.grounds import SUSPENDING, Ground
from linli.platform.access import policy
from linli.platform.access.actor import Actor, Kind
from linli.platform.accounts.models import Account

HOLD = """
SELECT FROM council_vote v, council_rollvoter r WHERE v.id = %s AND r.id = ANY(%s)
ORDER BY r.id FOR KEY SHARE OF v FOR UPDATE OF r
"""
OWNS = """
SELECT EXISTS (
    SELECT FROM council_rollvoter r, accounts_account a
    WHERE r.id = %s AND a.id = %s AND a.phone_index <> '' AND a.phone_index = coalesce(
        (SELECT s.phone_index FROM council_succession s WHERE s.voter_id = r.id
            ORDER BY s.named_at DESC, s.id DESC LIMIT 1),
        r.phone_index
    )
)
"""
PLACES = """
SELECT r.id,
    (SELECT count(*) FROM council_ballot b WHERE b.vote_id = r.vote_id AND b.voter_id = r.id),
    (SELECT count(*) FROM council_voided x JOIN council_ballot b ON b.id = x.ballot_id
        WHERE b.voter_id = r.id),
    EXISTS (
        SELECT FROM council_rollunit u JOIN council_objection o ON o.unit_id = u.id
        WHERE u.voter_id = r.id AND o.upheld AND o.ground = ANY(%s) AND NOT EXISTS (
            SELECT FROM council_succession s WHERE s.voter_id = r.id AND s.named_at >= o.answered_at
        )
    )
FROM council_rollvoter r WHERE r.id = ANY(%s)
"""


@dataclass(frozen=True, slots=True)
class Place:
    """One head on the roll: ballots cast from it, those that were voided, and whether it is barred."""

    cast: int
    voided: int
    is_barred: bool

    @property
    def has_voted(self) -> bool:
        return self.cast > self.voided


def hold(vote: Vote, voters: Sequence[RollVoter]) -> None:
    """Keep these places for this deed alone, and the vote from being counted meanwhile.

    Votes are held weakly, so that many ballots come in at once while the count waits for them all.
    """
    with connection.cursor() as cursor:
        cursor.execute(HOLD, [vote.pk, [each.pk for each in voters]])


def places(voters: Iterable[RollVoter]) -> dict[UUID, Place]:
    """How things stand with these places, in one statement. Ask after `hold`."""
    with connection.cursor() as cursor:
        cursor.execute(PLACES, [sorted(SUSPENDING), [each.pk for each in voters]])
        return {key: Place(*facts) for key, *facts in cursor.fetchall()}


def own_voters(actor: Actor, vote: Vote) -> list[RollVoter]:
    """The places on the roll of the resident who asks, by the phone they signed in with.

    A place that was passed on belongs to whoever was named last.
    """
    found = _of_phone(actor, vote)
    return [] if found is None else list(found.prefetch_related("units"))


def owns(actor: Actor, voter: RollVoter) -> bool:
    """Whether this place on the roll is the resident's who asks."""
    if actor.kind != Kind.RESIDENT or actor.account_id is None:
        return False
    with connection.cursor() as cursor:
        cursor.execute(OWNS, [voter.pk, actor.account_id])
        return bool(cursor.fetchone()[0])


def may_enter(actor: Actor, vote: Vote) -> bool:
    """Whether somebody may enter ballots of this vote at all, were it of the doors of one grid alone."""
    grids = actor.areas("council.collect")
    at_all = any(area.startswith(vote.area) or vote.area.startswith(area) for area in grids)
    return at_all or policy.allows(actor, "council.enter", at=vote)


def units_on_roll(vote: Vote, labels: Iterable[str]) -> dict[str, RollUnit]:
    """The doors of the roll, with their voters, by how they are written."""
    found = RollUnit.objects.filter(vote=vote, label__in=list(labels)).select_related("voter")
    return {each.label: each for each in found}


def valid_ballots(vote: Vote) -> QuerySet[Ballot]:
    return vote.ballots.filter(voided=None)


def mandate_of(voter: RollVoter, proxy_index: str) -> Mandate | None:
    """The owner's authorisation for this proxy; none once a forged one was found at this place."""
    found = Mandate.objects.filter(voter=voter, proxy_index=proxy_index).first()
    if found is None:
        return None
    forged = Q(upheld=True, ground=Ground.FORGED, answered_at__gte=found.kept_at)
    return None if voter.vote.objections.filter(forged, unit__voter=voter).exists() else found


def _of_phone(actor: Actor, vote: Vote) -> QuerySet[RollVoter] | None:
    if actor.kind != Kind.RESIDENT or actor.account_id is None:
        return None
    held = Account.objects.filter(pk=actor.account_id).values_list("phone_index", flat=True)
    index: Any = held.first()
    if not index:
        return None
    last = Succession.objects.filter(voter=OuterRef("pk")).order_by("-named_at", "-id")
    passed = Succession.objects.filter(vote=vote, phone_index=index).values("voter")
    mine = vote.voters.filter(Q(phone_index=index) | Q(pk__in=passed))
    now = mine.annotate(holder=Subquery(last.values("phone_index")[:1]))
    return now.filter(Q(holder=None) | Q(holder=index))
