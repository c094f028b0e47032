"""What everybody may read of a case: made public, taken back, its photos covered and shown."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from linli.contracts.cases import CaseMadePublic
from linli.domains.cases.actions.configure import EVERYWHERE
from linli.domains.cases.actions.record import locked
from linli.domains.cases.errors import NotForThePublic
from linli.domains.cases.models import Case, Category, PublicMatter, PublicPhoto
from linli.domains.cases.queries import publicity
from linli.domains.cases.queries.publicity import Spot
from linli.domains.cases.rules.publicity import (
    LONGEST_PLACE,
    LONGEST_TITLE,
    Publicity,
    gives_away,
)
from linli.domains.cases.words import BAR
from linli.kernel import clock
from linli.kernel.errors import Invalid
from linli.kernel.events import publish
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.audit import trail
from linli.platform.files import actions as files
from linli.platform.files.covering import Box
from linli.platform.files.models import StoredFile

PUBLICISE, SHOWN_KIND = "cases.publicise", "cases.public"
TAKEN_FROM = ("cases.report", "cases.result")  # whose photos may be shown


@transaction.atomic
def make_public(*, actor: Actor, case: Case, title: str, place: str = "") -> PublicMatter:
    """Let everybody read of a case in these words, or in other words than before.

    Raises NotForThePublic for a case that can't be, Invalid for words that lead to a household.
    """
    policy.require(actor, PUBLICISE, at=case)

    case = locked(case)
    _require_open(case)
    _require_harmless(title=title, place=place)
    spot = publicity.spot_told(case)
    known = publicity.matter_of(case)
    is_news = known is None or not known.is_shown
    told = _write(actor, case, Spot(place.strip() or spot.name, spot.point), title.strip())

    trail.record(actor, "cases.make_public", case)
    if is_news:
        publish(CaseMadePublic(case_id=case.pk, area=case.area))
    return told


@transaction.atomic
def make_public_by_category(*, actor: Actor, case: Case) -> PublicMatter | None:
    """Make a case public whose category always is, with no word that a person typed.

    None where it isn't so, and where a worker has decided about this case before.
    """
    policy.require(actor, PUBLICISE, at=case)

    case = locked(case)
    category = case.category
    if category is None or category.publicity != Publicity.ALWAYS:
        return None
    if publicity.bar_of(case) or publicity.matter_of(case) is not None:
        return None
    told = _write(actor, case, publicity.spot_told(case), "")

    trail.record(actor, "cases.make_public", case, category=category.code)
    publish(CaseMadePublic(case_id=case.pk, area=case.area))
    return told


@transaction.atomic
def end_publicity(*, actor: Actor, case: Case) -> None:
    """Let nobody outside read of the case any more; the copies of its photos are forgotten."""
    policy.require(actor, PUBLICISE, at=case)

    PublicMatter.objects.filter(case=case).update(is_shown=False)
    shown = PublicPhoto.objects.filter(matter_id=case.pk, shown_id__isnull=False)
    for photo in shown.select_for_update():
        _forget_copy(actor, photo)

    trail.record(actor, "cases.end_publicity", case)


@transaction.atomic
def show_photo(
    *, actor: Actor, case: Case, original: StoredFile, boxes: Sequence[Box]
) -> PublicPhoto:
    """Show everybody a copy of a photo with nothing left under `boxes`; the original stays.

    `boxes` may be empty, where a person has looked and found nothing to cover. A copy that was
    shown before is forgotten. Raises NotForThePublic unless the case is public.
    """
    policy.require(actor, PUBLICISE, at=case)

    told = PublicMatter.objects.select_for_update().filter(case=case, is_shown=True).first()
    if told is None or original.owner_kind not in TAKEN_FROM or not original.is_picture:
        raise NotForThePublic(_("先把这个事件公开，再公开它的照片。"))
    photo, _made = PublicPhoto.objects.get_or_create(
        matter=told, original_id=original.pk,
        defaults={"community_id": told.community_id, "at": clock.now()},
    )  # fmt: skip
    _forget_copy(actor, photo)
    copy = files.keep_covered(actor, original, boxes, owner_kind=SHOWN_KIND, owner_id=case.pk)
    photo.shown_id, photo.at, photo.by = copy.pk, clock.now(), actor.account_id
    photo.boxes = [[each.left, each.top, each.width, each.height] for each in boxes]
    photo.save()

    trail.record(actor, "cases.show_photo", case, photo=str(original.pk), boxes=len(boxes))
    return photo


@transaction.atomic
def hide_photo(*, actor: Actor, case: Case, original: StoredFile) -> None:
    """Take a photo down, and forget the copy that everybody saw."""
    policy.require(actor, PUBLICISE, at=case)

    shown = PublicPhoto.objects.select_for_update().filter(
        matter_id=case.pk, original_id=original.pk, shown_id__isnull=False
    )
    for photo in shown:
        _forget_copy(actor, photo)

    trail.record(actor, "cases.hide_photo", case, photo=str(original.pk))


@transaction.atomic
def set_publicity(*, actor: Actor, category: Category, publicity: Publicity) -> None:
    """Say whether matters of a category become public: counted from now on, hidden at once."""
    policy.require(actor, "cases.configure", at=EVERYWHERE)
    Category.objects.filter(pk=category.pk).update(publicity=publicity)
    trail.record(actor, "cases.set_publicity", category, publicity=publicity)


def _require_open(case: Case) -> None:
    if why := publicity.bar_of(case):
        raise NotForThePublic(BAR[why], why=why)


def _require_harmless(**typed: str) -> None:
    longest = {"title": LONGEST_TITLE, "place": LONGEST_PLACE}
    faults = {name: _fault(text, longest[name]) for name, text in typed.items()}
    faults = {name: words for name, words in faults.items() if words}
    if not typed["title"].strip():
        faults["title"] = _("请用自己的话写一句大家看得懂的标题，不要照抄居民的原话。")
    if faults:
        raise Invalid(_("公开的文字有需要修改的地方。"), **faults)


def _fault(text: str, longest: int) -> str:
    if len(text) > longest:
        return _("请缩短到 %d 个字以内。") % longest
    if gives_away(text):
        return _("公开的文字最多写到楼栋，请去掉门牌号、电话和证件号码。")
    return ""


def _write(actor: Actor, case: Case, spot: Spot, title: str) -> PublicMatter:
    latitude, longitude = spot.point or (None, None)
    known = PublicMatter.objects.select_for_update().filter(case=case).first()
    told = known or PublicMatter(case=case, community_id=case.community_id, at=clock.now())
    if not told.is_shown:
        told.at = clock.now()
    told.area, told.title, told.place, told.is_shown = case.area, title, spot.name, True
    told.latitude, told.longitude, told.by = latitude, longitude, actor.account_id
    told.save()
    return told


def _forget_copy(actor: Actor, photo: PublicPhoto) -> None:
    if photo.shown_id is None:
        return
    for copy in StoredFile.objects.filter(pk=photo.shown_id):
        files.forget(actor, copy)
    photo.shown_id, photo.at, photo.by = None, clock.now(), actor.account_id
    photo.save()
