"""就是这件事，我也关注: somebody waits for a case that is there instead of reporting it again."""

from uuid import UUID

from django.db import IntegrityError, transaction

from linli.contracts.cases import CaseFollowed
from linli.domains.cases import rules
from linli.domains.cases.actions.begin import NOBODY, Reporter, check_phone, next_serials
from linli.domains.cases.actions.record import held_with_task, note
from linli.domains.cases.errors import MoveNotAllowed
from linli.domains.cases.models import Case, Follower
from linli.kernel import clock
from linli.kernel.events import publish
from linli.kernel.ids import new_id
from linli.platform.access import policy
from linli.platform.access.actor import Actor, Kind
from linli.platform.audit import trail
from linli.platform.database import rows
from linli.platform.database.secrecy import blind, normalise_phone


@transaction.atomic
def follow_case(
    *, actor: Actor, case: Case, reporter: Reporter = NOBODY, submission_id: UUID | None = None
) -> Follower:
    """Wait for an open case as well, with a number, check code, call-back and rating of one's own.

    Whoever follows a case that is merged follows the one it was merged into. The same
    `submission_id` gives the follower of the first time. Raises Invalid for a phone that can't be.
    """
    policy.require(actor, "cases.report", at=case)

    check_phone(reporter)
    _same, task = held_with_task(case)
    if not task.is_open:
        raise MoveNotAllowed(rules.NOT_NOW)

    follower = _follower(actor, task, reporter, submission_id)
    if (first := _insert(follower)) is not follower:
        return first
    note(task, "follow", actor, follower=str(follower.pk))

    trail.record(actor, "cases.follow", task, follower=str(follower.pk))
    publish(CaseFollowed(case_id=task.pk, area=task.area, follower_id=follower.pk))
    return follower


def _follower(actor: Actor, task: Case, reporter: Reporter, submission: UUID | None) -> Follower:
    phone, now = normalise_phone(reporter.phone), clock.now()
    (serial,) = next_serials(1)
    return Follower(
        id=new_id(),
        number=rules.case_number(clock.local_date(now), serial),
        submission_id=submission,
        case=task,
        community_id=task.community_id,
        area=task.area,
        account_id=actor.account_id if actor.kind == Kind.RESIDENT else None,
        entered_by=actor.account_id if actor.kind == Kind.STAFF else None,
        name=reporter.name.strip(),
        phone=phone,
        phone_index=blind(phone, "phone"),
        is_confidential=reporter.is_confidential,
        at=now,
    )


def _insert(follower: Follower) -> Follower:
    """Write the follower, or find the one that the same submission made before."""
    try:
        with transaction.atomic():
            rows.insert(follower)
    except IntegrityError:
        first = Follower.objects.filter(submission_id=follower.submission_id).first()
        if follower.submission_id is None or first is None:
            raise
        return first
    return follower
