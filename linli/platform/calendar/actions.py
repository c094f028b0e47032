"""Publishing the calendar. Each deed makes one new version; none changes an old one."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from linli.contracts.calendar import CalendarPublished
from linli.kernel import clock
from linli.kernel.errors import Invalid
from linli.kernel.events import publish
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.audit import trail
from linli.platform.calendar import almanac, notices, queries
from linli.platform.calendar.models import CalendarVersion
from linli.platform.calendar.notices import Notice
from linli.platform.calendar.rules import Hours, Window
from linli.platform.calendar.ticks import ZONE
from linli.platform.database import editions


@transaction.atomic
def publish_year(actor: Actor, notice: Notice) -> int:
    """Make `notice` the word on its year; answers the number of the version that says so.

    Saying again what already holds makes no version and no event. Raises Invalid for a notice that
    can't be the whole of its year's.
    """
    policy.require(actor, queries.PUBLISH, at=queries.EVERYWHERE)
    notices.check(notice)
    latest = _wait_for_turn()
    if notice in queries.notices_in(latest):
        return latest
    version = _new_version(actor)
    version.years.create(
        year=notice.year,
        source=notice.source,
        published=notice.published,
        days=notices.days_to_plain(notice.days),
    )
    trail.record(actor, "calendar.publish_year", version, year=notice.year)
    publish(CalendarPublished(version=version.number, year=notice.year))
    return version.number


@transaction.atomic
def set_hours(actor: Actor, since: date, windows: Sequence[Window]) -> int:
    """Let offices work in these windows from `since` on; answers the number of the version.

    Hours may not reach back: time already counted stays counted. Raises Invalid for a day gone by
    and for windows that overlap.
    """
    policy.require(actor, queries.PUBLISH, at=queries.EVERYWHERE)
    hours = _hours_to_come(since, windows)
    latest = _wait_for_turn()
    if hours in queries.hours_in(latest):
        return latest
    version = _new_version(actor)
    version.hours.create(since=since, windows=[str(each) for each in windows])
    trail.record(actor, "calendar.set_hours", version, since=since.isoformat())
    publish(CalendarPublished(version=version.number, year=since.year))
    return version.number


def adopt_notices(actor: Actor) -> list[int]:
    """Publish the years that the installed package knows and nobody has published yet."""
    published = queries.current().published
    new = [each for each in almanac.notices() if each.year not in published]
    return [publish_year(actor, each) for each in new]


def _hours_to_come(since: date, windows: Sequence[Window]) -> Hours:
    if since < clock.now().astimezone(ZONE).date():
        raise Invalid(
            _("办公时间不能改到过去，已经算好的时间不变。"), since=_("请选今天或以后的日期。")
        )
    return Hours(since, tuple(windows))


def _wait_for_turn() -> int:
    """Hold back other publications until this transaction ends, so that versions build on each other."""
    versions = CalendarVersion.objects.select_for_update().order_by("-number")
    list(versions[:1])
    return queries.latest_number()


def _new_version(actor: Actor) -> CalendarVersion:
    editions.renew()
    return CalendarVersion.objects.create(published_at=clock.now(), published_by=actor.account_id)
