"""Public assets for the matrix: a lamp."""

from collections.abc import Callable, Mapping
from typing import Any

from linli.core.places import actions
from linli.core.places.actions import Told
from linli.core.places.kinds import Kind
from linli.core.places.models import Asset
from linli.platform.access.actor import machine
from linli.platform.database import scope
from tests.authorisation.people import COMMUNITY

HOUSE = machine("test")


def asset() -> Mapping[str, Any]:
    told = Told(f"LD-{Asset.objects.count()}", Kind.LAMP, "东门")
    with scope.limited_to([COMMUNITY]):
        (made,), _known = actions.bring_in_assets(actor=HOUSE, area=COMMUNITY, told=[told])
    return {"asset_id": made.pk}


ABOUT = "/places/assets/<uuid:asset_id>/"
THINGS: dict[str, Callable[[], Mapping[str, Any]]] = {
    f"{ABOUT}{deed}": asset for deed in ("", "code/", "retire/")
}
