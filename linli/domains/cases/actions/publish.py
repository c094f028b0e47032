"""Closing a month so that its figures never drift, correcting it in the open, publishing it."""

import hashlib
from datetime import date

from django.db import connection, transaction
from django.utils.translation import gettext as _

from linli.core.divisions.models import Division
from linli.core.people import queries as people
from linli.domains.cases import queries
from linli.domains.cases.errors import MonthNotOver
from linli.domains.cases.models import Closing, Publication, ScoreSheet
from linli.domains.cases.queries import counting
from linli.domains.cases.rules import scores
from linli.kernel import clock
from linli.kernel.errors import Conflict, Invalid
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.audit import trail
from linli.platform.calendar import queries as calendars

KEEP_ROWS = f"""
WITH {counting.PRESENT}, {counting.LEFT_OUT}, {counting.COUNTED}
INSERT INTO cases_counted (
    closing_id, community_id, case_id, number, channel, department_id, ground, parts,
    feedback_due_at, due_at, is_paused
)
SELECT %(closing)s, rows.community_id, rows.id, number, channel, a.department_id, ground, parts,
    feedback_due_at, rows.due_at, is_paused
FROM rows LEFT JOIN cases_assignment a
    ON a.case_id = rows.id AND a.is_lead AND a.status NOT IN ('returned', 'withdrawn')
"""
KEEP_FIGURES = f"""
INSERT INTO cases_figure (area, department_id, channel, part, count, excluded, digest, closing_id)
SELECT found.*, %(closing)s FROM ({counting.FIGURES}) AS found
"""
KEEP_PARTIES = f"""
INSERT INTO cases_partycount (party, role, measure, numerator, denominator, closing_id)
SELECT found.*, %(closing)s
FROM (WITH {counting.ROWS_OF_CLOSING}, {counting.PARTIES}) AS found
"""


@transaction.atomic
def close_month(*, actor: Actor, area: str, month: date, reason: str = "") -> Closing:
    """Write down the figures of a sub-district's month as they stand now, with every list behind
    them, what each party did, and the scores under the rules in force.

    A month that was closed before gets its next version, for which `reason` is needed; the earlier
    one stays. Raises MonthNotOver, or Invalid without that reason.
    """
    policy.require(actor, "cases.close_month", at=area)

    now, first = clock.now(), month.replace(day=1)
    Division.objects.select_for_update().get(code=area)
    last = Closing.objects.filter(area=area, month=first).order_by("-version").first()
    seen = counting.Month(area, first, now)
    _check(seen, last, reason)

    calendar = calendars.current()
    closing = Closing.objects.create(
        area=area, month=first, version=last.version + 1 if last else 1, as_of=now,
        closed_by=actor.account_id, reason=reason.strip(), definition=counting.DEFINITION,
        calendar_version=calendar.version, residents=people.count_by_community(area),
    )  # fmt: skip
    _count(seen, closing)
    _score(closing)

    trail.record(
        actor, "cases.close_month", closing, month=f"{first:%Y-%m}", version=closing.version
    )
    return closing


@transaction.atomic
def publish_month(*, actor: Actor, closing: Closing) -> Publication:
    """Let everybody read a closed month; never taken back, only followed by a correction."""
    policy.require(actor, "cases.close_month", at=closing.area)

    if Publication.objects.filter(pk=closing.pk).exists():
        raise Conflict(_("这个月的这一版已经公布。"))
    published = Publication.objects.create(closing=closing, at=clock.now(), by=actor.account_id)

    trail.record(actor, "cases.publish_month", closing, version=closing.version)
    return published


def _check(month: counting.Month, last: Closing | None, reason: str) -> None:
    if clock.midnight(month.after) > month.at:
        raise MonthNotOver(_("这个月还没有结束，月底以后才能结账。"))
    if last is not None and not reason.strip():
        words = _("这个月已经结过账。更正要写明理由，原来的一版会保留。")
        raise Invalid(words, reason=words)


def _count(month: counting.Month, closing: Closing) -> None:
    values = {**month.values, "closing": closing.pk}
    with connection.cursor() as cursor:
        for statement in (KEEP_ROWS, KEEP_FIGURES, KEEP_PARTIES):
            cursor.execute(statement, values)


def _score(closing: Closing) -> None:
    ruled = queries.score_rules_for(closing.month)
    text = scores.sheet(queries.replay(closing, ruled))
    ScoreSheet.objects.create(
        closing=closing, rules=ruled, text=text, digest=hashlib.sha256(text.encode()).hexdigest()
    )
