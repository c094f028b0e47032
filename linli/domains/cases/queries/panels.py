"""What cases shows on the pages of others, and the figures it answers for."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse

from linli.domains.cases.models import Assignment, Case
from linli.domains.cases.queries.board import MANY, board, counts_by_status
from linli.domains.cases.queries.lists import inbox
from linli.domains.cases.queries.measures import Period, rates
from linli.domains.cases.queries.reading import visible_to
from linli.domains.cases.rules import OPEN_SHARES, Share, Status
from linli.kernel import clock
from linli.platform.access.actor import Actor, Kind
from linli.platform.database import scope

MOST_SHOWN = 100
YEAR, MOST_OF_AN_ASSET = timedelta(days=365), 20
FIRST_SHOWN = 5  # on the bench, of the cases whose deadline comes first


def entrance(place: Any) -> Mapping[str, Any]:
    """The cards 报个事 and 公开事项 on the page behind a QR code."""
    return {
        "report_url": reverse("voice:report", args=[place.token]),
        "matters_url": reverse("voice:matters", args=[place.community_code]),
    }


def start(actor: Actor) -> Mapping[str, Any]:
    """The same cards on the start page, where the place has to be chosen first; and one's own cases."""
    mine_url = reverse("cases:mine") if actor.kind == Kind.RESIDENT else ""
    return {
        "report_url": reverse("voice:choose"),
        "mine_url": mine_url,
        "matters_url": reverse("voice:matters_choose"),
    }


def beside_dispute(actor: Actor, dispute: Any) -> Mapping[str, Any]:
    """On the page of a dispute: the case that it came from, for whoever may see that case."""
    if dispute.case_id is None or not actor.holds("cases.view"):
        return {"case": None}
    return {"case": visible_to(actor).filter(pk=dispute.case_id).first()}


def of_asset(asset: Any, actor: Actor) -> Mapping[str, Any]:
    """On the page of an asset: what was reported about it, the newest first, and how often in a year."""
    if not actor.holds("cases.view"):
        return {"rows": (), "year": 0}
    found = visible_to(actor).filter(asset_id=asset.pk)
    year = found.filter(reported_at__gte=clock.now() - YEAR).count()
    return {"rows": list(found.order_by("-reported_at")[:MOST_OF_AN_ASSET]), "year": year}


def own(actor: Actor) -> Mapping[str, Any]:
    """The way to one's own cases, on the page of one's own account."""
    return {"shown": actor.kind == Kind.RESIDENT}


def bench(actor: Actor) -> Mapping[str, Any]:
    """What waits on the work bench: open cases by status, the shares of one's departments, and the
    first few of each by deadline."""
    now = clock.now()
    shares = inbox(actor) if actor.departments("cases.handle") else ()
    late = sum(share.due_at < now for share in shares)
    counts = counts_by_status(actor, now) if actor.areas("cases.view") else None
    return {
        "counts": counts,
        "many": MANY,
        "first": board(actor).lines[:FIRST_SHOWN] if counts else (),
        "now": now,
        "waiting": sum(share.status == Share.SENT for share in shares),
        "in_hand": len(shares),
        "late": late,
        "sent": shares[:FIRST_SHOWN],
        "overdue_tone": _alarm(counts["overdue"] if counts else 0),
        "late_tone": _alarm(late),
        "has_inbox": bool(actor.departments("cases.handle")),
    }


def _alarm(count: int) -> str:
    """The tone of a count that ought to be none."""
    return "bad" if count else "neutral"


def response_rate(actor: Actor, area: str, since: datetime, until: datetime) -> float | None:
    """Share of cases answered within the feedback limit, 0 to 1."""
    return rates(actor, Period(area, since, until), clock.now()).response.value


def solved_rate(actor: Actor, area: str, since: datetime, until: datetime) -> float | None:
    """Share of cases that their reporter confirmed as solved, 0 to 1."""
    return rates(actor, Period(area, since, until), clock.now()).solved.value


def satisfied_rate(actor: Actor, area: str, since: datetime, until: datetime) -> float | None:
    """Share of rated cases whose reporter was satisfied or fairly satisfied, 0 to 1."""
    return rates(actor, Period(area, since, until), clock.now()).satisfied.value


def cases_without_lead() -> Sequence[str]:
    """Numbers of cases in hand that nobody leads; empty in a sound database."""
    led = Assignment.objects.filter(is_lead=True, status__in=(*OPEN_SHARES, Share.DONE))
    with scope.system("doctor looks for cases that nobody leads"):
        lost = Case.objects.filter(status=Status.HANDLING).exclude(pk__in=led.values("case_id"))
        return [str(number) for number in lost.values_list("number", flat=True)[:MOST_SHOWN]]
