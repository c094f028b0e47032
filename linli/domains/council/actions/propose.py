"""How a proposal comes in, who stands behind it, and how it goes without being decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from linli.contracts.council import ProposalMade, ProposalMoved
from linli.core.people import queries as people
from linli.domains.council import queries
from linli.domains.council.errors import DoneAlready, MoveNotAllowed
from linli.domains.council.models import Proposal, ProposalText, Support
from linli.domains.council.models.proposals import LONGEST
from linli.domains.council.rules import procedures, proposals
from linli.domains.council.rules.procedures import FOUR_STEPS, PROCEDURES
from linli.domains.council.rules.proposals import NOT_NOW, Course, Stage
from linli.kernel import clock
from linli.kernel.errors import Invalid
from linli.kernel.events import publish
from linli.kernel.ids import new_id
from linli.kernel.wording import wording
from linli.platform.access import policy
from linli.platform.access.actor import COMMUNITY_DIGITS, Actor, Kind
from linli.platform.audit import trail
from linli.platform.database import rows
from linli.platform.database.secrecy import is_phone, normalise_phone
from linli.platform.files import actions as files
from linli.platform.files.actions import Upload

PHOTOS_AT_MOST = 6
DOCUMENTS = (".pdf", ".docx", ".xlsx")


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody proposes: what is wrong, what to do, where."""

    title: str
    problem: str
    remedy: str
    location: str = ""


@dataclass(frozen=True, slots=True)
class Behalf:
    """For whom a worker enters it (代录), and who was there and heard it."""

    name: str
    phone: str
    witness: str


@transaction.atomic
def propose(
    *,
    actor: Actor,
    area: str,
    said: Said,
    procedure: str = FOUR_STEPS.key,
    photos: Sequence[Upload] = (),
    behalf: Behalf | None = None,
    submission_id: UUID | None = None,
) -> Proposal:
    """Take up a proposal; whoever makes it is its first supporter.

    Residents begin those procedures that are theirs; a worker enters the others, and what somebody
    says at the counter. The same `submission_id` gives the proposal of the first time.
    Raises NotPermitted, or Invalid naming the field that has to be mended.
    """
    policy.require(
        actor, queries.PROPOSE if actor.kind == Kind.RESIDENT else "council.guide", at=area
    )

    _check(actor, area, said, procedure, photos, behalf)
    made = _proposal(actor, area, said, procedure, behalf, submission_id)
    if (first := _insert(made)) is not made:
        return first
    rows.insert(
        ProposalText(
            proposal=made, community_id=made.community_id, version=1, problem=made.problem,
            remedy=made.remedy, at=made.proposed_at,
        )
    )  # fmt: skip
    keep_files(actor, made, "council.proposal", made.pk, photos)
    if person := queries.person_of(actor, behalf.phone if behalf else ""):
        _add_support(actor, made, person)

    trail.record(actor, "council.propose", made, procedure=procedure, on_behalf=bool(behalf))
    publish(
        ProposalMade(proposal_id=made.pk, area=area, number=made.number, procedure=procedure)
    )  # fmt: skip
    return made


@transaction.atomic
def support(*, actor: Actor, proposal: Proposal, behalf: Behalf | None = None) -> Support:
    """Stand behind a proposal, once over all channels; a worker enters it for somebody who came.

    Raises MoveNotAllowed once it is decided, DoneAlready for a second time.
    """
    policy.require(actor, "council.guide" if behalf else queries.PROPOSE, at=proposal)

    proposal = locked(proposal)
    if proposal.status != Stage.RUNNING or proposal.decided_at is not None:
        raise MoveNotAllowed(NOT_NOW)
    if behalf:
        _check_behalf(behalf)
    person = queries.person_of(actor, behalf.phone if behalf else "")
    if not person:
        raise Invalid(_("请先登录，再支持。"))
    if Support.objects.filter(proposal=proposal, person=person).exists():
        raise DoneAlready(_("已经支持过这条提议，每人一次。"))
    made = _add_support(actor, proposal, person)

    trail.record(actor, "council.support", proposal, on_behalf=bool(behalf))
    return made


@transaction.atomic
def withdraw_proposal(*, actor: Actor, proposal: Proposal, words: str) -> Proposal:
    """Take a proposal back before it is decided: its proposer, or the desk for somebody without account."""
    policy.require(
        actor, queries.PROPOSE if actor.kind == Kind.RESIDENT else "council.guide", at=proposal
    )

    proposal = locked(proposal)
    if not queries.is_author(actor, proposal):
        raise MoveNotAllowed(_("只有提议人可以撤回；代录的提议由社区代为撤回。"))
    if proposal.decided_at is not None:
        raise MoveNotAllowed(_("提议已经作出决定，不能撤回。"))
    words = require_words(words, "words", _("请写明为什么撤回。"))
    end(proposal, Course.WITHDRAW)

    trail.record(actor, "council.withdraw", proposal, words=words)
    publish_moved(proposal)
    return proposal


def locked(proposal: Proposal) -> Proposal:
    """The proposal as it is now, held until the transaction ends: whoever is second reads the first."""
    return rows.fetch(Proposal, proposal.pk, lock=True)


def end(proposal: Proposal, course: Course) -> None:
    """Let a proposal stand elsewhere than on a step."""
    proposal.status = proposals.stage_after(Stage(proposal.status), course)
    proposal.since, proposal.due_at = clock.now(), None
    proposal.save(update_fields=["status", "since", "due_at"])


def publish_moved(proposal: Proposal) -> None:
    publish(
        ProposalMoved(
            proposal_id=proposal.pk, area=proposal.area, status=proposal.status, step=proposal.step
        )
    )


def require_words(words: str, field: str, ask: str, most: int = 1000) -> str:
    """What was written, trimmed; Invalid naming `field` where nothing was or too much."""
    plain = words.strip()
    if not plain or len(plain) > most:
        ask = ask if not plain else _("最多写 %d 个字。") % most
        raise Invalid(ask, **{field: ask})
    return plain


def keep_files(
    actor: Actor, proposal: Proposal, kind: str, owner: UUID, uploads: Sequence[Upload]
) -> None:
    """Keep photos and documents as evidence of `owner`; each is judged by its content."""
    if len(uploads) > PHOTOS_AT_MOST:
        words = _("一次最多添加 %d 个文件。") % PHOTOS_AT_MOST
        raise Invalid(words, photos=words)
    for upload in uploads:
        is_document = (upload.name or "").lower().endswith(DOCUMENTS)
        keep = files.keep_document if is_document else files.keep_photo
        keep(
            actor, upload, owner_kind=kind, owner_id=owner, community_id=proposal.community_id,
            area=proposal.area,
        )  # fmt: skip


def _proposal(
    actor: Actor,
    area: str,
    said: Said,
    procedure: str,
    behalf: Behalf | None,
    submission: UUID | None,
) -> Proposal:
    now, title = clock.now(), said.title.strip()
    first = PROCEDURES[procedure].steps[0]
    community = area[:COMMUNITY_DIGITS]
    residents = people.count_by_community(community).get(community, 0)
    return Proposal(
        id=new_id(), number=proposals.proposal_number(clock.local_date(now), _serial()),
        submission_id=submission, community_id=community, area=area, procedure=procedure,
        since=now, due_at=proposals.due_after(first, now), title=title,
        problem=said.problem.strip(), remedy=said.remedy.strip(), location=said.location.strip(),
        wording=wording(f"{title} {said.problem}"),
        threshold=procedures.supporters_needed(residents), proposed_at=now,
        proposer=None if behalf else actor.account_id,
        entered_by=actor.account_id if behalf else None,
        name=behalf.name.strip() if behalf else "",
        phone=normalise_phone(behalf.phone) if behalf else "",
        witness=behalf.witness.strip() if behalf else "",
    )  # fmt: skip


def _serial() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('council_serial')")
        return int(cursor.fetchone()[0])


def _insert(proposal: Proposal) -> Proposal:
    """Write the proposal, or find the one that the same submission made before."""
    try:
        with transaction.atomic():
            rows.insert(proposal)
    except IntegrityError:
        first = Proposal.objects.filter(submission_id=proposal.submission_id).first()
        if proposal.submission_id is None or first is None:
            raise
        return first
    return proposal


def _add_support(actor: Actor, proposal: Proposal, person: str) -> Support:
    is_own = actor.kind == Kind.RESIDENT
    made = rows.insert(
        Support(
            proposal=proposal, community_id=proposal.community_id, person=person,
            account=actor.account_id if is_own else None,
            entered_by=None if is_own else actor.account_id, at=clock.now(),
        )
    )  # fmt: skip
    Proposal.objects.filter(pk=proposal.pk).update(supporters=F("supporters") + 1)
    proposal.supporters += 1
    return made


def _check(
    actor: Actor,
    area: str,
    said: Said,
    procedure: str,
    photos: Sequence[Upload],
    behalf: Behalf | None,
) -> None:
    wrong: dict[str, str] = {}
    if len(area) < COMMUNITY_DIGITS:
        wrong["community"] = _("请选择社区。")
    for name in ("title", "problem", "remedy"):
        if not 0 < len(getattr(said, name).strip()) <= (60 if name == "title" else LONGEST):
            wrong[name] = _("请写明这一项。")
    is_open = procedure in PROCEDURES and (
        actor.kind != Kind.RESIDENT or PROCEDURES[procedure].is_residents
    )
    if not is_open:
        wrong["procedure"] = _("请从列表中选择程序。")
    if wrong:
        raise Invalid(next(iter(wrong.values())), **wrong)
    if behalf:
        _check_behalf(behalf)


def _check_behalf(behalf: Behalf) -> None:
    if not behalf.witness.strip():
        raise Invalid(_("代录要有见证人。"), witness=_("请写明见证人。"))
    if not is_phone(behalf.phone):
        raise Invalid(_("电话号码不对。"), phone=_("请填写能打通的电话号码。"))
