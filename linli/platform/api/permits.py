"""Who may call at all, asked before what they sent is read."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.http import HttpResponse
from ninja.decorators import decorate_view

from linli.kernel.errors import NotPermitted
from linli.platform.access import policy
from linli.platform.access.actor import ActingRequest, Kind
from linli.platform.api.house import refuse

View = TypeVar("View", bound=Callable[..., Any])
Run = Callable[..., HttpResponse]


def needs(*permissions: str) -> Callable[[View], View]:
    """Turn away whoever holds none of these anywhere, whatever the shape of the call.

    The deed asks again, at its place. A visitor goes on, to be asked to sign in.
    """

    def asking(run: Run) -> Run:
        @wraps(run)
        def asked(request: ActingRequest, *args: Any, **values: Any) -> HttpResponse:
            try:
                if request.actor.kind != Kind.VISITOR:
                    policy.require_anywhere(request.actor, *permissions)
            except NotPermitted as refusal:
                return refuse(request, refusal)
            return run(request, *args, **values)

        return asked

    return decorate_view(asking)
