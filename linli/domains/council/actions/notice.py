"""Telling the owners what they will be asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from linli.contracts.council import VoteNoticed
from linli.domains.council.errors import NoticeTooShort
from linli.domains.council.models import Item, Vote
from linli.domains.council.rules.certificate import terms_digest, text_digest
from linli.domains.council.rules.life import earliest_opening
from linli.domains.council.rules.majorities import Matter
from linli.domains.council.rules.variants import VARIANTS, Variant
from linli.kernel import clock
from linli.kernel.errors import Invalid
from linli.kernel.events import publish
from linli.platform.access import policy
from linli.platform.access.actor import COMMUNITY_DIGITS, Actor
from linli.platform.audit import trail
from linli.platform.database import rows


@dataclass(frozen=True, slots=True)
class Asked:
    """One item: what it is about, which decides its majority, and its words."""

    matter: Matter
    text: str


@transaction.atomic
def notice_vote(
    *,
    actor: Actor,
    area: str,
    title: str,
    items: Sequence[Asked],
    rule: str,
    opens_at: datetime,
    closes_at: datetime,
) -> Vote:
    """Tell the items of a vote. From here on no word of them and no deadline can be changed.

    Raises NotPermitted, Invalid, or NoticeTooShort when voting would open before the rule allows.
    """
    policy.require(actor, "council.notice", at=area)

    noticed_at, variant = clock.now(), _variant(rule)
    asked = [Asked(each.matter, each.text.strip()) for each in items if each.text.strip()]
    _check(area, title, asked)
    if opens_at < earliest_opening(variant, noticed_at):
        words = _("公告要满 %d 天才能开始投票。请把开始时间改晚。") % variant.notice_days
        raise NoticeTooShort(words, rule=rule, sources=list(variant.sources))
    if closes_at <= opens_at:
        raise Invalid(_("截止要晚于开始。"), closes_at=_("截止要晚于开始。"))

    facts = _facts(asked)
    vote = rows.insert(
        Vote(
            community_id=area[:COMMUNITY_DIGITS], area=area, title=title.strip(), rule=rule,
            text_digest=text_digest(title.strip(), facts), noticed_at=noticed_at,
            noticed_by=actor.account_id, opens_at=opens_at, closes_at=closes_at,
            terms_digest=terms_digest(rule, (noticed_at, opens_at, closes_at)),
        )
    )  # fmt: skip
    for each in facts:
        rows.insert(Item(vote=vote, community_id=vote.community_id, **each))

    trail.record(actor, "council.notice", vote, rule=rule, digest=vote.text_digest)
    publish(VoteNoticed(vote_id=vote.pk, area=area, opens_at=opens_at, closes_at=closes_at))
    return vote


def _facts(asked: Sequence[Asked]) -> list[dict[str, Any]]:
    return [
        {"number": number, "matter": each.matter.value, "text": each.text}
        for number, each in enumerate(asked, 1)
    ]


def _variant(rule: str) -> Variant:
    if rule not in VARIANTS:
        raise Invalid(_("没有这个规则版本。"), rule=_("请从列表中选择。"))
    return VARIANTS[rule]


def _check(area: str, title: str, asked: Sequence[Asked]) -> None:
    if len(area) < COMMUNITY_DIGITS:
        raise Invalid(_("请选择社区。"), community=_("请选择社区。"))
    if not title.strip():
        raise Invalid(_("请写明表决的标题。"), title=_("请写明表决的标题。"))
    if not asked:
        raise Invalid(_("至少要有一项表决事项。"), text_1=_("至少要有一项表决事项。"))
