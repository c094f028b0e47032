"""What the addresses with a parameter are about, and what a call has to bring to be judged.

A row of the matrix whose address has a parameter needs a line here. THINGS make one thing in
COMMUNITY and answer the values of its address; `{}` says that what is asked for can't be made here,
and then nobody who is let in finds it. BODIES are what the call sends.
"""

from collections.abc import Callable, Mapping
from typing import Any

from linli.platform.access.actor import machine
from linli.platform.accounts.models import Account
from linli.platform.api.actions import create_key
from tests.authorisation.people import SUBDISTRICT, enter

Values = Mapping[str, Any]


def nothing() -> Values:
    """Something that is found by its owner alone, or by nobody."""
    return {}


def account() -> Values:
    made = Account.objects.create(
        username="clerk", name="小李", kind="staff", area=f"{SUBDISTRICT}001"
    )
    return {"account_id": made.pk}


def key() -> Values:
    program = enter("meter", "service", "community_worker", is_near=True)
    return {"key_id": create_key(actor=machine("test"), account=program, name="表").key.pk}


THINGS: Mapping[str, Callable[[], Values]] = {
    "/accounts/<uuid:account_id>/": account,
    "/accounts/<uuid:account_id>/close/": account,
    "/accounts/<uuid:account_id>/grant/": account,
    "/accounts/<uuid:account_id>/reopen/": account,
    "/accounts/<uuid:account_id>/reset-factor/": account,
    "/accounts/<uuid:account_id>/set-up/": account,
    "/accounts/roles/<slug:key>/": lambda: {"key": "grid_worker"},
    "/accounts/roles/<slug:key>/restore/": lambda: {"key": "grid_worker"},
    "/api/keys/<uuid:key_id>/end/": key,
}
BODIES: Mapping[str, Values] = {
    "/jobs/retry/": {"job": 1},
}
