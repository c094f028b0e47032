"""Naming a filter of the board, to come back to it."""

from django.db import transaction
from django.utils.translation import gettext as _

from linli.domains.cases.models import SavedView
from linli.kernel import clock
from linli.kernel.errors import Invalid
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.audit import trail
from linli.platform.database import editions

MOST_VIEWS = 20


@transaction.atomic
def save_view(*, actor: Actor, name: str, query: str) -> SavedView:
    """Keep this filter under this name; a name of one's own that is known gets the new filter."""
    policy.require_anywhere(actor, "cases.view")

    if actor.account_id is None:
        raise Invalid(_("只有登录的工作人员可以保存视图。"))
    mine = SavedView.objects.filter(account_id=actor.account_id)
    if mine.exclude(name=name).count() >= MOST_VIEWS:
        raise Invalid(_("最多保存 20 个视图，请先删去不用的。"), name=_("最多保存 20 个视图。"))

    view, _new = SavedView.objects.update_or_create(
        account_id=actor.account_id, name=name,
        defaults={"query": query, "saved_at": clock.now()},
    )  # fmt: skip

    editions.renew()
    trail.record(actor, "cases.save_view", view)
    return view


@transaction.atomic
def remove_view(*, actor: Actor, view: SavedView) -> None:
    """Forget a view of one's own (`queries.saved_view`)."""
    policy.require_anywhere(actor, "cases.view")

    trail.record(actor, "cases.remove_view", view)
    view.delete()
    editions.renew()
