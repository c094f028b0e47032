"""Who takes up and leaves the posts of the organisation of a community."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from linli.domains.meetings import queries
from linli.domains.meetings.actions.record import require_words
from linli.domains.meetings.models import Post, Tenure
from linli.domains.meetings.rules.posts import Office, tier_of
from linli.kernel import clock
from linli.kernel.errors import Invalid
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.audit import trail
from linli.platform.database import rows


@transaction.atomic
def appoint(
    *,
    actor: Actor,
    area: str,
    organisation: str,
    office: Office,
    holder: str,
    since: date,
    term_ends_on: date | None = None,
) -> Tenure:
    """Enter who holds a post from a day on; a post that is new comes into being with it.

    Raises PostNotHere for an office that the level doesn't have, Invalid for a term that is none.
    """
    policy.require(actor, "meetings.appoint", at=area)

    organisation = require_words(organisation, "organisation", _("请写明组织的名称。"))
    holder = require_words(holder, "holder", _("请写明任职人姓名。"))
    tier = tier_of(area, office)
    _check(since, term_ends_on)

    post, _is_new = Post.objects.get_or_create(
        area=area, organisation=organisation, office=office,
        defaults={"tier": tier, "community": queries.division_of(area)},
    )  # fmt: skip
    tenure = Tenure(
        post=post, community_id=post.community_id, holder=holder, since=since,
        term_ends_on=term_ends_on,
    )  # fmt: skip
    try:
        with transaction.atomic():
            rows.insert(tenure)
    except IntegrityError:
        words = _("这个人已经担任这个职务。")
        raise Invalid(words, holder=words) from None

    trail.record(actor, "meetings.appoint", post, tenure=str(tenure.pk))
    return tenure


@transaction.atomic
def leave_post(*, actor: Actor, tenure: Tenure) -> Tenure:
    """End somebody's time in a post today; the line stays as history."""
    policy.require(actor, "meetings.appoint", at=tenure.post)

    tenure = rows.fetch(Tenure, tenure.pk, lock=True)
    tenure.left_on = tenure.left_on or clock.local_date(clock.now())
    rows.update(tenure, ["left_on"])

    trail.record(actor, "meetings.leave_post", tenure.post, tenure=str(tenure.pk))
    return tenure


def _check(since: date, term_ends_on: date | None) -> None:
    if since > clock.local_date(clock.now()):
        words = _("任职日期不能晚于今天。")
        raise Invalid(words, since=words)
    if term_ends_on is not None and term_ends_on <= since:
        words = _("任期要在任职以后结束。")
        raise Invalid(words, term_ends_on=words)
