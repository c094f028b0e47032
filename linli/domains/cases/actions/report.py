"""How a matter becomes a case."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from linli.contracts.cases import CaseReported
from linli.core.divisions.rules import community_of, subdistrict_of
from linli.core.places.datum import Point
from linli.domains.cases import queries, rules
from linli.domains.cases.actions import clockwork
from linli.domains.cases.actions.record import note
from linli.domains.cases.models import Case, Category, Contact
from linli.domains.cases.rules import Channel, ClockKind, Urgency
from linli.kernel import clock
from linli.kernel.errors import Invalid
from linli.kernel.events import publish
from linli.kernel.ids import new_id
from linli.platform.access import policy
from linli.platform.access.actor import Actor, Kind
from linli.platform.audit import trail
from linli.platform.calendar import queries as calendars
from linli.platform.database.secrecy import blind, is_phone, normalise_phone
from linli.platform.files import actions as files
from linli.platform.files.actions import Upload

LONGEST = 4000
PHOTOS_AT_MOST = 6
AT_A_COUNTER = frozenset({Channel.COUNTER, Channel.PHONE, Channel.IMPORT})


@dataclass(frozen=True, slots=True)
class Reporter:
    """How to reach whoever reported; both may stay empty."""

    name: str = ""
    phone: str = ""


NOBODY = Reporter()


@transaction.atomic
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
    point: Point | None = None,
    reporter: Reporter = NOBODY,
    photos: Sequence[Upload] = (),
    submission_id: UUID | None = None,
    external_ref: str = "",
    reported_at: datetime | None = None,
) -> Case:
    """Take up a matter at `area`, a community or grid code, and promise when it will be answered.

    The same `submission_id` gives the case of the first time, so that a double click makes one.
    A case from another system keeps its number there (`external_ref`) and the time since which its
    promises run (`reported_at`). Raises Invalid naming the field that has to be mended.
    """
    policy.require(actor, "cases.report", at=area)

    _check(description, reporter, photos)

    case = _new_case(actor, area, channel, urgency, category, reported_at or clock.now())
    case.description, case.location = description.strip(), location.strip()
    case.building_id, case.submission_id = building_id, submission_id
    case.external_ref = external_ref.strip()
    if point is not None:
        case.latitude, case.longitude, case.datum = point.latitude, point.longitude, point.datum
    if (first := _insert(case)) is not case:
        return first
    _write_contact(case, reporter)
    _keep_photos(actor, case, photos)
    note(case, "report", actor, public=True, at=case.reported_at, channel=channel)

    trail.record(actor, "cases.report", case, channel=channel)
    publish(
        CaseReported(case_id=case.pk, area=case.area, channel=channel, reported_at=case.reported_at)
    )
    return case


@transaction.atomic
def add_words(*, actor: Actor, case: Case, words: str, photos: Sequence[Upload] = ()) -> None:
    """Let the reporter add to what was reported, at any time."""
    policy.require(actor, "cases.answer", at=case)

    if not words.strip() and not photos:
        raise Invalid(_("请写下补充的情况，或者添加一张照片。"), words=_("这里还是空的。"))

    _keep_photos(actor, case, photos)
    note(case, "add", actor, words.strip()[:LONGEST], public=True)

    trail.record(actor, "cases.add_words", case)


def _check(description: str, reporter: Reporter, photos: Sequence[Upload]) -> None:
    if not description.strip():
        raise Invalid(_("请用一句话说说是什么事。"), description=_("请写下要反映的事情。"))
    if len(description) > LONGEST:
        words = _("请缩短到 %d 个字以内，其余情况可以在提交后补充。") % LONGEST
        raise Invalid(words, description=words)
    if reporter.phone and not is_phone(reporter.phone):
        words = _("这个号码拨不通，请核对后重填，例如 13800000000 或 0571-88000000。")
        raise Invalid(words, phone=words)
    if len(photos) > PHOTOS_AT_MOST:
        words = _("一次最多添加 %d 张照片，其余的可以在提交后补充。") % PHOTOS_AT_MOST
        raise Invalid(words, photos=words)


def _new_case(
    actor: Actor,
    area: str,
    channel: Channel,
    urgency: Urgency,
    category: Category | None,
    at: datetime,
) -> Case:
    """A case with its two promises: the feedback and the solution."""
    calendar = calendars.current()
    limits = queries.time_limits(category, urgency, at=at)
    feedback = clockwork.start(at, limits[ClockKind.FEEDBACK], calendar)
    solution = clockwork.start(at, limits[ClockKind.SOLUTION], calendar)
    by_hand = channel in AT_A_COUNTER
    return Case(
        id=new_id(),
        number=rules.case_number(clock.local_date(at), _next_serial()),
        community_id=community_of(area),
        subdistrict=subdistrict_of(area),
        area=area,
        channel=channel,
        urgency=urgency,
        category=category,
        reported_by=actor.account_id if actor.kind == Kind.RESIDENT else None,
        entered_by=actor.account_id if by_hand else None,
        reported_at=at,
        feedback_clock=feedback.log,
        feedback_due_at=feedback.due_at,
        solution_clock=solution.log,
        due_at=solution.due_at,
        provisional=solution.provisional,
        calendar_version=calendar.version,
    )


def _insert(case: Case) -> Case:
    """Write the case, or find the one that the same submission made before."""
    try:
        with transaction.atomic(savepoint=case.submission_id is not None):
            case.save(force_insert=True)
    except IntegrityError:
        first = Case.objects.filter(submission_id=case.submission_id).first()
        if case.submission_id is None or first is None:
            raise
        return first
    return case


def _write_contact(case: Case, reporter: Reporter) -> None:
    if reporter == NOBODY:
        return
    phone = normalise_phone(reporter.phone)
    Contact.objects.create(
        case=case,
        community_id=case.community_id,
        name=reporter.name.strip(),
        phone=phone,
        phone_index=blind(phone, "phone"),
    )


def _keep_photos(actor: Actor, case: Case, photos: Sequence[Upload]) -> None:
    for photo in photos:
        files.keep_photo(
            actor, photo, owner_kind="cases.report", owner_id=case.pk,
            community_id=case.community_id, area=case.area,
        )  # fmt: skip


def _next_serial() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('cases_serial')")
        (serial,) = cursor.fetchone()
    return int(serial)
