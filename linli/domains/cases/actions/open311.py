"""What other systems do beyond reporting: answers to questions, pictures by address and by hand."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from linli.domains.cases.actions.record import note
from linli.domains.cases.actions.report import PHOTOS_AT_MOST, report_case
from linli.domains.cases.models import Case, MediaLink, Question, Reply
from linli.domains.cases.rules import Channel
from linli.domains.cases.rules.asking import FETCH_AGAIN, Fetching
from linli.kernel import clock
from linli.kernel.errors import Invalid
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.audit import trail
from linli.platform.database import rows
from linli.platform.files import actions as files
from linli.platform.files.actions import Upload


class Fetched(BytesIO):
    """A picture that came from elsewhere; its name there means nothing here."""

    name = "photo"


@transaction.atomic
def report_request(
    *,
    actor: Actor,
    replies: Mapping[Question, Sequence[str]],
    media_url: str = "",
    **reported: Any,
) -> Case:
    """Take up a request of Open311: a case like any other, with its answers, and a picture to come.

    `reported` is what `report_case` takes.
    """
    case = report_case(actor=actor, channel=Channel.OPEN311, **reported)
    for question, values in replies.items():
        told = json.dumps(list(values), ensure_ascii=False)
        rows.insert(
            Reply(case=case, community_id=case.community_id, question=question, values=told)
        )
    if media_url:
        rows.insert(
            MediaLink(
                case=case, community_id=case.community_id, address=media_url, due_at=clock.now()
            )
        )
    return case


@transaction.atomic
def attach_photos(*, actor: Actor, case: Case, photos: Sequence[Upload]) -> None:
    """Keep photos that a program sends after its request; allowed to whoever may report there."""
    policy.require(actor, "cases.report", at=case)

    if not photos or len(photos) > PHOTOS_AT_MOST:
        words = _("一次添加 1 至 %d 张照片。") % PHOTOS_AT_MOST
        raise Invalid(words, photo=words)

    for photo in photos:
        _keep(actor, case, photo)
    note(case, "photos", actor, public=True)
    trail.record(actor, "cases.attach_photos", case, number=len(photos))


@transaction.atomic
def keep_media(*, actor: Actor, link: MediaLink, content: bytes) -> bool:
    """Keep the picture that was fetched; False when another worker was first.

    Raises a FileRefused for what isn't a sound picture.
    """
    policy.require(actor, "cases.report", at=link.case)
    if (found := _waiting(link)) is None:
        return False
    _keep(actor, found.case, Fetched(content))
    _settle(found, Fetching.KEPT)
    note(found.case, "photos", actor, public=True)
    trail.record(actor, "cases.keep_media", found.case)
    return True


@transaction.atomic
def miss_media(*, actor: Actor, link: MediaLink, reason: str, is_passing: bool) -> bool:
    """Say honestly that the picture couldn't be fetched, and where it is; whether it's tried again."""
    policy.require(actor, "cases.report", at=link.case)
    if (found := _waiting(link)) is None:
        return False
    again = _again(found, clock.now()) if is_passing else None
    found.tries += 1
    if again:
        found.due_at = again
        found.save(update_fields=["tries", "due_at"])
        return True
    words = _("%(reason)s 原网址：%(address)s") % {"reason": reason, "address": found.address}
    note(found.case, "photo_missed", actor, words[:2000], public=True)
    _settle(found, Fetching.MISSED)
    trail.record(actor, "cases.miss_media", found.case)
    return False


def _again(link: MediaLink, now: datetime) -> datetime | None:
    return now + FETCH_AGAIN[link.tries] if link.tries < len(FETCH_AGAIN) else None


def _waiting(link: MediaLink) -> MediaLink | None:
    locked = MediaLink.objects.select_for_update(of=("self",)).select_related("case")
    return locked.filter(pk=link.pk, state=Fetching.WAITING).first()


def _settle(link: MediaLink, state: Fetching) -> None:
    link.state, link.address = state, ""
    link.save(update_fields=["state", "address", "tries"])


def _keep(actor: Actor, case: Case, photo: Upload) -> None:
    files.keep_photo(
        actor, photo, owner_kind="cases.report", owner_id=case.pk,
        community_id=case.community_id, area=case.area,
    )  # fmt: skip
