"""How a matter becomes a case."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from linli.contracts.cases import CaseReported, CaseTakenOver
from linli.core.places.datum import Point
from linli.core.places.models import Asset
from linli.domains.cases.actions.begin import (
    LONGEST,
    NOBODY,
    Beginning,
    Reporter,
    check,
    describe,
    new_cases,
    new_contact,
)
from linli.domains.cases.actions.record import note
from linli.domains.cases.models import Case, Category
from linli.domains.cases.rules import ENTERED, Channel, Urgency
from linli.kernel import clock
from linli.kernel.errors import Invalid
from linli.kernel.events import publish
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.audit import trail
from linli.platform.database import rows
from linli.platform.files import actions as files
from linli.platform.files.actions import Upload

PHOTOS_AT_MOST = 6


def report_case(
    *,
    actor: Actor,
    area: str,
    description: str,
    channel: Channel,
    urgency: Urgency = Urgency.NORMAL,
    category: Category | None = None,
    location: str = "",
    building_id: UUID | None = None,
    asset: Asset | None = None,
    point: Point | None = None,
    reporter: Reporter = NOBODY,
    photos: Sequence[Upload] = (),
    submission_id: UUID | None = None,
) -> Case:
    """Take up a matter at `area`, a community or grid code, and promise when it will be answered.

    The same `submission_id` gives the case of the first time. Raises Invalid for a field to mend.
    """
    policy.require(actor, "cases.report", at=area)
    _require_worker(actor, channel, area)

    check(description, reporter)
    _check_photos(photos)

    with transaction.atomic(savepoint=bool(photos)):  # from here on, only a photo can be refused
        (case,) = new_cases(actor, channel, [Beginning(area, urgency, category, clock.now())])
        describe(case, description, location, point, asset)
        case.building_id, case.submission_id = building_id, submission_id
        if (first := _insert(case)) is not case:
            return first
        if reporter.name or reporter.phone:
            rows.insert(new_contact(case, reporter))
        _keep_photos(actor, case, photos)
        said = _said(channel, reporter)
        note(case, "report", actor, public=True, **said)
        trail.record(actor, "cases.report", case, **said)
        publish(_reported(case, channel))
    return case


@transaction.atomic
def take_over(*, actor: Actor, area: str, words: str, origin_id: UUID) -> Case:
    """Handle as a case what a meeting resolved or the council decided; told again, it is the same case.

    Whoever asked hears of the case by its `origin_id`.
    """
    policy.require(actor, "cases.report", at=area)

    case = report_case(
        actor=actor, area=area, description=words, channel=Channel.COUNCIL, submission_id=origin_id
    )

    publish(CaseTakenOver(case_id=case.pk, area=case.area, number=case.number, origin_id=origin_id))
    return case


def _require_worker(actor: Actor, channel: Channel, area: str) -> None:
    if channel in ENTERED:
        policy.require(actor, "cases.enter", at=area)


def _said(channel: Channel, reporter: Reporter) -> dict[str, Any]:
    """How it came, and on whose behalf a worker entered it; who it was is the contact's to know."""
    return {"channel": channel} | ({"on_behalf": reporter.behalf} if reporter.behalf else {})


def _reported(case: Case, channel: Channel) -> CaseReported:
    return CaseReported(
        case_id=case.pk, area=case.area, channel=channel, reported_at=case.reported_at
    )


@transaction.atomic
def add_words(*, actor: Actor, case: Case, words: str, photos: Sequence[Upload] = ()) -> None:
    """Let the reporter add to what was reported, at any time."""
    policy.require(actor, "cases.answer", at=case)

    if not words.strip() and not photos:
        raise Invalid(_("请写下补充的情况，或者添加一张照片。"), words=_("这里还是空的。"))

    _keep_photos(actor, case, photos)
    note(case, "add", actor, words.strip()[:LONGEST], public=True)

    trail.record(actor, "cases.add_words", case)


def _check_photos(photos: Sequence[Upload]) -> None:
    if len(photos) > PHOTOS_AT_MOST:
        words = _("一次最多添加 %d 张照片，其余的可以在提交后补充。") % PHOTOS_AT_MOST
        raise Invalid(words, photos=words)


def _insert(case: Case) -> Case:
    """Write the case, or find the one that the same submission made before."""
    try:
        with transaction.atomic(savepoint=case.submission_id is not None):
            rows.insert(case)
    except IntegrityError:
        first = Case.objects.filter(submission_id=case.submission_id).first()
        if case.submission_id is None or first is None:
            raise
        return first
    return case


def _keep_photos(actor: Actor, case: Case, photos: Sequence[Upload]) -> None:
    for photo in photos:
        files.keep_photo(
            actor, photo, owner_kind="cases.report", owner_id=case.pk,
            community_id=case.community_id, area=case.area,
        )  # fmt: skip
