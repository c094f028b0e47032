"""The things of addresses to which devices send."""

from collections.abc import Callable, Mapping
from typing import Any

from linli.kernel import clock
from linli.kernel.ids import new_id
from linli.platform.access.queries import actor_of
from linli.platform.accounts.models import Account
from linli.platform.field import actions
from linli.platform.field.rules import Parcel

Values = Mapping[str, Any]


def kept() -> Values:
    """What came from the secretary's device and waits: no app knows such a deed."""
    secretary = actor_of(Account.objects.get(username="secretary-near"))
    parcel = Parcel(client_id=new_id(), key="gone.deed", made_at=clock.now())
    return {"deed_id": actions.receive(actor=secretary, parcel=parcel).pk}


THINGS: Mapping[str, Callable[[], Values]] = {
    "/field/deeds/<uuid:deed_id>/": kept,
    "/field/deeds/<uuid:deed_id>/discard/": kept,
}
