"""What every deed on an import needs: its place in the life of an import, and whose it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from linli.kernel.errors import DomainError
from linli.platform.access.actor import COMMUNITY_DIGITS, Actor
from linli.platform.access.queries import actor_of
from linli.platform.database import aside, scope
from linli.platform.exports.writers import Tick
from linli.platform.imports.errors import NotThisStep
from linli.platform.imports.models import ImportBatch
from linli.platform.imports.rules import AGAIN, MAY, State

PROGRESS = "UPDATE imports_importbatch SET progress = %s WHERE id = %s"


def require_step(batch: ImportBatch, deed: str) -> None:
    """Raise NotThisStep unless `deed` may follow on the state the batch is in, and its file is still here."""
    state = State(batch.state)
    is_again = state == AGAIN[deed] and bool(batch.problem)
    if not batch.store_key or (state not in MAY[deed] and not is_again):
        raise NotThisStep


def note(batch: ImportBatch, **facts: Any) -> None:
    """Write these facts of the batch, here and in the database."""
    for name, value in facts.items():
        setattr(batch, name, value)
    ImportBatch.objects.filter(pk=batch.pk).update(**facts)


def telling(batch: ImportBatch) -> Tick:
    """A tick that tells the page how many rows have been looked at, while the work's transaction runs."""

    def tick(rows: int) -> None:
        with aside.cursor() as cursor:
            cursor.execute(PROGRESS, [rows, batch.pk])

    return tick


@contextmanager
def inside(area: str) -> Iterator[None]:
    """Work in the communities of `area` only, wherever else the actor may go."""
    with scope.limited_to([area[:COMMUNITY_DIGITS]]):
        yield


@contextmanager
def as_sender(batch: ImportBatch, refused: State = State.STOPPED) -> Iterator[Actor]:
    """A job acts as whoever sent the file, with what they may do now, in their language.

    A refusal takes the batch to `refused` with its words. After anything unforeseen the job is tried
    again by itself, and the page offers to ask for it anew.
    """
    if batch.account is None:
        raise NotThisStep
    try:
        with translation.override(batch.language), inside(batch.area):
            yield actor_of(batch.account)
    except DomainError as refusal:
        note(batch, state=refused, problem=str(refusal)[:300])
    except Exception:
        note(batch, problem=_("处理时出错，系统会自动再试；如一直失败，请联系系统管理员。"))
        raise
