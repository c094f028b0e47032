"""Proposals for the matrix: one with its supporters, one that hangs out, one whose task is under way."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image

from linli.domains.council import actions
from linli.domains.council.actions import Behalf, Proof, Said
from linli.domains.council.models import EffectAnswer, Proposal
from linli.domains.council.rules.proposals import Criterion
from linli.domains.council.views.proposal_deeds import DEEDS
from linli.kernel import clock
from linli.kernel.ids import new_id
from linli.platform.access.actor import machine
from linli.platform.database import scope
from tests.authorisation.people import COMMUNITY

Values = Mapping[str, Any]
HOUSE = machine("test")
SAID = Said("北门装路灯", "北门没有路灯", "装三盏灯")
DAY = timedelta(days=1)


def _photo() -> ContentFile:
    picture = BytesIO()
    Image.new("RGB", (9, 9)).save(picture, "PNG")
    return ContentFile(picture.getvalue(), name="公示.png")


def _made() -> Proposal:
    return actions.propose(actor=HOUSE, area=COMMUNITY, said=SAID)


def _posted() -> Proposal:
    """A proposal that was decided and hangs out since three days."""
    begun = clock.now() - 4 * DAY
    worker = replace(HOUSE, account_id=new_id())
    with clock.stopped_at(begun):
        made = _made()
        for tail in range(3):
            behalf = Behalf("孙", f"1380000010{tail}", "见证人陈")
            actions.support(actor=worker, proposal=made, behalf=behalf)
        made = actions.take_step(actor=HOUSE, proposal=made, step="propose")
    for step, after, proof in (
        ("deliberate", 1, Proof(words="同意")), ("decide", 2, Proof(files=[_photo()])),
    ):  # fmt: skip
        with clock.stopped_at(begun + after * DAY):
            made = actions.take_step(actor=HOUSE, proposal=made, step=step, proof=proof)
    actions.post_decision(
        actor=HOUSE, proposal=made, place="北门", posted_at=begun + 3 * DAY, photos=[_photo()]
    )
    actions.object_to_decision(actor=HOUSE, proposal=made, words="刺眼")
    actions.add_task(actor=worker, proposal=made, words="买灯", days=5)
    return made


def followed() -> None:
    """A proposal that had everything, one that was refused, a meeting whose minutes are signed."""
    made = _posted()
    actions.answer_decision(actor=HOUSE, objection=made.objections.get(), answer="加灯罩")
    with clock.stopped_at(clock.now() + 30 * DAY):
        actions.take_step(actor=HOUSE, proposal=made, step="publicise")
        actions.report_progress(actor=HOUSE, task=made.tasks.get(), percent=100, words="装好了")
        EffectAnswer.objects.create(
            proposal=made, community_id=made.community_id, person="x", helped=True, at=clock.now()
        )
    with clock.stopped_at(clock.now() + 90 * DAY):
        actions.review_effect(
            actor=HOUSE,
            proposal=made,
            measure="摔倒",
            before=Decimal(3),
            after=Decimal(0),
            words="好",
        )
    refused = _made()
    actions.amend(actor=HOUSE, proposal=refused, problem="北门太黑", remedy="装两盏", reason="省")
    actions.refuse_proposal(
        actor=HOUSE, proposal=refused, criterion=Criterion.DOUBLE, words="已有一条"
    )
    actions.note_meeting(actor=HOUSE, meeting_id=new_id(), area=COMMUNITY, kind="four_party")


def proposal() -> Values:
    with scope.limited_to([COMMUNITY]):
        return {"proposal_id": _made().pk}


def amendment() -> Values:
    with scope.limited_to([COMMUNITY]):
        made = actions.amend(
            actor=HOUSE, proposal=_made(), problem="北门太黑", remedy="装两盏", reason="省"
        )
        return {"amendment_id": made.pk}


def objection() -> Values:
    with scope.limited_to([COMMUNITY]):
        return {"objection_id": _posted().objections.get().pk}


def task() -> Values:
    with scope.limited_to([COMMUNITY]):
        return {"task_id": _posted().tasks.get().pk}


ABOUT = "/council/proposals/<uuid:proposal_id>/"
THINGS: dict[str, Callable[[], Values]] = {
    ABOUT: proposal,
    **{f"{ABOUT}{key}/": proposal for key, deed in DEEDS.items() if deed.is_whole},
    "/council/proposals/amendments/<uuid:amendment_id>/": amendment,
    "/council/proposals/postings/objections/<uuid:objection_id>/": objection,
    "/council/proposals/tasks/<uuid:task_id>/": task,
}
