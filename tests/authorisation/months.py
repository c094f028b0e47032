"""Things of closed months: figures, rules of scoring, cases that somebody wants left out."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from linli.domains.cases import actions as cases
from linli.domains.cases import queries
from linli.domains.cases.models import Closing, ScoreRules
from linli.domains.cases.rules import Channel
from linli.domains.cases.rules.scores import from_plain
from linli.kernel import clock
from linli.platform.access.actor import machine
from linli.platform.database import scope
from tests.authorisation.people import COMMUNITY

HOUSE = machine("test")
Values = dict[str, Any]


def exclusion() -> Values:
    with scope.limited_to([COMMUNITY]):
        case = cases.report_case(
            actor=HOUSE, area=COMMUNITY, description="三号楼电梯门关不上", channel=Channel.WEB
        )
        ground = queries.grounds().get(code="no_duty")
        asked = cases.ask_exclusion(actor=HOUSE, case=case, ground=ground, words="在红线以外")
        return {"exclusion_id": asked.pk}


def closing() -> Values:
    with scope.limited_to([COMMUNITY]):
        last_month = clock.local_date(clock.now()).replace(day=1) - timedelta(days=1)
        closed = cases.close_month(actor=HOUSE, area=COMMUNITY[:9], month=last_month, reason="更正")
        return {"closing_id": closed.pk}


def published() -> Values:
    made = Closing.objects.get(pk=closing()["closing_id"])
    cases.publish_month(actor=HOUSE, closing=made)
    return {"area": made.area, "month": f"{made.month:%Y-%m}"}


def score_rules() -> Values:
    pieces = from_plain(ScoreRules.objects.earliest("version").pieces)
    later = clock.local_date(clock.now()) + timedelta(days=40)
    draft = cases.draft_score_rules(
        actor=HOUSE, pieces=pieces, basis="考核办法", effective_from=later
    )
    return {"version": draft.version}


THINGS: Mapping[str, Callable[[], Values]] = {
    "/cases/exclusions/<uuid:exclusion_id>/": exclusion,
    "/cases/exclusions/<uuid:exclusion_id>/appeal/": exclusion,
    "/cases/exclusions/<uuid:exclusion_id>/decide/": exclusion,
    "/cases/exclusions/<uuid:exclusion_id>/hear/": exclusion,
    "/cases/months/<uuid:closing_id>/": closing,
    "/cases/months/<uuid:closing_id>/publish/": closing,
    "/cases/months/<uuid:closing_id>/<slug:part>/": lambda: closing() | {"part": "reported"},
    "/cases/months/<uuid:closing_id>/line/": dict,  # a line is named by the query, as its list is
    "/cases/scoring/<int:version>/": score_rules,
    "/cases/scoring/<int:version>/announce/": score_rules,
    "/figures/<slug:area>/<slug:month>/": published,
    "/figures/<slug:area>/<slug:month>/table.csv": published,
}
