"""What every case begins with, whether it comes alone or among a thousand: unsaved rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.utils.translation import gettext as _

from linli.core.divisions.rules import community_of, subdistrict_of
from linli.core.places.datum import Point
from linli.core.places.models import Asset
from linli.domains.cases import queries, rules
from linli.domains.cases.actions import clockwork
from linli.domains.cases.models import Case, Category, Contact
from linli.domains.cases.rules import Behalf, Channel, ClockKind, Urgency
from linli.kernel import clock
from linli.kernel.errors import Invalid
from linli.kernel.ids import new_id
from linli.kernel.wording import wording
from linli.platform.access.actor import Actor, Kind
from linli.platform.calendar import queries as calendars
from linli.platform.calendar.rules import WorkingCalendar
from linli.platform.database.secrecy import blind, is_phone, normalise_phone

LONGEST = 4000
AT_A_COUNTER = frozenset({Channel.COUNTER, Channel.PHONE, Channel.IMPORT})


@dataclass(frozen=True, slots=True)
class Reporter:
    """How to reach whoever reported; both may stay empty. `behalf`: for whom a worker enters it.

    A confidential reporter is known only to those who may reveal contacts and have no part in it.
    """

    name: str = ""
    phone: str = ""
    behalf: Behalf | None = None
    is_confidential: bool = False


NOBODY = Reporter()


@dataclass(frozen=True, slots=True)
class Beginning:
    """Where and when a case begins, and what its promises depend on."""

    area: str
    urgency: Urgency
    category: Category | None
    at: datetime


def check(description: str, reporter: Reporter) -> None:
    """Raise Invalid unless these words can be taken up and this reporter be called."""
    if not description.strip():
        raise Invalid(_("请用一句话说说是什么事。"), description=_("请写下要反映的事情。"))
    if len(description) > LONGEST:
        words = _("请缩短到 %d 个字以内，其余情况可以在提交后补充。") % LONGEST
        raise Invalid(words, description=words)
    check_phone(reporter)


def check_phone(reporter: Reporter) -> None:
    """Raise Invalid for a phone that nobody could be called on; none at all is fine."""
    if reporter.phone and not is_phone(reporter.phone):
        words = _("这个号码拨不通，请核对后重填，例如 13800000000 或 0571-88000000。")
        raise Invalid(words, phone=words)


def new_cases(by: Actor, channel: Channel, beginnings: Sequence[Beginning]) -> list[Case]:
    """A case for each beginning, in its order; one query, however many."""
    serials, calendar = next_serials(len(beginnings)), calendars.current()
    return [
        _new_case(by, channel, each, serial, calendar)
        for each, serial in zip(beginnings, serials, strict=True)
    ]


def _new_case(
    by: Actor,
    channel: Channel,
    beginning: Beginning,
    serial: int,
    calendar: WorkingCalendar,
) -> Case:
    """A case with its two promises: the feedback and the solution."""
    area, at = beginning.area, beginning.at
    limits = queries.time_limits(beginning.category, beginning.urgency, at=at)
    feedback = clockwork.start(at, limits[ClockKind.FEEDBACK], calendar)
    solution = clockwork.start(at, limits[ClockKind.SOLUTION], calendar)
    by_hand = channel in AT_A_COUNTER
    return Case(
        id=new_id(),
        number=rules.case_number(clock.local_date(at), serial),
        community_id=community_of(area),
        subdistrict=subdistrict_of(area),
        area=area,
        channel=channel,
        urgency=beginning.urgency,
        category=beginning.category,
        reported_by=by.account_id if by.kind == Kind.RESIDENT else None,
        entered_by=by.account_id if by_hand else None,
        reported_at=at,
        feedback_clock=feedback.log,
        feedback_due_at=feedback.due_at,
        solution_clock=solution.log,
        due_at=solution.due_at,
        provisional=solution.provisional,
        calendar_version=calendar.version,
    )


def describe(
    case: Case, description: str, location: str, point: Point | None, asset: Asset | None = None
) -> None:
    """Write into the case what was said, and where it is: where its asset is if nobody said where."""
    case.description, case.location = description.strip(), location.strip()
    case.wording = wording(case.description)
    if asset is not None:
        case.asset_id, case.location = asset.pk, case.location or asset.location
        point = point or asset.point
    if point is not None:
        case.latitude, case.longitude, case.datum = point.latitude, point.longitude, point.datum


def new_contact(case: Case, reporter: Reporter) -> Contact:
    phone = normalise_phone(reporter.phone)
    return Contact(
        case=case,
        community_id=case.community_id,
        name=reporter.name.strip(),
        phone=phone,
        phone_index=blind(phone, "phone"),
        is_confidential=reporter.is_confidential,
    )


def next_serials(count: int) -> list[int]:
    """As many serials of case numbers, which nobody else is given."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('cases_serial') FROM generate_series(1, %s)", [count])
        return [int(serial) for (serial,) in cursor.fetchall()]
