"""Deliberations for the matrix: one that is open, one that is frozen, words that were taken out."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from linli.domains.council import actions
from linli.domains.council.actions import Assisted, Brought
from linli.domains.council.models import Contribution, Deliberation, Helpful
from linli.domains.council.rules.deliberation import Form, Publishing, Reason, Said, Step, Way
from linli.kernel import clock
from linli.platform.access.actor import machine
from linli.platform.database import scope
from tests.authorisation.people import COMMUNITY

Values = Mapping[str, Any]
HOUSE = machine("test")
BY_PHONE = Assisted(Way.PHONE, "13800000977", "见证人陈")


def _open() -> Deliberation:
    now = clock.now()
    return actions.open_deliberation(
        actor=HOUSE, area=COMMUNITY, question="电动车在哪里充电？", background="",
        seeds=["充电棚建在北门", "电动车不能进楼"], publishing=Publishing.AFTER,
        opens_at=now - timedelta(days=1), closes_at=now + timedelta(days=1),
    )  # fmt: skip


def _argument(talk: Deliberation) -> Contribution:
    return actions.enter_contribution(
        actor=HOUSE, talk=talk, assisted=BY_PHONE, form=Form.FOR, text="离消防车道近"
    )


def _frozen() -> Deliberation:
    talk = _open()
    with clock.stopped_at(talk.closes_at):
        actions.regroup(actor=HOUSE, talk=talk)
    talk.refresh_from_db()
    return talk


def talked() -> None:
    """A deliberation with votes on the web and by phone, an argument, a mark, a line of the log."""
    talk = _open()
    votes = [Brought(str(person), 1, Said.AGREE) for person in range(12)]
    actions.bring_in(actor=HOUSE, talk=talk, statements=[], votes=votes)
    actions.enter_opinions(actor=HOUSE, talk=talk, assisted=BY_PHONE, said={1: Said.AGREE})
    made = _argument(talk)
    Helpful.objects.create(argument=made, community_id=talk.community_id, reader="x")
    actions.moderate(actor=HOUSE, contribution=made, step=Step.REMOVE, reason=Reason.REPEATED)
    actions.regroup(actor=HOUSE, talk=talk)


def deliberation() -> Values:
    with scope.limited_to([COMMUNITY]):
        return {"deliberation_id": _open().pk}


def statement() -> Values:
    return {**deliberation(), "number": 1}


def frozen() -> Values:
    with scope.limited_to([COMMUNITY]):
        return {"deliberation_id": _frozen().pk}


def argument() -> Values:
    with scope.limited_to([COMMUNITY]):
        return {"contribution_id": _argument(_open()).pk}


ABOUT, WORDS = "/council/deliberations/<uuid:deliberation_id>/", "/council/contributions/"
THINGS: dict[str, Callable[[], Values]] = {
    ABOUT: deliberation,
    **{
        f"{ABOUT}{page}/": deliberation
        for page in (
            "vote", "own", "state", "results", "log", "queue", "enter", "words", "digest",
        )
    },
    **{f"{ABOUT}{page}/<int:number>/": statement for page in ("vote", "arguments")},
    **{f"{ABOUT}digest.{form}": frozen for form in ("docx", "json")},
    **{
        f"{WORDS}<uuid:contribution_id>/{deed}/": argument
        for deed in ("helpful", "appeal", "moderate", "answer")
    },
}  # fmt: skip
