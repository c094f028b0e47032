"""Opening a deliberation, and what residents do in one: vote, write, mark what helps."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext as _

from linli.contracts.council import DeliberationOpened
from linli.domains.council.errors import NotDeliberatingNow, SaidAlready, SaidEnough
from linli.domains.council.models import (
    Contribution,
    Deliberation,
    Entry,
    Opinion,
    Participant,
)
from linli.domains.council.queries import deliberation as queries
from linli.domains.council.rules.deliberation import (
    LONGEST_ARGUMENT,
    LONGEST_STATEMENT,
    MOST_ARGUMENTS,
    MOST_STATEMENTS,
    Form,
    Phase,
    Publishing,
    Said,
    Standing,
    Way,
    masked,
    phase,
)
from linli.kernel import clock
from linli.kernel.errors import Invalid, NotPermitted
from linli.kernel.events import publish
from linli.platform.access import policy
from linli.platform.access.actor import COMMUNITY_DIGITS, Actor
from linli.platform.audit import trail
from linli.platform.database import rows


@transaction.atomic
def open_deliberation(
    *,
    actor: Actor,
    area: str,
    question: str,
    background: str,
    seeds: Sequence[str],
    publishing: Publishing,
    opens_at: datetime,
    closes_at: datetime,
    proposal_id: UUID | None = None,
) -> Deliberation:
    """Put a question to a community, with a few statements to begin with.

    Raises NotPermitted, or Invalid for a question without words, a close before the opening or in
    the past, and a seed statement of more than 140 characters.
    """
    policy.require(actor, "council.open_deliberation", at=area)

    said = [masked(each.strip()) for each in seeds if each.strip()]
    _check(area, question, said, opens_at, closes_at)
    talk = rows.insert(
        Deliberation(
            community_id=area[:COMMUNITY_DIGITS], area=area, question=question.strip(),
            background=masked(background.strip()), publishing=publishing, proposal_id=proposal_id,
            opened_at=clock.now(), opened_by=actor.account_id, opens_at=opens_at,
            closes_at=closes_at,
        )
    )  # fmt: skip
    _begin_with(talk, list(dict.fromkeys(said)))

    trail.record(actor, "council.open_deliberation", talk, seeds=len(said))
    publish(
        DeliberationOpened(
            deliberation_id=talk.pk, area=area, opens_at=opens_at, closes_at=closes_at
        )
    )
    return talk


def _begin_with(talk: Deliberation, seeds: Sequence[str]) -> None:
    """The statements that everybody finds at the opening."""
    rows.insert_many(
        [
            Contribution(
                deliberation=talk, community_id=talk.community_id, number=number, text=text,
                form=Form.STATEMENT, standing=Standing.SHOWN, is_seed=True, made_at=clock.now(),
            )
            for number, text in enumerate(seeds, 1)
        ]
    )  # fmt: skip


def _check(
    area: str, question: str, seeds: Sequence[str], opens_at: datetime, closes_at: datetime
) -> None:
    if len(area) < COMMUNITY_DIGITS:
        raise Invalid(_("请选择社区。"), community=_("请选择社区。"))
    if not question.strip():
        raise Invalid(_("请写明要商量的问题。"), question=_("请写明要商量的问题。"))
    if closes_at <= max(opens_at, clock.now()):
        raise Invalid(_("截止要晚于开始。"), closes_on=_("截止要晚于开始。"))
    if any(len(each) > LONGEST_STATEMENT for each in seeds):
        words = _("每条观点最多 %d 个字。") % LONGEST_STATEMENT
        raise Invalid(words, seeds=words)


@transaction.atomic
def opine(*, actor: Actor, talk: Deliberation, statement: Contribution, said: Said) -> None:
    """Agree, disagree or pass as a signed-in resident; until the close it may be said anew.

    Raises NotPermitted, NotDeliberatingNow. No trail: that somebody voted, and on what, stands in
    the votes alone, where no account is named.
    """
    policy.require(actor, "council.deliberate", at=talk)

    talk = held(talk)
    person = queries.person_in(talk, _own_key(actor))
    participant = joined(talk, person, Way.WEB)
    rows.insert(
        Opinion(
            deliberation=talk, community_id=talk.community_id, participant=participant,
            statement=queries.numbered(talk, statement.number), said=said,
            said_on=clock.local_date(clock.now()),
        )
    )  # fmt: skip


@transaction.atomic
def contribute(
    *,
    actor: Actor,
    talk: Deliberation,
    form: Form,
    text: str,
    about: Contribution | None = None,
) -> Contribution:
    """Write a statement, or an argument on one or on the question. Numbers of telephones and of
    citizens are masked before it is kept.

    Raises NotPermitted, NotDeliberatingNow, Invalid for too few or too many characters, SaidAlready,
    SaidEnough.
    """
    policy.require(actor, "council.deliberate", at=talk)

    talk = held(talk, alone=True)
    author = queries.author_in(talk, _own_key(actor))
    made = written(talk, author, form, text, about)

    trail.record(actor, "council.contribute", talk, form=form, number=made.number)
    return made


@transaction.atomic
def mark_helpful(*, actor: Actor, argument: Contribution) -> None:
    """Say that an argument helped; a second time nothing happens. No trail, as with votes."""
    talk = argument.deliberation
    policy.require(actor, "council.deliberate", at=talk)

    talk = held(talk)
    if argument.form == Form.STATEMENT or argument.standing != Standing.SHOWN:
        raise Invalid(_("只有理由可以标记为有帮助。"))
    reader = queries.author_in(talk, _own_key(actor))
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO council_helpful (argument_id, community_id, reader) VALUES (%s, %s, %s)"
            " ON CONFLICT DO NOTHING",
            [argument.pk, talk.community_id, reader],
        )


def held(talk: Deliberation, *, alone: bool = False) -> Deliberation:
    """The deliberation as it is now, kept from being frozen meanwhile; `alone` for what is numbered.

    Raises NotDeliberatingNow before it opens and once it has closed.
    """
    now, talk = clock.now(), kept(talk, alone=alone)
    is_frozen = talk.frozen_at is not None
    if phase(talk.opens_at, talk.closes_at, frozen=is_frozen, now=now) != Phase.OPEN:
        raise NotDeliberatingNow(_("现在不是协商时间。"))
    return talk


def kept(talk: Deliberation, *, alone: bool = False) -> Deliberation:
    """The deliberation as it is now, in whichever phase, kept from being frozen meanwhile."""
    with connection.cursor() as cursor:
        lock = "UPDATE" if alone else "SHARE"
        cursor.execute(f"SELECT FROM council_deliberation WHERE id = %s FOR {lock}", [talk.pk])
    return rows.fetch(Deliberation, talk.pk)


def joined(talk: Deliberation, person: str, way: Way) -> Participant:
    """The participant with this index, who is one however often and on whichever way they come."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO council_participant"
            " (deliberation_id, community_id, person, way, joined_on) VALUES (%s, %s, %s, %s, %s)"
            " ON CONFLICT DO NOTHING",
            [talk.pk, talk.community_id, person, way, clock.local_date(clock.now())],
        )
    found = Participant.objects.select_for_update(no_key=True)
    return found.get(deliberation=talk, person=person)


def written(
    talk: Deliberation,
    author: str,
    form: Form,
    text: str,
    about: Contribution | None,
    entry: Entry | None = None,
) -> Contribution:
    """A new contribution of a deliberation that is held alone; it waits if the setting says so."""
    text = masked(" ".join(text.split()))
    longest = LONGEST_STATEMENT if form == Form.STATEMENT else LONGEST_ARGUMENT
    if not text or len(text) > longest:
        words = _("请写 1 到 %d 个字。") % longest
        raise Invalid(words, text=words)
    if about is not None and (form == Form.STATEMENT or about.form != Form.STATEMENT):
        raise Invalid(_("理由只能写在一条观点或者议题下面。"))
    most = MOST_STATEMENTS if form == Form.STATEMENT else MOST_ARGUMENTS
    if author and queries.written_by(talk, author, form) >= most:
        raise SaidEnough(_("每人最多写 %d 条，您已经写满了。") % most)
    is_checked = talk.publishing == Publishing.BEFORE
    made = Contribution(
        deliberation=talk, community_id=talk.community_id, number=queries.next_number(talk),
        form=form, about=about, text=text, author=author, entry=entry, made_at=clock.now(),
        standing=Standing.WAITING if is_checked else Standing.SHOWN,
    )  # fmt: skip
    if queries.alike_in(talk, made):
        raise SaidAlready(_("已经有完全相同的内容。您可以直接对它表态。"))
    return rows.insert(made)


def _own_key(actor: Actor) -> str:
    key = queries.own_key(actor)
    if not key:
        raise NotPermitted(_("请用居民账号参加协商。"), permission="council.deliberate")
    return key
