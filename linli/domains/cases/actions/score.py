"""Rules of scoring: written as a draft that can be tried on past months, then announced for good."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from linli.domains.cases.actions.configure import EVERYWHERE
from linli.domains.cases.errors import AlreadyAnnounced
from linli.domains.cases.models import ScoreRules
from linli.domains.cases.rules import scores
from linli.domains.cases.rules.scores import Piece
from linli.kernel import clock
from linli.kernel.errors import Invalid
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.audit import trail


@transaction.atomic
def draft_score_rules(
    *, actor: Actor, pieces: Sequence[Piece], basis: str, effective_from: date
) -> ScoreRules:
    """Write a version of the rules that scores nobody until it is announced."""
    policy.require(actor, "cases.configure", at=EVERYWHERE)

    if not basis.strip():
        raise Invalid(_("请写明依据，各单位会看到。"), basis=_("依据不能为空。"))
    _check(pieces)

    draft = ScoreRules.objects.create(
        pieces=scores.to_plain(pieces), basis=basis.strip(),
        effective_from=effective_from.replace(day=1), written_at=clock.now(),
        written_by=actor.account_id,
    )  # fmt: skip

    trail.record(actor, "cases.draft_score_rules", draft)
    return draft


@transaction.atomic
def announce_score_rules(*, actor: Actor, rules: ScoreRules) -> ScoreRules:
    """Put a draft in force from its month on, which mustn't have begun. It never changes again."""
    policy.require(actor, "cases.configure", at=EVERYWHERE)

    rules = ScoreRules.objects.select_for_update().get(pk=rules.pk)
    if rules.announced_at is not None:
        raise AlreadyAnnounced(_("这一版规则已经公布，不能再改。要改，请另写一版。"))
    if rules.effective_from <= clock.local_date(clock.now()):
        words = _("新的规则只能从以后的月份开始；已经开始的月份按原来的规则计分。")
        raise Invalid(words, effective_from=words)
    same = ScoreRules.objects.filter(
        effective_from=rules.effective_from, announced_at__isnull=False
    )
    if same.exists():
        words = _("这个月已经有一版公布的规则，请换一个月份。")
        raise Invalid(words, effective_from=words)

    rules.announced_at = clock.now()
    rules.save(update_fields=["announced_at"])

    trail.record(actor, "cases.announce_score_rules", rules)
    return rules


def _check(pieces: Sequence[Piece]) -> None:
    for each in pieces:
        if (field := each.why_unsound()) is not None:
            words = _("第 %(place)d 行的“%(field)s”不成立，请更正。") % {
                "place": pieces.index(each) + 1, "field": field,
            }  # fmt: skip
            raise Invalid(words, pieces=words)
    named = {(each.role, each.measure) for each in pieces}
    if not pieces or len(named) < len(pieces):
        raise Invalid(_("每个角色的每项指标只能有一行，并且至少要有一行。"), pieces=_("请核对。"))
