"""What GeoReport v2 says of a service, a definition, a request: its fields and no others.

A list is an array under JSON and elements of one name under XML. Codes are text, times carry their
offset, and what linli doesn't tell is absent.

Who asks without a key is told what a notice board could say: which service, where it stands, when,
who answers for it, and the place to about a hundred metres. Nothing that a person typed is among
it, neither the description nor the address nor the words of an answer, since people write names,
doors and illnesses there, and nobody reads them through before a stranger could.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.domains.cases import queries, words
from linli.domains.cases.api.open311_speech import FORMATS
from linli.domains.cases.models import Case, Category, Question, Reply, Step
from linli.domains.cases.queries import Listed
from linli.domains.cases.rules import OPEN311_STATUSES, Outcome, Status
from linli.domains.cases.rules.asking import LISTS
from linli.platform.files import links
from linli.platform.files.models import StoredFile

SPECIFICATION = "http://wiki.open311.org/GeoReport_v2"
CHANGESET = "2026-11-01T00:00:00+08:00"  # when this entrance last changed what it answers
COARSE = 3  # decimals of a degree: about a hundred metres
ENDED_AT = {Status.CLOSED: "closed_at", Status.DECLINED: "feedback_at"}
_SAID = {status: word for word, meant in OPEN311_STATUSES.items() for status in meant}

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
        _told(
            service_code=category.code,
            service_name=category.called,
            metadata=bool(getattr(category, "asked", False)),
            type="batch" if category.is_screened else "realtime",
            keywords=",".join(category.keywords),
            group=category.parent.called if category.parent else "",
        )
        for category in categories
    ]


def definition(category: Category, questions: Sequence[Question]) -> Document:
    return {"service_code": category.code, "attributes": [_attribute(each) for each in questions]}


def _attribute(question: Question) -> Document:
    told = _told(
        variable=question.is_asked,
        code=question.code,
        datatype=question.datatype,
        required=question.is_required,
        datatype_description=question.hint,
        order=question.order,
        description=question.words,
    )
    if question.datatype in LISTS:
        told["values"] = [{"key": each["key"], "name": each["name"]} for each in question.choices]
    return told


def receipt(case: Case) -> Document:
    """What whoever made a request is told: its number, and how to follow it; or a token for both."""
    if queries.is_given_later(case):
        notice = _("有人看过以后才有编号，请稍后凭 token 查询。")
        return {"token": queries.token_of(case), "service_notice": notice}
    notice = _("我们会在 %(time)s 前答复。凭编号和查询码 %(code)s 可以随时查看进展。")
    due = f"{timezone.localtime(case.feedback_due_at):%Y-%m-%d %H:%M}"
    told = notice % {"time": due, "code": queries.check_code(case)}
    return {"service_request_id": case.number, "service_notice": told}


def of_token(case: Case, token: str) -> Document:
    """The number that a token stands for; as long as there is none, the token alone."""
    number = "" if queries.is_given_later(case) else case.number
    return _told(service_request_id=number, token=token)


def requests(request: HttpRequest, listed: Iterable[Listed]) -> list[Document]:
    return [_request(request, each) for each in listed]


def updates(listed: Listed, steps: Iterable[Step]) -> list[Document]:
    """Each with what it was; with what was said in it for whoever may read that."""
    return [
        _told(
            update_id=str(step.pk),
            service_request_id=listed.case.number,
            updated_datetime=_moment(step.at),
            description=str(step.title),
            agency_responsible=step.department.name if step.department else "",
            status_notes=step.words if listed.in_full else "",
        )
        for step in steps
    ]


def answers(replies: Iterable[Reply]) -> list[Document]:
    return [
        {
            "code": reply.question.code,
            "description": reply.question.words,
            "values": [{"key": value} for value in queries.values_of(reply)],
        }
        for reply in replies
    ]


def photos(request: HttpRequest, kept: Iterable[StoredFile]) -> list[Document]:
    """Each with addresses that open it for half an hour."""
    return [
        _told(
            photo_id=str(photo.pk),
            url=_address_of(request, photo),
            thumbnail_url=_address_of(request, photo, thumbnail=True),
            width=photo.width,
            height=photo.height,
            added_datetime=_moment(photo.created_at),
        )
        for photo in kept
    ]


def _request(request: HttpRequest, listed: Listed) -> Document:
    case, in_full = listed.case, listed.in_full
    north, east = case.latitude, case.longitude
    if not in_full and north is not None:
        north, east = round(north, COARSE), round(east, COARSE)
    return _told(
        service_request_id=case.number,
        status=_SAID[Status(case.status)],
        status_notes=_status_notes(case),
        service_name=case.category.called,
        service_code=case.category.code,
        description=case.description if in_full else "",
        agency_responsible=_lead_of(case),
        requested_datetime=_moment(case.reported_at),
        updated_datetime=_moment(_updated_at(case)),
        expected_datetime=_moment(case.due_at),
        address=_address(case, in_full=in_full),
        lat=north,
        long=east,
        media_url=_address_of(request, listed.photo) if listed.photo else "",
    )


def _told(**fields: Any) -> Document:
    """A document of those fields that say something."""
    return {name: value for name, value in fields.items() if value not in {None, ""}}


def _address_of(request: HttpRequest, photo: StoredFile, *, thumbnail: bool = False) -> str:
    return request.build_absolute_uri(links.signed_url(photo, thumbnail=thumbnail))


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
