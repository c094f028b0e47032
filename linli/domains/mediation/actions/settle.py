"""The agreement: its text, the names and the seal under it, and the moment it counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from linli.domains.mediation import queries, rules
from linli.domains.mediation.actions.finish import conclude
from linli.domains.mediation.actions.record import advance, at_table, note, require_words, write
from linli.domains.mediation.errors import AgreementAltered, MoveNotAllowed, NobodyToMediate
from linli.domains.mediation.models import Agreement, Dispute, Duty, Party, Signature
from linli.domains.mediation.rules import Form, Mark, Move, Signer, Status
from linli.kernel import clock
from linli.kernel.errors import Invalid
from linli.kernel.ids import new_id
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.audit import trail
from linli.platform.calendar import queries as calendars
from linli.platform.database import rows

Whose = tuple[Signer, str]


@dataclass(frozen=True, slots=True)
class Promised:
    """What one party takes on, and by which day."""

    party: Party
    task: str
    due_on: date


@transaction.atomic
def draft_agreement(
    *,
    actor: Actor,
    dispute: Dispute,
    form: Form,
    terms: str,
    duties: Sequence[Promised] = (),
    agreed_on: date | None = None,
    seen_version: int | None = None,
) -> Agreement:
    """Fix what the parties agreed on; its text can't be changed afterwards, only torn up whole.

    An oral agreement counts from the day the parties reached it (art. 30), today unless
    `agreed_on` says otherwise; a written one waits for its signatures and the seal (art. 29).
    """
    policy.require(actor, "mediation.mediate", at=dispute)

    dispute = at_table(actor, dispute, seen_version)
    rules.after(Status(dispute.status), Move.DRAFT)
    if not rules.may_sit(queries.seats_taken(dispute)):
        raise NobodyToMediate(_("还没有各方都接受的调解员，或者回避还没有决定，不能形成协议。"))
    terms = require_words(terms, "terms", _("请写明各方达成了什么约定。"))
    day = _reached(dispute, agreed_on)
    _check(duties, day)

    agreement = _write(actor, dispute, form, terms, duties)
    note(dispute, "draft", actor, form=form, digest=agreement.digest)
    if form == Form.ORAL:
        _take_effect(actor, dispute, agreement, day, Move.AGREE_ORALLY)
    else:
        advance(dispute, Move.DRAFT)

    trail.record(actor, "mediation.draft", dispute, form=form, digest=agreement.digest)
    return agreement


@transaction.atomic
def tear_up(*, actor: Actor, dispute: Dispute, reason: str) -> Dispute:
    """Give up a text that isn't in effect yet, and talk on; the torn text stays on file."""
    policy.require(actor, "mediation.mediate", at=dispute)

    dispute = at_table(actor, dispute)
    rules.after(Status(dispute.status), Move.TEAR_UP)
    reason = require_words(reason, "reason", _("请写明为什么作废这份草案。"))

    agreement = queries.standing_agreement(dispute)
    agreement.torn_at = clock.now()
    rows.update(agreement, ["torn_at"])
    advance(dispute, Move.TEAR_UP)
    note(dispute, "tear_up", actor, reason)

    trail.record(actor, "mediation.tear_up", dispute, digest=agreement.digest)
    return dispute


@transaction.atomic
def sign_agreement(
    *, actor: Actor, agreement: Agreement, signer: Signer, whose: str, mark: Mark, signed_on: date
) -> Agreement:
    """Record that a party or a mediator has signed the paper. With the last mark it takes effect."""
    policy.require(actor, "mediation.mediate", at=agreement.dispute)

    dispute = at_table(actor, agreement.dispute)
    if signer == Signer.COMMITTEE:
        raise Invalid(_("委员会印章由负责人登记。"))
    return _sign(actor, dispute, agreement, (signer, whose), mark, signed_on)


@transaction.atomic
def seal_agreement(*, actor: Actor, agreement: Agreement, sealed_on: date) -> Agreement:
    """Record the seal of the committee, which its head keeps. With the last mark it takes effect."""
    policy.require(actor, "mediation.decide", at=agreement.dispute)

    dispute = at_table(actor, agreement.dispute)
    return _sign(actor, dispute, agreement, (Signer.COMMITTEE, ""), Mark.STAMP, sealed_on)


def _sign(
    actor: Actor, dispute: Dispute, agreement: Agreement, whose: Whose, mark: Mark, day: date
) -> Agreement:
    """Write one mark, and let the agreement count once none is missing."""
    agreement = rows.fetch(Agreement, agreement.pk)
    if dispute.status != Status.SIGNING or agreement.torn_at is not None:
        raise MoveNotAllowed(rules.NOT_NOW, status=dispute.status)
    if not queries.is_intact(agreement):
        raise AgreementAltered(_("协议内容与形成时不一致，不能签署。请作废后重新形成协议。"))
    _check_day(agreement, day)
    if whose not in queries.may_sign(agreement):
        words = _("这一方已经签过，或者不在应当签署的人之中。")
        raise Invalid(words, whose=words)

    rows.insert(
        Signature(
            agreement=agreement, community_id=agreement.community_id, signer=whose[0],
            whose=whose[1], mark=mark, signed_on=day, at=clock.now(), noted_by=actor.account_id,
        )
    )  # fmt: skip
    note(dispute, "sign", actor, signer=whose[0], mark=mark)
    trail.record(actor, "mediation.sign", dispute, signer=whose[0], whose=whose[1])
    if queries.missing_marks(agreement):
        write(dispute)
    else:
        last = max(agreement.signatures.values_list("signed_on", flat=True))
        _take_effect(actor, dispute, agreement, last, Move.TAKE_EFFECT)
    return agreement


def _take_effect(
    actor: Actor, dispute: Dispute, agreement: Agreement, day: date, move: Move
) -> None:
    """From `day` on it binds the parties (art. 31), and the days for the court run (art. 33)."""
    agreement.effective_on = day
    agreement.confirm_by = rules.confirm_by(day, calendars.current().is_working_day)
    rows.update(agreement, ["effective_on", "confirm_by"])
    conclude(dispute, move)
    note(dispute, "take_effect", actor, on=day.isoformat())
    if not agreement.duties.exists():
        advance(dispute, Move.PERFORM)
        note(dispute, "perform", actor)


def _write(
    actor: Actor, dispute: Dispute, form: Form, terms: str, promised: Sequence[Promised]
) -> Agreement:
    agreement = Agreement(
        id=new_id(), dispute=dispute, community_id=dispute.community_id, form=form, terms=terms,
        written_at=clock.now(), written_by=actor.account_id,
    )  # fmt: skip
    duties = [
        Duty(
            agreement=agreement, community_id=dispute.community_id, party=each.party, place=place,
            task=each.task.strip(), due_on=each.due_on,
        )
        for place, each in enumerate(promised, start=1)
    ]  # fmt: skip
    agreement.digest = queries.digest_of(agreement, list(dispute.parties.all()), duties)
    rows.insert(agreement)
    for duty in duties:
        rows.insert(duty)
    return agreement


def _reached(dispute: Dispute, agreed_on: date | None) -> date:
    """The day of the agreement: not before the talks began, and not tomorrow."""
    today = clock.local_date(clock.now())
    day = agreed_on or today
    began = clock.local_date(dispute.began_at) if dispute.began_at else today
    if not began <= day <= today:
        words = _("达成协议的日期要在开始调解以后，今天或者以前。")
        raise Invalid(words, agreed_on=words)
    return day


def _check(duties: Sequence[Promised], since: date) -> None:
    for each in duties:
        require_words(each.task, "task_1", _("请写明要做什么。"))
        if each.due_on < since:
            words = _("履行日期不能早于达成协议的日期。")
            raise Invalid(words, due_on_1=words)


def _check_day(agreement: Agreement, day: date) -> None:
    if not clock.local_date(agreement.written_at) <= day <= clock.local_date(clock.now()):
        words = _("签署日期要在形成协议以后，今天或者以前。")
        raise Invalid(words, signed_on=words)
