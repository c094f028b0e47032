"""Neighbours who want to hear: what they follow, how they are told, and what they say of a result."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from linli.core.places.models import Building
from linli.domains.cases.actions.record import locked
from linli.domains.cases.errors import MoveNotAllowed, NotAsked
from linli.domains.cases.models import Case, Category, NeighbourVoice, PublicMatter, Watch
from linli.domains.cases.queries import publicity
from linli.domains.cases.rules import Status
from linli.domains.cases.words import NEWS
from linli.kernel import clock
from linli.kernel.errors import Invalid, NotFound, NotPermitted
from linli.platform.access import policy
from linli.platform.access.actor import COMMUNITY_DIGITS, Actor, Kind
from linli.platform.audit import trail
from linli.platform.notices import actions as notices
from linli.platform.notices.recipients import Accounts

MOST = 20  # that one resident follows


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to hear of: an area, a category there, a building, metres around it."""

    area: str
    category: Category | None = None
    building: Building | None = None
    metres: int | None = None


@transaction.atomic
def watch(*, actor: Actor, wish: Wish) -> Watch:
    """Let a signed-in resident hear of public matters; the same wish twice is one.

    Raises Invalid for metres around nothing, and for more than twenty wishes.
    """
    account_id = _resident(actor)
    _require_sound(actor, wish)
    point = wish.building.point if wish.building and wish.metres else None
    kept, is_new = Watch.objects.get_or_create(
        account_id=account_id, area=wish.area, category=wish.category, metres=wish.metres,
        building_id=wish.building.pk if wish.building else None,
        defaults={
            "community_id": wish.area[:COMMUNITY_DIGITS], "at": clock.now(),
            "latitude": point.latitude if point else None,
            "longitude": point.longitude if point else None,
        },
    )  # fmt: skip
    if is_new:
        trail.record(actor, "cases.watch", kept)
    return kept


@transaction.atomic
def unwatch(*, actor: Actor, watch_id: UUID) -> None:
    """Hear of it no more. NotFound for what somebody else follows."""
    kept = Watch.objects.filter(pk=watch_id, account_id=_resident(actor)).first()
    if kept is None:
        raise NotFound(_("您没有关注它，或者已经取消了。"))
    trail.record(actor, "cases.unwatch", kept)
    kept.delete()


@transaction.atomic
def tell_watchers(*, actor: Actor, told: PublicMatter, news: str, once: str) -> int:
    """Tell everybody who follows this matter what is new, each once; gives how many messages."""
    policy.require(actor, "cases.dispatch", at=told)
    category = told.case.category
    words = NEWS[news] % {
        "number": told.case.number, "what": told.title or (category.name if category else ""),
    }  # fmt: skip
    sent = notices.send(
        to=Accounts(tuple(sorted(publicity.watchers_of(told)))), topic="cases.public", words=words,
        link=reverse("voice:matter", args=[told.community_id, told.case.number]),
        once_key=f"cases.public:{told.pk}:{once}",
    )  # fmt: skip
    trail.record(actor, "cases.tell", told.case, topic="public")
    return sent


@transaction.atomic
def say_of_result(*, actor: Actor, case: Case, is_fixed: bool) -> NeighbourVoice:
    """Write down what a neighbour who follows a public matter says of its reported result.

    A voice, and no more: it moves no status and counts in no rate, which the reporter's own word
    decides. The last word of a cycle stands. Raises NotAsked for whoever doesn't follow it.
    """
    account_id = _resident(actor)
    case = locked(case)
    told = publicity.matter_told(case.pk)
    if told is None or not publicity.is_following(actor, told):
        raise NotAsked(_("关注了这件事或者这一带的居民，才能说说办得怎么样。"))
    if case.status not in {Status.RESULT_REPORTED, Status.CLOSED}:
        raise MoveNotAllowed(_("还没有办理结果，有了结果再来说。"))
    voice, _made = NeighbourVoice.objects.update_or_create(
        case=case, cycle=case.cycle, account_id=account_id,
        defaults={"community_id": case.community_id, "is_fixed": is_fixed, "at": clock.now()},
    )  # fmt: skip
    trail.record(actor, "cases.say_of_result", case, is_fixed=is_fixed)
    return voice


def _resident(actor: Actor) -> UUID:
    if actor.kind != Kind.RESIDENT or actor.account_id is None:
        raise NotPermitted(_("请用居民账号登录后再操作。"))
    return actor.account_id


def _require_sound(actor: Actor, wish: Wish) -> None:
    if len(wish.area) < COMMUNITY_DIGITS:
        raise Invalid(_("请选择社区。"), area=_("请选择社区。"))
    if wish.metres and (wish.building is None or wish.building.point is None):
        words = _("要按距离关注，请选一栋在地图上标了位置的楼。")
        raise Invalid(words, building=words)
    if len(publicity.watches_of(actor)) >= MOST:
        raise Invalid(_("最多关注 %d 处，请先取消一些。") % MOST)
