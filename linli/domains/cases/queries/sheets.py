"""What is put on paper. Paper leaves the house, so each sheet that is opened stands in the trail."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from linli.domains.cases.models import Case, SavedView
from linli.domains.cases.queries.board import Board, board
from linli.domains.cases.queries.reading import get, visible_to
from linli.kernel.errors import NotFound
from linli.platform.access.actor import Actor
from linli.platform.audit import trail
from linli.platform.database import editions

MOST_ON_PAPER = 500


def sheet_of(actor: Actor, case_id: UUID) -> Case:
    """The case for a sheet of paper; the look stands in the trail."""
    case = get(actor, case_id)
    trail.record(actor, "cases.print", case, person_id=case.reported_by)
    return case


def board_on_paper(actor: Actor, choice: Mapping[str, Any]) -> Board:
    """The rows of the board from its top, MOST_ON_PAPER at most; each stands in the trail."""
    found = board(actor, **choice, rows=MOST_ON_PAPER)
    shown = visible_to(actor).filter(pk__in=[line.id for line in found.lines])
    trail.record_many(actor, "cases.print_list", list(shown.only("pk", "area")))
    return found


def saved_views(actor: Actor) -> Sequence[SavedView]:
    """The actor's own named views of the board, by name; nobody else's."""
    return _views_of(actor.account_id) if actor.account_id else ()


def saved_view(actor: Actor, view_id: UUID) -> SavedView:
    """One of the actor's own views; raises NotFound for any other."""
    view = _own(actor).filter(pk=view_id).first()
    if view is None:
        raise NotFound(_("没有找到这个视图。"))
    return view


@editions.kept
def _views_of(account_id: UUID) -> Sequence[SavedView]:
    return list(SavedView.objects.filter(account_id=account_id).order_by("name"))


def _own(actor: Actor) -> QuerySet[SavedView]:
    if actor.account_id is None:
        return SavedView.objects.none()
    return SavedView.objects.filter(account_id=actor.account_id)
