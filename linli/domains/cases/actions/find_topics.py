"""Opening a governance topic (治理专题): by the machine at night, or by hand; never two of a kind."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext as _

from linli.contracts.cases import TopicOpened
from linli.core.divisions.models import Division
from linli.core.divisions.rules import community_of
from linli.domains.cases import queries
from linli.domains.cases.errors import NothingRecurs, TopicIsOpen
from linli.domains.cases.models import (
    Category,
    EvidenceCase,
    GovernanceTopic,
    TopicBaseline,
    TopicEvidence,
    TopicStep,
)
from linli.domains.cases.queries import Found
from linli.domains.cases.rules import recurrence, topics
from linli.domains.cases.rules.recurrence import Place
from linli.domains.cases.rules.topics import WEEK, TopicStatus
from linli.kernel import clock
from linli.kernel.errors import Invalid
from linli.kernel.events import publish
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.audit import trail

GOVERN = "cases.govern"


@transaction.atomic
def find_topics(*, actor: Actor, at: datetime, area: str = "") -> int:
    """Propose a topic wherever the rules find that a problem comes back under `area`, and add what is
    new to the open ones; returns how many were proposed.

    Asking again on the same day, or twice at once, proposes nothing more. A place whose topic was
    refused waits until it has grown by the share that the rule says.
    """
    policy.require(actor, GOVERN, at=area)

    found = [
        each for each in queries.clusters(at, area)
        if recurrence.recurs(each.cluster, each.rule.demands)
    ]  # fmt: skip
    by_place = {each.cluster.place: each for each in found}
    standing = queries.open_places(area)
    for place in standing:
        if place in by_place:
            _add_evidence(actor, by_place[place])
    last = queries.latest_topics(area)
    wanted = [each.cluster for each in found if _is_news(each, last.get(each.cluster.place))]
    chosen = recurrence.to_propose(wanted, standing)
    opened = [_open(actor, by_place[each.place]) for each in chosen]

    made = [each for each in opened if each is not None]
    trail.record_many(actor, "cases.find_topics", made)
    return len(made)


@transaction.atomic
def open_topic(
    *, actor: Actor, area: str, category: Category, title: str, reason: str, building: Any = None
) -> GovernanceTopic:
    """Propose a topic by hand, with what its place had lately as evidence, however little.

    Raises TopicIsOpen where one of this kind is open there, NothingRecurs where there was no case.
    """
    policy.require(actor, GOVERN, at=area)

    if len(area) < 12:
        raise Invalid(_("请选一个社区或者网格。"), area=_("专题要落到社区或者网格。"))
    if not title.strip() or not reason.strip():
        raise Invalid(_("请写明题目和理由。"), title=_("题目和理由不能为空。"))
    place = Place(area, category.pk, building.pk if building else None)
    found = queries.cluster_at(place, clock.now())
    if found is None:
        raise NothingRecurs(_("这里最近没有这一类事件，没有可以作为依据的，不能提出专题。"))
    made = _open(actor, found, title.strip(), reason.strip())
    if made is None:
        raise TopicIsOpen(_("这个地方的这一类问题已经有一个专题，请在那里继续。"))

    trail.record(actor, "cases.open_topic", made, category=category.code)
    return made


def _is_news(found: Found, last: GovernanceTopic | None) -> bool:
    """Whether the place has never had a topic, has had it closed, or outgrew what was refused."""
    if last is None or last.status != TopicStatus.REFUSED:
        return True
    had = last.evidence.latest("at", "pk").cases
    return recurrence.has_grown(found.cluster.cases, had, found.rule.growth)


def _open(actor: Actor, found: Found, title: str = "", reason: str = "") -> GovernanceTopic | None:
    """The topic of a cluster with its evidence and first baseline; None if there is one already.

    The community is held, so that whoever else opens one there sees this one first.
    """
    place, now = found.cluster.place, clock.now()
    community = _held(place)
    same = GovernanceTopic.objects.filter(
        area=place.area, building_id=place.building_id, category_id=place.category_id
    ).order_by("-opened_at")
    last = same.first()
    if last is not None and last.is_open:
        return None
    category = Category.objects.get(pk=place.category_id)
    made = GovernanceTopic.objects.create(
        number=topics.topic_number(clock.local_date(now), _serial()),
        title=title or f"{community.name} · {category.name}", community=community,
        area=place.area, building_id=place.building_id, category=category,
        previous=last if last and last.status == TopicStatus.CLOSED else None,
        opened_at=now, opened_by=actor.account_id,
    )  # fmt: skip
    _keep(made, found)
    rate = topics.rate(len(found.case_ids), found.rule.window_weeks)
    TopicBaseline.objects.create(
        topic=made, community=community, at=now, by=actor.account_id, cases=len(found.case_ids),
        weeks=found.rule.window_weeks, rate=rate, target=rate, quiet_weeks=found.rule.quiet_weeks,
    )  # fmt: skip
    note_topic(made, "open", actor.account_id, reason)
    publish(
        TopicOpened(
            topic_id=made.pk, area=made.area, category=category.code,
            is_by_hand=actor.account_id is not None,
        )
    )  # fmt: skip
    return made


def _held(place: Place) -> Division:
    """The community of a place; cases may still be reported there meanwhile."""
    found = Division.objects.select_for_update(no_key=True)
    return found.get(code=community_of(place.area))


def _add_evidence(actor: Actor, found: Found) -> None:
    """What came since the last evidence, at most once a week."""
    place = found.cluster.place
    _held(place)
    topic = GovernanceTopic.objects.filter(
        area=place.area, building_id=place.building_id, category_id=place.category_id,
        ended_at=None,
    ).first()  # fmt: skip
    if topic is None or topic.evidence.filter(at__gt=clock.now() - WEEK).exists():
        return
    known = EvidenceCase.objects.filter(evidence__topic=topic, case_id__in=found.case_ids)
    if known.count() < len(found.case_ids):
        _keep(topic, found)
        note_topic(topic, "evidence", actor.account_id)


def _keep(topic: GovernanceTopic, found: Found) -> TopicEvidence:
    counted = found.cluster
    kept = TopicEvidence.objects.create(
        topic=topic, community_id=topic.community_id, rule=found.rule, at=clock.now(),
        since=found.since, until=found.until, cases=counted.cases, reporters=counted.reporters,
        buildings=counted.buildings, past_cases=counted.past_cases, past_weeks=counted.past_weeks,
        chance=recurrence.chance(counted, found.rule.window_weeks),
    )  # fmt: skip
    EvidenceCase.objects.bulk_create(
        EvidenceCase(evidence=kept, community_id=topic.community_id, case_id=each)
        for each in found.case_ids
    )
    return kept


def note_topic(
    topic: GovernanceTopic, kind: str, by: UUID | None, words: str = "", **details: Any
) -> TopicStep:
    """Add a line to what was decided about a topic."""
    return TopicStep.objects.create(
        topic=topic, community_id=topic.community_id, at=clock.now(), kind=kind,
        by=by, words=words, details=details,
    )  # fmt: skip


def _serial() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('cases_topic_serial')")
        return int(cursor.fetchone()[0])
