"""What GeoReport v2 says of a service, a definition, a request: its fields and no others.

A list is an array under JSON and elements of one name under XML. Codes are text, times carry their
offset, and what linli doesn't tell is null.

Who asks without a key is told what a notice board could say: which service, where it stands, when,
who answers for it, and the place to about a hundred metres. Nothing that a person typed is among
it, neither the description nor the address nor the words of an answer, since people write names,
doors and illnesses there, and nobody reads them through before a stranger could.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.domains.cases import words
from linli.domains.cases.models import Case, Category
from linli.domains.cases.queries import Listed
from linli.domains.cases.rules import Outcome, Status

SPECIFICATION = "http://wiki.open311.org/GeoReport_v2"
CHANGESET = "2026-11-01T00:00:00+08:00"  # when this entrance last changed what it answers
FORMATS = {"xml": "text/xml", "json": "application/json"}
COARSE = 3  # decimals of a degree: about a hundred metres
ENDED_AT = {Status.CLOSED: "closed_at", Status.DECLINED: "feedback_at"}

Document = dict[str, Any]


def discovery(request: HttpRequest) -> Document:
    """Where to find which version of what; asked for before anything else."""
    endpoint = {
        "specification": SPECIFICATION,
        "url": request.build_absolute_uri(request.path.rpartition("/")[0]),
        "changeset": CHANGESET,
        "type": "production",
        "formats": list(FORMATS.values()),
    }
    return {
        "changeset": CHANGESET,
        "contact": _("请联系本平台的系统管理员。"),
        "key_service": _("请向本平台的系统管理员申请接口密钥。"),
        "endpoints": [endpoint],
    }


def services(categories: Iterable[Category]) -> list[Document]:
    return [
        {
            "service_code": category.code,
            "service_name": category.called,
            "description": None,
            "metadata": False,  # one sentence is enough: no service asks for more
            "type": "realtime",
            "keywords": ",".join(category.keywords) or None,
            "group": category.parent.called if category.parent else None,
        }
        for category in categories
    ]


def definition(category: Category) -> Document:
    return {"service_code": category.code, "attributes": []}


def receipt(case: Case, check_code: str) -> list[Document]:
    """What whoever made a request is told: its number, and how to follow it."""
    notice = _("我们会在 %(time)s 前答复。凭编号和查询码 %(code)s 可以随时查看进展。")
    due = f"{timezone.localtime(case.feedback_due_at):%Y-%m-%d %H:%M}"
    return [
        {
            "service_request_id": case.number,
            "service_notice": notice % {"time": due, "code": check_code},
            "account_id": None,
        }
    ]


def requests(listed: Iterable[Listed]) -> list[Document]:
    return [_request(each.case, in_full=each.in_full) for each in listed]


def _request(case: Any, *, in_full: bool) -> Document:
    north, east = case.latitude, case.longitude
    if not in_full and north is not None:
        north, east = round(north, COARSE), round(east, COARSE)
    return {
        "service_request_id": case.number,
        "status": "open" if case.is_open else "closed",
        "status_notes": _status_notes(case),
        "service_name": case.category.called,
        "service_code": case.category.code,
        "description": case.description if in_full else None,
        "agency_responsible": _lead_of(case),
        "service_notice": None,
        "requested_datetime": _moment(case.reported_at),
        "updated_datetime": _moment(_updated_at(case)),
        "expected_datetime": _moment(case.due_at),
        "address": _address(case, in_full=in_full),
        "address_id": None,
        "zipcode": None,
        "lat": north,
        "long": east,
        "media_url": None,
    }


def _status_notes(case: Case) -> str:
    """Where it stands in the words of the office; of a closed case, what it counts as."""
    if case.outcome:
        return str(words.OUTCOME[Outcome(case.outcome)])
    return str(words.STATUS[Status(case.status)])


def _lead_of(case: Any) -> str | None:
    return next((share.department.name for share in case.parties if share.is_lead), None)


def _updated_at(case: Any) -> datetime:
    """When a closed request was closed; of an open one, when its reporter was last told something."""
    ended = ENDED_AT.get(Status(case.status))
    moment: datetime = (getattr(case, ended) if ended else None) or case.told_at or case.reported_at
    return moment


def _address(case: Case, *, in_full: bool) -> str:
    """From the most specific to the most general, the other way round than Chinese addresses go."""
    community = case.community
    above = community.parent.name if community.parent else ""
    parts = (case.location if in_full else "", community.name, above)
    return ", ".join(part for part in parts if part)


def _moment(moment: datetime) -> str:
    return timezone.localtime(moment).isoformat(timespec="seconds")
