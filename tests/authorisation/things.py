"""What the addresses with a parameter are about, and the things themselves.

A row of the matrix whose address has a parameter needs a line here. THINGS make one thing in
COMMUNITY and answer the values of its address; `nothing` says that whoever is let in finds it only
as its owner, or can't be given one here. What belongs to one person alone (an import, an
export, a notice, a session) is made for the secretary of COMMUNITY; the secretary elsewhere holds
the same permissions, and is turned away.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image

from linli.core.divisions.models import Division, Grid
from linli.core.people.actions import add_resident
from linli.core.people.rules import Particulars
from linli.core.places import actions as places
from linli.core.places.models import Building
from linli.domains.cases import actions as cases
from linli.domains.cases import queries as cases_queries
from linli.domains.cases.models import Assignment, Case
from linli.domains.cases.rules import Channel
from linli.kernel import clock
from linli.kernel.ids import new_id
from linli.platform.access.actor import machine
from linli.platform.access.models import Grant, Role
from linli.platform.access.queries import actor_of
from linli.platform.accounts import actions as accounts
from linli.platform.accounts.models import Account, Kind, Session
from linli.platform.api.actions import create_key
from linli.platform.database import scope
from linli.platform.exports import actions as exports
from linli.platform.exports.rules import Form
from linli.platform.files import links
from linli.platform.files.models import StoredFile
from linli.platform.imports import actions as imports
from linli.platform.notices import actions as notices
from linli.platform.notices.models import Message
from tests.authorisation import matters, months, neighbours, outward, topics
from tests.authorisation.people import COMMUNITY, SUBDISTRICT, company, enter

Values = Mapping[str, Any]
HOUSE = machine("test")
NOW = clock.now()


def nothing() -> Values:
    return {}


def account() -> Values:
    made = Account.objects.create(username="clerk", name="小李", kind=Kind.STAFF, area=COMMUNITY)
    return {"account_id": made.pk}


def grant() -> Values:
    holder = enter("holder", "staff", "grid_worker", is_near=True)
    return {"grant_id": Grant.objects.get(account=holder).pk}


def proposal() -> Values:
    holder = Account.objects.create(username="next", kind=Kind.STAFF, area=SUBDISTRICT)
    made = Grant.objects.create(
        account=holder,
        role=Role.objects.get(pk="audit_admin"),
        area=SUBDISTRICT,
        granted_by=new_id(),
        in_force_at=None,
    )
    return {"grant_id": made.pk}


def key() -> Values:
    program = enter("meter", "service", "community_worker", is_near=True)
    return {"key_id": create_key(actor=HOUSE, account=program, name="表").key.pk}


def department() -> Values:
    return {"department_id": company().pk}


def grid() -> Values:
    with scope.limited_to([COMMUNITY]):
        made = Grid.objects.create(code=f"{COMMUNITY}001", community_id=COMMUNITY, name="一")
    return {"code": made.pk}


def building() -> Values:
    with scope.limited_to([COMMUNITY]):
        made = Building.objects.create(name="三号楼", community_id=COMMUNITY, area=COMMUNITY)
    return {"building_id": made.pk}


def resident() -> Values:
    community = Division.objects.get(pk=COMMUNITY)
    with scope.limited_to([COMMUNITY]):
        made = add_resident(actor=HOUSE, community=community, given=Particulars(name="张三"))
    return {"resident_id": made.pk}


def reported() -> Case:
    return cases.report_case(
        actor=HOUSE, area=COMMUNITY, description="三号楼电梯门关不上", channel=Channel.WEB
    )


def case() -> Values:
    with scope.limited_to([COMMUNITY]):
        return {"case_id": reported().pk}


def share(name: str) -> Callable[[], Values]:
    def made() -> Values:
        lead = company()
        with scope.limited_to([COMMUNITY]):
            category = cases_queries.categories().get(code="lift")
            sent = cases.dispatch_case(actor=HOUSE, case=reported(), category=category, lead=lead)
            return {name: sent.assignments.get().pk}

    return made


def follower() -> Values:
    with scope.limited_to([COMMUNITY]):
        return {"follower_id": cases.follow_case(actor=HOUSE, case=reported()).pk}


def merged() -> Values:
    with scope.limited_to([COMMUNITY]):
        cases.merge_cases(actor=HOUSE, into=reported(), cases=[other := reported()])
        return {"case_id": other.pk}


def ruling() -> Values:
    with scope.limited_to([COMMUNITY]):
        sent = Assignment.objects.get(pk=share("share_id")()["share_id"])
        asked = cases.object_to_dispatch(
            actor=HOUSE, assignment=sent, reason="在红线以外", basis="权责清单"
        )
        return {"ruling_id": asked.pk}


def catalogue_entry() -> Values:
    made = cases.set_catalogue_entry(
        actor=HOUSE, category=cases_queries.categories().get(code="lift"), area=COMMUNITY,
        department=company(), is_lead=True,
        basis="派单目录",
    )  # fmt: skip
    return {"entry_id": made.pk}


def secretary() -> Account:
    return Account.objects.get(username="secretary-near")


def session() -> Values:
    tomorrow = NOW + timedelta(days=1)
    made = Session.objects.create(
        session_key="elsewhere", account=secretary(), visit_id=new_id(), expire_date=tomorrow
    )
    return {"visit_id": made.visit_id}


def set_up() -> Values:
    return {
        "token": accounts.issue_set_up(
            HOUSE, Account.objects.get(pk=account()["account_id"])
        ).secret
    }


def code() -> Values:
    with scope.limited_to([COMMUNITY]):
        made = places.make_code(actor=HOUSE, community=Division.objects.get(pk=COMMUNITY))
    return {"token": made.token}


def request() -> Values:
    with scope.limited_to([COMMUNITY]):
        return {"number": Case.objects.get(assignments=share("id")()["id"]).number}


def photo() -> StoredFile:
    picture = BytesIO()
    Image.new("RGB", (9, 9)).save(picture, "PNG")
    with scope.limited_to([COMMUNITY]):
        case = cases.report_case(
            actor=HOUSE, area=COMMUNITY, description="楼道灯不亮", channel=Channel.WEB,
            photos=[ContentFile(picture.getvalue(), name="灯.png")],
        )  # fmt: skip
        return StoredFile.objects.get(owner_id=case.pk)


def file() -> Values:
    return {"file_id": photo().pk}


def link() -> Values:
    return {"token": links.signed_url(photo()).split("/")[-2]}


def export() -> Values:
    with scope.limited_to([COMMUNITY]):
        made = exports.ask(actor_of(secretary()), "cases.cases", form=Form.CSV, filters={})
    return {"export_id": made.pk}


def batch() -> Values:
    table = ContentFile("姓名,电话\n张三,12\n".encode(), name="居民.csv")
    with scope.limited_to([COMMUNITY]):
        made = imports.receive(actor_of(secretary()), "people.residents", table, area=COMMUNITY)
    return {"batch_id": made.pk}


def checked() -> Values:
    values, sender = batch(), actor_of(secretary())
    with scope.limited_to([COMMUNITY]):
        mapping = {"name": 0, "phone": 1}
        imports.choose(sender, values["batch_id"], mapping=mapping, sheet=0, head=0)
        imports.check(values["batch_id"])
    return values


def message() -> Values:
    notices.send(to=secretary().pk, topic="cases.reported", words="一件", once_key="matrix")
    return {"message_id": Message.objects.get(notice__once_key="matrix").pk}


PROGRESS = tuple(
    f"/progress/<uuid:case_id>/{deed}" for deed in ("", "add/", "answer/", "reopen/", "withdraw/")
)
THINGS: Mapping[str, Callable[[], Values]] = {
    **(matters.THINGS | neighbours.THINGS | months.THINGS | topics.THINGS),
    "/account/provider/<slug:provider_id>/callback/": nothing,
    "/account/provider/<slug:provider_id>/login/": nothing,
    "/account/second-factor/keys/<int:pk>/remove/": nothing,
    "/account/second-factor/keys/<int:pk>/rename/": nothing,
    "/account/sessions/<uuid:visit_id>/end/": session,
    "/account/set-up/<str:token>/": set_up,
    "/accounts/<uuid:account_id>/": account,
    "/accounts/<uuid:account_id>/close/": account,
    "/accounts/<uuid:account_id>/grant/": account,
    "/accounts/<uuid:account_id>/reopen/": account,
    "/accounts/<uuid:account_id>/reset-factor/": account,
    "/accounts/<uuid:account_id>/set-up/": account,
    "/accounts/grants/<uuid:grant_id>/confirm/": proposal,
    "/accounts/grants/<uuid:grant_id>/end/": grant,
    "/accounts/roles/<slug:key>/": lambda: {"key": "grid_worker"},
    "/accounts/roles/<slug:key>/restore/": lambda: {"key": "grid_worker"},
    "/api/keys/<uuid:key_id>/end/": key,
    "/api/v1/cases/<uuidstr:case_id>/": case,
    "/api/v1/cases/<uuidstr:case_id>/call-back/": case,
    "/api/v1/cases/<uuidstr:case_id>/decline/": case,
    "/api/v1/cases/<uuidstr:case_id>/dispatch/": case,
    "/api/v1/cases/<uuidstr:case_id>/feedback/": case,
    "/api/v1/cases/<uuidstr:case_id>/take/": case,
    "/api/v1/cases/<uuidstr:case_id>/whistle/": case,
    "/api/v1/cases/rulings/<uuidstr:ruling_id>/": ruling,
    "/api/v1/cases/shares/<uuidstr:share_id>/accept/": share("share_id"),
    "/api/v1/cases/shares/<uuidstr:share_id>/finish/": share("share_id"),
    "/api/v1/cases/shares/<uuidstr:share_id>/pause/": share("share_id"),
    "/api/v1/cases/shares/<uuidstr:share_id>/result/": share("share_id"),
    "/api/v1/cases/shares/<uuidstr:share_id>/resume/": share("share_id"),
    "/api/v1/cases/shares/<uuidstr:share_id>/extension/": share("share_id"),
    "/api/v1/cases/shares/<uuidstr:share_id>/object/": share("share_id"),
    "/calendar/<int:year>/": lambda: {"year": 2026},
    "/cases/<uuid:case_id>/": case,
    "/cases/<uuid:case_id>/accused/": case,
    "/cases/<uuid:case_id>/call-back/": case,
    "/cases/<uuid:case_id>/decline/": case,
    "/cases/<uuid:case_id>/designate/": case,
    "/cases/<uuid:case_id>/dispatch/": case,
    "/cases/<uuid:case_id>/exclude/": case,
    "/cases/<uuid:case_id>/feedback/": case,
    "/cases/<uuid:case_id>/merge/": case,
    "/cases/<uuid:case_id>/reclassify/": case,
    "/cases/<uuid:case_id>/mediate/": case,
    "/cases/<uuid:case_id>/release/": case,
    "/cases/<uuid:case_id>/reveal/": case,
    "/cases/<uuid:case_id>/sheet/": case,
    "/cases/<uuid:case_id>/take/": case,
    "/cases/<uuid:case_id>/unmerge/": merged,
    "/cases/<uuid:case_id>/whistle/": case,
    "/cases/followers/<uuid:follower_id>/call-back/": follower,
    "/cases/followers/<uuid:follower_id>/reveal/": follower,
    "/following/<uuid:follower_id>/": follower,
    "/following/<uuid:follower_id>/answer/": follower,
    "/following/<uuid:follower_id>/reopen/": follower,
    "/report/<slug:token>/alike/": code,
    "/cases/catalogue/<uuid:entry_id>/end/": catalogue_entry,
    "/cases/rates/plan/<slug:counted>/": lambda: {"counted": "answered"},
    "/cases/rates/<slug:part>/": lambda: {"part": "solved"},
    "/cases/shares/<uuid:assignment_id>/accept/": share("assignment_id"),
    "/cases/shares/<uuid:assignment_id>/finish/": share("assignment_id"),
    "/cases/shares/<uuid:assignment_id>/pause/": share("assignment_id"),
    "/cases/shares/<uuid:assignment_id>/result/": share("assignment_id"),
    "/cases/shares/<uuid:assignment_id>/resume/": share("assignment_id"),
    "/cases/views/<uuid:view_id>/remove/": nothing,  # their own alone, too
    "/cases/recusals/<uuid:recusal_id>/end/": nothing,  # whoever is let in finds their own alone
    "/cases/rulings/<uuid:ruling_id>/": ruling,
    "/cases/shares/<uuid:assignment_id>/extend/": share("assignment_id"),
    "/cases/shares/<uuid:assignment_id>/object/": share("assignment_id"),
    "/cases/shares/<uuid:assignment_id>/waive/": share("assignment_id"),
    "/cases/shares/<uuid:assignment_id>/withdraw/": share("assignment_id"),
    "/divisions/<slug:code>/": lambda: {"code": COMMUNITY},
    "/divisions/<slug:code>/departments/new/": lambda: {"code": COMMUNITY},
    "/divisions/<slug:code>/grids/new/": lambda: {"code": COMMUNITY},
    "/divisions/<slug:code>/office/": lambda: {"code": COMMUNITY},
    "/divisions/departments/<uuid:department_id>/": department,
    "/divisions/grids/<slug:code>/": grid,
    "/exports/<str:key>/": lambda: {"key": "cases.cases"},
    "/exports/made/<uuid:export_id>/": export,
    "/exports/made/<uuid:export_id>/file/": export,
    "/files/<uuid:file_id>/": file,
    "/files/<uuid:file_id>/thumb/": file,
    "/files/s/<str:token>/": link,
    "/files/s/<str:token>/thumb/": link,
    "/imports/<str:key>/": lambda: {"key": "people.residents"},
    "/imports/<str:key>/template/": lambda: {"key": "people.residents"},
    "/imports/batch/<uuid:batch_id>/": checked,
    "/imports/batch/<uuid:batch_id>/begin/": batch,
    "/imports/batch/<uuid:batch_id>/columns/": batch,
    "/imports/batch/<uuid:batch_id>/report/": checked,
    "/imports/batch/<uuid:batch_id>/undo/": batch,
    "/notices/<uuid:message_id>/": message,
    "/open311/v2/requests/<slug:number>.json": request,
    "/open311/v2/requests/<slug:number>.xml": request,
    "/open311/v2/services/<slug:code>.json": lambda: {"code": "lift"},
    "/open311/v2/services/<slug:code>.xml": lambda: {"code": "lift"},
    "/people/<uuid:resident_id>/": resident,
    "/people/<uuid:resident_id>/change/": resident,
    "/people/<uuid:resident_id>/leaving/": resident,
    "/people/<uuid:resident_id>/link-code/": resident,
    "/people/<uuid:resident_id>/reveal/": resident,
    "/people/new/<slug:code>/": lambda: {"code": COMMUNITY},
    "/places/<uuid:building_id>/": building,
    "/places/<uuid:building_id>/change/": building,
    "/places/<uuid:building_id>/code/": building,
    "/places/codes/<slug:token>/end/": code,
    "/places/new/<slug:code>/": lambda: {"code": COMMUNITY},
    **dict.fromkeys(PROGRESS, case),
    "/q/<slug:token>/": code,
    "/received/<uuid:case_id>/": case,
    "/report/<slug:token>/": code,
    **outward.THINGS,
}
ALL = "GET POST PUT PATCH DELETE"
# Things that stand in no place: whoever is let in finds them, wherever their role is held.
PLACELESS = {
    "/accounts/roles/<slug:key>/": "GET",
    "/account/set-up/<str:token>/": ALL,
    "/calendar/<int:year>/": ALL,
    "/exports/<str:key>/": ALL,
    "/files/s/<str:token>/": ALL,
    "/files/s/<str:token>/thumb/": ALL,
    "/imports/<str:key>/": ALL,
    "/imports/<str:key>/template/": ALL,
    "/open311/v2/requests/<slug:number>.json": ALL,
    "/open311/v2/requests/<slug:number>.xml": ALL,
    "/q/<slug:token>/": ALL,
    "/report/<slug:token>/": ALL,
    "/report/<slug:token>/alike/": ALL,
    "/following/<uuid:follower_id>/": ALL,
    "/following/<uuid:follower_id>/answer/": ALL,
    "/following/<uuid:follower_id>/reopen/": ALL,
    "/cases/rates/plan/<slug:counted>/": ALL,
    "/cases/rates/<slug:part>/": ALL,
    "/mediation/success/<slug:part>/": ALL,
    "/figures/<slug:area>/<slug:month>/": ALL,
    "/function-list/<slug:community>/": ALL,
    "/figures/<slug:area>/<slug:month>/table.csv": ALL,
    "/open311/v2/services/<slug:code>.json": ALL,
    "/open311/v2/services/<slug:code>.xml": ALL,
    **dict.fromkeys(PROGRESS, ALL),  # these ask for what the reporter was given, not for a place
    "/received/<uuid:case_id>/": ALL,
    **(neighbours.PLACELESS | matters.PLACELESS | outward.PLACELESS | topics.PLACELESS),
}
# Addresses without a thing that are about COMMUNITY all the same, or about the whole house.
PLACED = {
    "/accounts/roles/new/": ALL,
    "/api/v1/cases/": "POST",
    "/api/v1/cases/bulk/": "POST",
    "/calendar/hours/": ALL,
    "/calendar/publish/": ALL,
    "/cases/limits/": "POST",
    "/mediation/limits/": "POST",
    "/cases/scoring/": "POST",
} | topics.PLACED


def is_placed(route: str, method: str) -> bool:
    """Whether a role has to be held in the right place for this call."""
    if route in PLACED:
        return method in PLACED[route].split()
    has_thing = THINGS.get(route, nothing) is not nothing
    return has_thing and method not in PLACELESS.get(route, "").split()
