"""Telling a body what it will be asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from linli.contracts.council import PollNoticed
from linli.domains.council.actions.poll_log import log
from linli.domains.council.errors import LevelNotLawful, NoticeTooShort, NotInForce
from linli.domains.council.models import Poll, PollItem
from linli.domains.council.rules.certificate import text_digest
from linli.domains.council.rules.life import Channel
from linli.domains.council.rules.poll_certificate import terms_digest
from linli.domains.council.rules.polls import PROCEDURES, Basis, Level, Procedure
from linli.kernel import clock
from linli.kernel.errors import Invalid
from linli.kernel.events import publish
from linli.platform.access import policy
from linli.platform.access.actor import COMMUNITY_DIGITS, Actor
from linli.platform.audit import trail
from linli.platform.database import rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """All that a notice says. `body` names whose seats vote, where the basis is seats or groups."""

    title: str
    items: Sequence[str]
    procedure: str
    basis: Basis
    level: Level
    channels: frozenset[Channel]
    opens_at: datetime
    closes_at: datetime
    body: str = ""


@transaction.atomic
def notice_poll(*, actor: Actor, area: str, question: Question) -> Poll:
    """Tell a question. From here on no word of it, no channel and no deadline can be changed.

    Raises NotPermitted, Invalid, NotInForce for a version of another time, LevelNotLawful for a
    secrecy or a roll that the procedure doesn't know, NoticeTooShort.
    """
    policy.require(actor, "council.run_polls", at=area)

    procedure = _procedure(question.procedure)
    items = [each.strip() for each in question.items if each.strip()]
    _check(area, question, items)
    noticed_at = clock.now()
    _check_lawful(procedure, question, noticed_at)

    poll = _drawn(area, question, items, noticed_at)
    poll.noticed_by = actor.account_id
    rows.insert(poll)
    for number, text in enumerate(items, 1):
        rows.insert(PollItem(poll=poll, community_id=poll.community_id, number=number, text=text))
    log(poll, "noticed")

    trail.record(actor, "council.notice_poll", poll, level=poll.level, digest=poll.text_digest)
    publish(
        PollNoticed(
            poll_id=poll.pk, area=area, opens_at=poll.opens_at, closes_at=poll.closes_at
        )
    )  # fmt: skip
    return poll


def _drawn(area: str, question: Question, items: Sequence[str], noticed_at: datetime) -> Poll:
    title, channels = question.title.strip(), ",".join(sorted(question.channels))
    terms = {
        "procedure": question.procedure, "basis": question.basis.value, "body": question.body,
        "level": question.level.value, "channels": channels, "noticed_at": noticed_at.isoformat(),
        "opens_at": question.opens_at.isoformat(), "closes_at": question.closes_at.isoformat(),
    }  # fmt: skip
    facts = [{"number": number, "text": text} for number, text in enumerate(items, 1)]
    return Poll(
        community_id=area[:COMMUNITY_DIGITS], area=area, title=title, channels=channels,
        procedure=question.procedure, basis=question.basis, body=question.body,
        level=question.level, text_digest=text_digest(title, facts),
        terms_digest=terms_digest(terms), noticed_at=noticed_at,
        opens_at=question.opens_at, closes_at=question.closes_at,
    )  # fmt: skip


def _procedure(key: str) -> Procedure:
    if key not in PROCEDURES:
        raise Invalid(_("没有这个规则版本。"), procedure=_("请从列表中选择。"))
    return PROCEDURES[key]


def _check(area: str, question: Question, items: Sequence[str]) -> None:
    if len(area) < COMMUNITY_DIGITS:
        raise Invalid(_("请选择社区。"), community=_("请选择社区。"))
    if not question.title.strip():
        raise Invalid(_("请写明投票的标题。"), title=_("请写明投票的标题。"))
    if not items:
        raise Invalid(_("至少要有一项表决事项。"), text_1=_("至少要有一项表决事项。"))
    if not question.channels:
        raise Invalid(_("至少要有一种投票方式。"), channels=_("至少要有一种投票方式。"))
    if question.basis in {Basis.SEATS, Basis.GROUPS} and not question.body.strip():
        raise Invalid(_("请写明由哪个组织表决。"), body=_("请写明由哪个组织表决。"))
    if question.closes_at <= question.opens_at:
        raise Invalid(_("截止要晚于开始。"), closes_on=_("截止要晚于开始。"))


def _check_lawful(procedure: Procedure, question: Question, noticed_at: datetime) -> None:
    told = {"procedure": procedure.key, "sources": list(procedure.sources)}
    if not procedure.is_in_force(clock.local_date(noticed_at)):
        raise NotInForce(_("这个规则版本现在不施行。请选择现行的版本。"), **told)
    if question.level not in procedure.levels:
        raise LevelNotLawful(_("按这个规则，不能用这种公开程度投票。"), **told)
    if question.basis not in procedure.bases:
        raise LevelNotLawful(_("按这个规则，不能用这种名册投票。"), **told)
    earliest = noticed_at + timedelta(days=procedure.notice_days)
    if question.opens_at < earliest:
        words = _("公告要满 %d 天才能开始投票。请把开始时间改晚。") % procedure.notice_days
        raise NoticeTooShort(words, **told)
