"""Reads about the organisation of a community: who holds what, and how far it reaches."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from linli.core.divisions import queries as divisions
from linli.core.divisions.models import Division, Grid
from linli.core.divisions.rules import Level
from linli.domains.meetings.models import Post, Tenure
from linli.domains.meetings.rules.posts import Office, Tier
from linli.kernel import clock
from linli.kernel.errors import NotFound
from linli.platform.access import policy
from linli.platform.access.actor import Actor

COMMUNITY_DIGITS = 12
APPOINT = "meetings.appoint"


def posts(actor: Actor) -> QuerySet[Post]:
    """Every post of the areas where `actor` may see meetings, each with who holds it now."""
    now = Prefetch("tenures", Tenure.objects.filter(left_on=None), to_attr="holders")
    seen = Post.objects.filter(policy.within(actor, "meetings.view"))
    return seen.select_related("community").prefetch_related(now).order_by("area", "organisation")


def tenure(actor: Actor, tenure_id: UUID) -> Tenure:
    """Somebody's time in a post that isn't over."""
    seen = Tenure.objects.filter(policy.within(actor, "meetings.view", "post__area"))
    found = seen.filter(pk=tenure_id, left_on=None).select_related("post").first()
    if found is None:
        raise NotFound(_("没有找到，或者您没有查看它的权限。"))
    return found


def division_of(area: str) -> Division:
    """The sub-district or community that an area is, or the community that a grid lies in."""
    found = Division.objects.filter(pk=area[:COMMUNITY_DIGITS]).first()
    if found is None:
        raise NotFound(_("没有找到，或者您没有查看它的权限。"))
    return found


def areas_to_appoint(actor: Actor) -> list[tuple[str, str]]:
    """Where `actor` may enter holders: sub-districts, communities and their grids, as (code, name)."""
    communities = list(divisions.communities_of(actor, APPOINT))
    grids = Grid.objects.filter(
        policy.within(actor, APPOINT, "code"), community__in=communities
    ).select_related("community")
    above = Division.objects.filter(policy.within(actor, APPOINT, "code"), level=Level.SUBDISTRICT)
    named = [(each.code, each.name) for each in (*above, *communities)]
    named += [(each.code, f"{each.community.name} {each.name}") for each in grids]
    return sorted(named)


def cross_appointed(actor: Actor, area: str, _since: datetime, until: datetime) -> float | None:
    """Communities whose secretary also chaired the residents' committee, of those with a secretary.

    As it stood on the last day of the period. A name counts as one person within one community.
    """
    last = clock.local_date(until) - timedelta(days=1)
    found = _holding(actor, area, last).filter(post__tier=Tier.COMMUNITY)
    held: dict[Office, dict[str, set[str]]] = {Office.SECRETARY: {}, Office.CHAIR: {}}
    lines = found.filter(post__office__in=held).values_list("post__office", "post__area", "holder")
    for office, place, holder in lines:
        held[Office(office)].setdefault(place, set()).add(holder)
    chairs, secretaries = held[Office.CHAIR], held[Office.SECRETARY]
    both = sum(bool(names & chairs.get(place, set())) for place, names in secretaries.items())
    return both / len(secretaries) if secretaries else None


def grids_covered(actor: Actor, area: str, _since: datetime, until: datetime) -> float | None:
    """Grids with a branch whose secretary was in office, of all grids that there are, 0 to 1."""
    last = clock.local_date(until) - timedelta(days=1)
    everywhere = set(
        Grid.objects.filter(
            policy.within(actor, "meetings.measure", "code"), policy.under(area, "code")
        ).values_list("pk", flat=True)
    )
    led = _holding(actor, area, last).filter(post__tier=Tier.GRID, post__office=Office.SECRETARY)
    covered = everywhere & set(led.values_list("post__area", flat=True))
    return len(covered) / len(everywhere) if everywhere else None


def _holding(actor: Actor, area: str, day: date) -> QuerySet[Tenure]:
    """Who held a post on `day`."""
    in_office = Q(since__lte=day) & (Q(left_on=None) | Q(left_on__gt=day))
    seen = policy.within(actor, "meetings.measure", "post__area")
    return Tenure.objects.filter(seen, policy.under(area, "post__area"), in_office)
