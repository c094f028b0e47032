"""Proof that notice and result hang where everybody passes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from linli.domains.council.models import Posting, Vote
from linli.domains.council.rules.course import Posted
from linli.domains.council.rules.life import Status
from linli.kernel import clock
from linli.kernel.errors import Invalid
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.audit import trail
from linli.platform.database import rows
from linli.platform.files import actions as files
from linli.platform.files.actions import Upload

PHOTO = "council.posting"  # owner kind of the kept file


@dataclass(frozen=True, slots=True)
class Hung:
    """What hangs where, and since when."""

    what: Posted
    location: str
    posted_at: datetime


@transaction.atomic
def prove_posting(*, actor: Actor, vote: Vote, hung: Hung, photos: Sequence[Upload]) -> Posting:
    """Keep where and when something was posted, by whom, with at least one photo of it."""
    policy.require(actor, "council.enter", at=vote)

    _check(vote, hung, photos)
    made = rows.insert(
        Posting(
            vote=vote, community_id=vote.community_id, what=hung.what,
            location=hung.location.strip(), posted_at=hung.posted_at, recorded_at=clock.now(),
            by=actor.account_id, by_name=actor.name,
        )
    )  # fmt: skip
    for photo in photos:
        files.keep_photo(
            actor, photo, owner_kind=PHOTO, owner_id=made.pk, community_id=vote.community_id,
            area=vote.area,
        )  # fmt: skip
    trail.record(actor, "council.prove_posting", vote, what=hung.what, posting=str(made.pk))
    return made


def _check(vote: Vote, hung: Hung, photos: Sequence[Upload]) -> None:
    since = vote.published_at if hung.what == Posted.RESULT else vote.noticed_at
    if since is None or vote.status == Status.DISPUTED:
        raise Invalid(_("结果还没有公布，不能登记结果的张贴。"), what=_("请选择。"))
    if not since.replace(second=0, microsecond=0) <= hung.posted_at <= clock.now():
        told = _("张贴时间要在公告或公布以后，并且不晚于现在。")
        raise Invalid(told, posted_at=told)
    if not hung.location.strip():
        raise Invalid(_("请写明贴在哪里。"), location=_("请写明贴在哪里。"))
    if not photos:
        raise Invalid(_("请附上张贴的照片。"), photos=_("请附上张贴的照片。"))
