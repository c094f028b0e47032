"""What a call has to bring to be judged: what an empty one would be turned back for, asked by nobody."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from linli.domains.cases import queries as cases_queries
from tests.authorisation.people import COMMUNITY
from tests.authorisation.things import NOW, Values, department

REQUEST = {"service_code": "lift", "address_string": "三号楼"}
REPORT = {"area": COMMUNITY, "description": "三号楼电梯门关不上"}
MONTH = {"since": (NOW - timedelta(days=30)).isoformat(), "until": NOW.isoformat()}
WORDS = {"words": "已联系维保", "reason": "等配件"}
DECLINED = {"ground": "beyond_duties", "explanation": "不归本街道管，请找区住建委。"}


def sent_to(**more: Any) -> Values:
    return {"category": "lift", "lead": str(department()["department_id"])} | more


def on_page(form: str, values: Values) -> Values:
    """The values of a form that shares its page with others."""
    return {f"{form}-{name}": value for name, value in values.items()}


def reclassify_form() -> Values:
    category = cases_queries.categories().get(code="leak")
    return on_page("reclassify", WORDS | {"category": str(category.pk), "urgency": "urgent"})


def dispatch_form() -> Values:
    category = cases_queries.categories().get(code="lift").pk
    return on_page("dispatch", sent_to(category=str(category), version=1))


PILE = {"witness": "陈", "ballots": [{"label": "1-101", "choices": {"1": "yes"}}]}
BODIES: Mapping[str, Callable[[], Values]] = {
    "/api/v1/cases/": lambda: REPORT,
    "/api/v1/cases/bulk/": lambda: {"reports": [REPORT]},
    "/api/v1/council/votes/<uuidstr:vote_id>/ballots/": lambda: PILE,
    "/api/v1/cases/rates/": lambda: MONTH,
    "/api/v1/cases/<uuidstr:case_id>/call-back/": lambda: {"reached": False},
    "/api/v1/cases/<uuidstr:case_id>/decline/": lambda: DECLINED,
    "/api/v1/cases/<uuidstr:case_id>/dispatch/": sent_to,
    "/api/v1/cases/<uuidstr:case_id>/feedback/": lambda: WORDS,
    "/api/v1/cases/shares/<uuidstr:share_id>/finish/": lambda: WORDS,
    "/api/v1/cases/shares/<uuidstr:share_id>/pause/": lambda: WORDS,
    "/api/v1/cases/shares/<uuidstr:share_id>/result/": lambda: WORDS | {"result": "solved"},
    "/api/v1/cases/<uuidstr:case_id>/whistle/": lambda: (
        WORDS | {"departments": [str(department()["department_id"])]}
    ),
    "/api/v1/cases/rulings/<uuidstr:ruling_id>/": lambda: WORDS | {"granted": False},
    "/api/v1/cases/shares/<uuidstr:share_id>/extension/": lambda: WORDS | {"amount": 1},
    "/api/v1/cases/shares/<uuidstr:share_id>/object/": lambda: WORDS | {"basis": "权责清单"},
    "/cases/<uuid:case_id>/call-back/": lambda: on_page("call_back", {"reached": "no"}),
    "/cases/<uuid:case_id>/decline/": lambda: on_page("decline", DECLINED),
    "/cases/<uuid:case_id>/dispatch/": dispatch_form,
    "/cases/<uuid:case_id>/feedback/": lambda: on_page("feedback", WORDS),
    "/cases/followers/<uuid:follower_id>/call-back/": lambda: on_page(
        "call_back", {"reached": "no"}
    ),
    "/cases/followers/<uuid:follower_id>/reveal/": lambda: on_page("reveal", WORDS),
    "/cases/<uuid:case_id>/reveal/": lambda: on_page("reveal", WORDS),
    "/cases/shares/<uuid:assignment_id>/finish/": lambda: on_page("finish", WORDS),
    "/cases/shares/<uuid:assignment_id>/pause/": lambda: on_page("reason", WORDS),
    "/cases/shares/<uuid:assignment_id>/result/": lambda: on_page(
        "result", WORDS | {"result": "solved"}
    ),
    "/cases/<uuid:case_id>/designate/": lambda: on_page(
        "designate", WORDS | {"lead": str(department()["department_id"])}
    ),
    "/cases/<uuid:case_id>/reclassify/": reclassify_form,
    "/cases/<uuid:case_id>/whistle/": lambda: on_page(
        "whistle", WORDS | {"departments": [str(department()["department_id"])]}
    ),
    "/cases/rulings/<uuid:ruling_id>/": lambda: on_page("verdict", WORDS | {"verdict": "refused"}),
    "/cases/shares/<uuid:assignment_id>/extend/": lambda: on_page(
        "extension", WORDS | {"amount": "1"}
    ),
    "/cases/shares/<uuid:assignment_id>/object/": lambda: on_page(
        "objection", WORDS | {"basis": "权责清单"}
    ),
    "/cases/shares/<uuid:assignment_id>/waive/": lambda: on_page("reason", WORDS),
    "/cases/shares/<uuid:assignment_id>/withdraw/": lambda: on_page("reason", WORDS),
    "/open311/v2/requests.json": lambda: REQUEST,
    "/open311/v2/requests.xml": lambda: REQUEST,
    "/people/<uuid:resident_id>/reveal/": lambda: WORDS,
    "/jobs/retry/": lambda: {"job": 1},
}
