"""Things of governance topics: a topic with its evidence, and a measure that a department does."""

from collections.abc import Callable, Mapping
from typing import Any

from linli.domains.cases import actions as cases
from linli.domains.cases import queries
from linli.domains.cases.models import GovernanceTopic
from linli.domains.cases.rules import Channel
from linli.kernel import clock
from linli.platform.access.actor import machine
from linli.platform.database import scope
from tests.authorisation.people import COMMUNITY, company

HOUSE = machine("test")
Values = dict[str, Any]


def topic() -> Values:
    """The open topic of lifts in COMMUNITY: there is never a second one."""
    with scope.limited_to([COMMUNITY]):
        if known := GovernanceTopic.objects.filter(category__code="lift").first():
            return {"topic_id": known.pk}
        case = cases.report_case(
            actor=HOUSE, area=COMMUNITY, description="三号楼电梯门关不上", channel=Channel.WEB
        )
        case.category = queries.categories().get(code="lift")
        case.save(update_fields=["category"])
        made = cases.open_topic(
            actor=HOUSE, area=COMMUNITY, category=case.category, title="电梯", reason="常坏"
        )
        return {"topic_id": made.pk}


def evidence() -> Values:
    values = topic()
    with scope.limited_to([COMMUNITY]):
        made = queries.topic(HOUSE, values["topic_id"])
        return values | {"evidence_id": made.evidence.get().pk}


def measure() -> Values:
    with scope.limited_to([COMMUNITY]):
        made = queries.topic(HOUSE, topic()["topic_id"])
        owner = company()
        cases.adopt_topic(actor=HOUSE, topic=made, words="立项", owner=owner)
        today = clock.local_date(clock.now())
        done = cases.add_measure(
            actor=HOUSE, topic=made, words="换门机", due=today, department=owner
        )
        return {"measure_id": done.pk}


THINGS: Mapping[str, Callable[[], Values]] = {
    "/cases/topics/<uuid:topic_id>/": topic,
    "/cases/topics/<uuid:topic_id>/adopt/": topic,
    "/cases/topics/<uuid:topic_id>/baseline/": topic,
    "/cases/topics/<uuid:topic_id>/close/": topic,
    "/cases/topics/<uuid:topic_id>/measures/": topic,
    "/cases/topics/<uuid:topic_id>/refuse/": topic,
    "/cases/topics/<uuid:topic_id>/<int:evidence_id>/": evidence,
    "/cases/topics/measures/<uuid:measure_id>/": measure,
    "/topics/<slug:community>/": lambda: {"community": COMMUNITY},
}
PLACELESS = {"/topics/<slug:community>/": "GET"}
PLACED = {"/cases/topics/rules/": "POST"}
