"""Governance topics as staff and residents read them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.core.divisions import queries as divisions
from linli.core.divisions.models import Division, Grid
from linli.core.places.models import Building
from linli.domains.cases.models import (
    Case,
    EvidenceCase,
    GovernanceTopic,
    RecurrenceRule,
    TopicBaseline,
    TopicEvidence,
    TopicMeasure,
    TopicStep,
)
from linli.domains.cases.queries.reading import visible_to
from linli.domains.cases.queries.recurrence import COUNTS
from linli.domains.cases.rules import recurrence, topics
from linli.domains.cases.rules.publication import is_small
from linli.domains.cases.rules.recurrence import Effect, Place
from linli.domains.cases.rules.topics import TAKEN_UP, WEEK
from linli.kernel import clock
from linli.kernel.errors import NotFound
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.access.policy import AFTER_DIGITS
from linli.platform.database import scope

GOVERN, MEASURE, HANDLE = "cases.govern", "cases.measure", "cases.handle"
LISTED = 200
WEEKS_SHOWN = 26
BLOCK = 4  # weeks that residents see as one figure
WEEKS_TOLD = 52
COUNTED = f"""
SELECT date_trunc('week', c.reported_at AT TIME ZONE %(zone)s)::date, count(*)
FROM cases_case c
WHERE {COUNTS} AND c.category_id = %(category)s AND c.area >= %(area)s AND c.area < %(after)s
    AND (%(building)s::uuid IS NULL OR c.building_id = %(building)s)
    AND c.subdistrict = %(subdistrict)s AND c.reported_at >= %(since)s AND c.reported_at < %(until)s
GROUP BY 1
"""


@dataclass(frozen=True, slots=True)
class TopicStanding:
    """What a topic is measured against now, and what came of it: weeks are full ones, by Monday."""

    goal: TopicBaseline
    weeks: Mapping[date, int]
    watched: Sequence[date]
    in_the_way: Sequence[date]
    weeks_since: Sequence[date]
    effect: Effect | None

    @property
    def cases_since(self) -> int:
        return sum(self.weeks.get(each, 0) for each in self.weeks_since)


def topics_seen_by(actor: Actor) -> QuerySet[GovernanceTopic]:
    """Topics where the actor governs or measures, and those that their departments work at."""
    mine = actor.departments(HANDLE)
    reach = policy.within(actor, GOVERN) | policy.within(actor, MEASURE)
    if mine:
        theirs = TopicMeasure.objects.filter(department_id__in=mine)
        reach |= Q(owner_department_id__in=mine) | Q(pk__in=theirs.values("topic_id"))
    return GovernanceTopic.objects.filter(reach)


def topics_listed(actor: Actor, status: str = "") -> Sequence[GovernanceTopic]:
    """What the actor may read, the newest first, each with `late`: measures that are overdue."""
    policy.require_anywhere(actor, GOVERN, MEASURE, HANDLE)
    today = clock.local_date(clock.now())
    late = Count("measures", filter=Q(measures__done_at=None, measures__due__lt=today))
    found = topics_seen_by(actor).select_related("category", "community", "owner_department")
    if status:
        found = found.filter(status=status)
    return list(found.annotate(late=late).order_by("-opened_at", "pk")[:LISTED])


def topic(actor: Actor, topic_id: UUID) -> GovernanceTopic:
    """One topic that the actor may read."""
    found = topics_seen_by(actor).select_related(
        "category", "community", "owner_department", "previous"
    )
    one = found.filter(pk=topic_id).first()
    if one is None:
        raise NotFound(_("没有找到这个专题，或者您没有查看它的权限。"))
    return one


def topic_for_machine(topic_id: UUID) -> GovernanceTopic:
    """The topic that an event named, for listeners working inside its community's scope."""
    return GovernanceTopic.objects.get(pk=topic_id)


def topic_measure(actor: Actor, measure_id: UUID) -> TopicMeasure:
    """One measure of a topic that the actor may read."""
    found = TopicMeasure.objects.filter(pk=measure_id, topic__in=topics_seen_by(actor))
    one = found.select_related("topic", "department").first()
    if one is None:
        raise NotFound(_("没有找到这项措施，或者您没有查看它的权限。"))
    return one


def needed_to_finish(actor: Actor, measure: TopicMeasure) -> str:
    """By which permission the actor may say what came of a measure: whoever governs there may, else
    the department that does it.
    """
    return GOVERN if policy.allows(actor, GOVERN, at=measure.topic) else HANDLE


def measures_of(topic: GovernanceTopic) -> Sequence[TopicMeasure]:
    """What is done about a topic, the earliest day first."""
    return list(topic.measures.select_related("department"))


def steps_of_topic(topic: GovernanceTopic) -> Sequence[TopicStep]:
    return list(topic.steps.all())


def baselines_of(topic: GovernanceTopic) -> Sequence[TopicBaseline]:
    """Every baseline, the first one first; the last counts."""
    return list(topic.baselines.all())


def evidence_of(topic: GovernanceTopic) -> Sequence[TopicEvidence]:
    return list(topic.evidence.select_related("rule"))


def evidence_cases(actor: Actor, topic: GovernanceTopic, evidence_id: int) -> Sequence[Any]:
    """The cases behind a piece of evidence: number, day and status. What was said, and the way to its
    page, only of those the actor may see (`opens`); of none who reported it.
    """
    listed = EvidenceCase.objects.filter(evidence_id=evidence_id, evidence__topic=topic)
    if not listed.exists():
        raise NotFound(_("没有这份依据。"))
    opens = Exists(visible_to(actor).filter(pk=OuterRef("pk")))
    found = Case.objects.filter(pk__in=listed.values("case_id")).annotate(opens=opens)
    return list(found.select_related("category", "community").order_by("reported_at", "pk"))


def topics_of_case(actor: Actor, case: Case) -> Sequence[GovernanceTopic]:
    """The topics whose evidence a case is, of those the actor may read."""
    named = EvidenceCase.objects.filter(case_id=case.pk).values("evidence__topic_id")
    return list(topics_seen_by(actor).filter(pk__in=named).order_by("-opened_at"))


def weekly(place: Place, since: date, until: date) -> Mapping[date, int]:
    """How many matters each week had at a place, by its Monday, from one Monday until before another."""
    told: dict[str, Any] = {
        "category": place.category_id, "area": place.area, "after": place.area + AFTER_DIGITS,
        "building": place.building_id, "subdistrict": place.area[:9],
        "since": clock.midnight(since), "until": clock.midnight(until), "zone": _zone(),
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(COUNTED, told)
        return dict(cursor.fetchall())


def standing_of(topic: GovernanceTopic, goal: TopicBaseline, at: datetime) -> TopicStanding:
    """How a topic stands: the weeks before and since, those in the way of closing, the effect.

    `since` counts the full weeks after it was taken up. One query.
    """
    until = clock.local_date(topic.ended_at or at)
    this, opened = topics.week_of(until), topics.week_of(clock.local_date(topic.opened_at))
    taken_up = clock.local_date(topic.taken_up_at) if topic.taken_up_at else None
    first = min(opened - WEEK * goal.weeks, this - WEEK * WEEKS_SHOWN)
    counts = weekly(topic.place, first, this)
    every = [first + WEEK * n for n in range((this - first) // WEEK)]
    since = [each for each in every if taken_up is not None and each > taken_up]
    watched = topics.weeks_to_watch(until, goal.quiet_weeks)
    after = sum(counts.get(each, 0) for each in since)
    return TopicStanding(
        goal, {each: counts.get(each, 0) for each in every}, watched,
        topics.weeks_in_the_way(counts, watched, goal.target, taken_up or until), since,
        recurrence.effect(goal.cases, goal.weeks, after, len(since)),
    )  # fmt: skip


def place_names(found: Iterable[GovernanceTopic]) -> Mapping[UUID, str]:
    """What the place of each topic is called: its building, grid or community; two queries."""
    found = list(found)
    grids = dict(
        Grid.objects.filter(code__in={each.area for each in found}).values_list("code", "name")
    )
    wanted = {each.building_id for each in found if each.building_id}
    buildings = dict(Building.objects.filter(pk__in=wanted).values_list("pk", "name"))
    communities = divisions.community_names()
    named = {}
    for each in found:
        parts = [communities.get(each.community_id, each.community_id), grids.get(each.area, "")]
        parts.append(buildings.get(each.building_id, "") if each.building_id else "")
        named[each.pk] = " ".join(part for part in parts if part)
    return named


def places_governed(actor: Actor) -> Sequence[tuple[str, str]]:
    """The communities where the actor governs, by name, each followed by its grids."""
    grids = list(
        Grid.objects.filter(policy.within(actor, GOVERN, "code"))
        .order_by("code").values_list("code", "community_id", "name")
    )  # fmt: skip
    found = []
    for code, name in divisions.communities_named(actor, GOVERN):
        found.append((code, name))
        found += [(grid, f"{name} {called}") for grid, where, called in grids if where == code]
    return found


def recurrence_rules(actor: Actor) -> Sequence[RecurrenceRule]:
    """Every version, the newest first."""
    policy.require_anywhere(actor, GOVERN, MEASURE, "cases.configure")
    return list(RecurrenceRule.objects.all())


def open_places(area: str = "") -> Sequence[Place]:
    """Where there is an open topic under `area`."""
    found = GovernanceTopic.objects.filter(policy.under(area), ended_at=None)
    rows = found.values_list("area", "category_id", "building_id")
    return [Place(*row) for row in rows]


def latest_topics(area: str = "") -> Mapping[Place, GovernanceTopic]:
    """The last topic of each place and kind that has had one."""
    found = GovernanceTopic.objects.filter(policy.under(area)).order_by("opened_at", "pk")
    return {each.place: each for each in found}


@dataclass(frozen=True, slots=True)
class Told:
    """A topic as residents read it: no place narrower than the community, small figures hidden."""

    topic: GovernanceTopic
    measures: Sequence[TopicMeasure]
    blocks: Sequence[tuple[date, int | None]]


def communities_with_topics() -> Sequence[Division]:
    """The communities that have a topic which residents may read."""
    with scope.system("residents read which communities have topics"):
        named = GovernanceTopic.objects.filter(status__in=TAKEN_UP).values("community_id")
        return list(Division.objects.filter(code__in=named).order_by("code"))


def topics_told(community: str) -> Sequence[Told]:
    """What residents may read of a community's topics, the newest first; nobody's name is in it.

    Figures stand for four weeks each, and one of 1 to 4 cases is hidden (None). No total is told
    from which a hidden one could be reckoned.
    """
    with scope.system("residents read the topics of a community"):
        found = list(
            GovernanceTopic.objects.filter(community_id=community, status__in=TAKEN_UP)
            .select_related("category", "community").order_by("-opened_at")[:LISTED]
        )  # fmt: skip
        done = defaultdict(list)
        for each in TopicMeasure.objects.filter(topic__in=found).select_related("department"):
            done[each.topic_id].append(each)
        curves = _curves(found)
        return [Told(each, done[each.pk], curves[each.pk]) for each in found]


def _curves(found: Sequence[GovernanceTopic]) -> Mapping[UUID, Sequence[tuple[date, int | None]]]:
    """The figures of many topics at once; one query."""
    this = topics.week_of(clock.local_date(clock.now()))
    first = this - WEEKS_TOLD * WEEK
    told: dict[str, Any] = {"topics": [each.pk for each in found], "since": clock.midnight(first),
            "until": clock.midnight(this), "first": first, "zone": _zone()}  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(CURVES, told)
        counts = {(topic, block): n for topic, block, n in cursor.fetchall()}
    blocks = [first + number * BLOCK * WEEK for number in range(WEEKS_TOLD // BLOCK)]
    return {
        each.pk: [
            (start, None if is_small(n := counts.get((each.pk, at), 0)) else n)
            for at, start in enumerate(blocks)
        ]
        for each in found
    }


def _zone() -> str:
    return timezone.get_current_timezone_name()


CURVES = f"""
SELECT t.id, ((c.reported_at AT TIME ZONE %(zone)s)::date - %(first)s) / {7 * BLOCK}, count(*)
FROM cases_governancetopic t JOIN cases_case c ON c.category_id = t.category_id
    AND c.subdistrict = left(t.area, 9) AND c.area >= t.area AND c.area < t.area || '{AFTER_DIGITS}'
    AND (t.building_id IS NULL OR c.building_id = t.building_id)
WHERE t.id = ANY(%(topics)s) AND {COUNTS}
    AND c.reported_at >= %(since)s AND c.reported_at < %(until)s
GROUP BY 1, 2
"""
