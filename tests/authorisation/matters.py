"""Public matters for the matrix: one that everybody may read, and a photo that waits to be covered."""

from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image

from linli.domains.cases import actions as cases
from linli.domains.cases import queries
from linli.domains.cases.actions import Wish
from linli.domains.cases.models import Case
from linli.domains.cases.rules import Channel, Status
from linli.platform.access.actor import Actor, Kind, machine
from linli.platform.accounts.models import Account
from linli.platform.database import scope
from linli.platform.files.models import StoredFile
from tests.authorisation.people import COMMUNITY

HOUSE = machine("test")
Values = Mapping[str, Any]


def published() -> Case:
    """A case with a photo that everybody may read of."""
    picture = BytesIO()
    Image.new("RGB", (9, 9)).save(picture, "PNG")
    with scope.limited_to([COMMUNITY]):
        case = cases.report_case(
            actor=HOUSE, area=COMMUNITY, description="三号楼电梯门关不上", channel=Channel.WEB,
            category=queries.categories().get(code="lift"),
            photos=[ContentFile(picture.getvalue(), name="门.png")],
        )  # fmt: skip
        cases.make_public(actor=HOUSE, case=case, title="电梯门关不上")
    return case


def told_to_everybody() -> None:
    """A matter with a photo that is shown, a resident who follows it, and what they say of its result."""
    case = published()
    account = Account.objects.create(username="near", name="近邻", kind="resident")
    neighbour = Actor(Kind.RESIDENT, "near", account.pk)
    with scope.limited_to([COMMUNITY]):
        cases.show_photo(
            actor=HOUSE, case=case, original=StoredFile.objects.get(owner_id=case.pk), boxes=[]
        )
        cases.watch(actor=neighbour, wish=Wish(COMMUNITY))
        Case.objects.filter(pk=case.pk).update(status=Status.RESULT_REPORTED)
        cases.say_of_result(actor=neighbour, case=case, is_fixed=True)


def told() -> Values:
    return {"community": COMMUNITY, "number": published().number}


def case() -> Values:
    return {"case_id": published().pk}


def photo() -> Values:
    made = published()
    with scope.limited_to([COMMUNITY]):
        return {"case_id": made.pk, "file_id": StoredFile.objects.get(owner_id=made.pk).pk}


def community() -> Values:
    return {"community": COMMUNITY}


def own() -> Values:
    """What somebody follows is found by that resident alone."""
    return {}


ALL = "GET POST PUT PATCH DELETE"
TOLD = "/matters/<slug:community>/"
THINGS: Mapping[str, Callable[[], Values]] = {
    TOLD: community,
    f"{TOLD}<slug:number>/": told,
    f"{TOLD}about/<slug:code>/feed.atom": lambda: {"community": COMMUNITY, "code": "lift"},
    f"{TOLD}feed.atom": community,
    "/cases/<uuid:case_id>/public/": case,
    "/cases/<uuid:case_id>/public/<uuid:file_id>/": photo,
    "/cases/<uuid:case_id>/public/<uuid:file_id>/hide/": photo,
    "/cases/<uuid:case_id>/public/end/": case,
    "/cases/services/<slug:code>/publicity/": lambda: {"code": "lift"},
    "/cases/watching/<slug:community>/<slug:number>/say/": told,
    "/cases/watching/<slug:community>/add/": community,
    "/cases/watching/<uuid:watch_id>/end/": own,
}
# What is public is everybody's to read and to follow, wherever they live.
PLACELESS = dict.fromkeys(
    (route for route in THINGS if "<slug:community>" in route or "watch_id" in route), ALL
)
