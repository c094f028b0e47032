"""Turning public matters into what a page or a feed shows: plain values, no queries."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from linli.domains.cases import words
from linli.domains.cases.models import PublicMatter
from linli.domains.cases.queries.publicity import Wanted
from linli.domains.cases.rules import Outcome, Result, Status
from linli.domains.cases.rules.publicity import Layer, is_overdue, result_told
from linli.domains.cases.views.showing import due_of
from linli.platform.ui.components.deadlines import deadline
from linli.platform.ui.components.marks import badge
from linli.platform.ui.components.tables import beside


def heading(told: PublicMatter) -> str:
    """What it is, in a worker's words, or of which kind where nobody wrote any."""
    return told.title or kind(told)


def kind(told: PublicMatter) -> str:
    return told.case.category.called if told.case.category else ""


def row(told: PublicMatter, now: datetime) -> dict[str, object]:
    """One matter in the list."""
    return {
        "href": address(told),
        "number": told.case.number,
        "heading": heading(told),
        "kind": kind(told),
        "place": told.place,
        "status": status(told),
        "due": due(told, now),
        "result": result(told),
    }


def facts(told: PublicMatter, now: datetime) -> list[tuple[str, object]]:
    """Everything that is told of one matter, by name."""
    said = [
        (_("编号"), told.case.number),
        (_("分类"), kind(told)),
        (_("在哪里"), told.place),
        (_("状态"), status(told)),
        (_("办结时限"), due(told, now)),
        (_("反映时间"), moment(told.case.reported_at)),
        (_("结果"), result(told)),
    ]
    return [(name, value) for name, value in said if value]


def status(told: PublicMatter) -> SafeString:
    stands = Status(told.case.status)
    mark = badge(words.STATUS[stands], words.STATUS_TONE[stands])
    if told.case.cycle > 1:
        again = _("第 %d 次办理") % told.case.cycle
        return beside(mark, badge(again, "warn"))
    return mark


def due(told: PublicMatter, now: datetime) -> SafeString:
    reading = due_of(told.case, now)
    return deadline(reading) if reading else SafeString()


def result(told: PublicMatter) -> str:
    """What came of it; a lead's claim says that it is one until the reporter was asked."""
    case = told.case
    match result_told(Status(case.status), case.result, case.outcome):
        case Outcome() as outcome:
            return str(words.OUTCOME[outcome])
        case Result() as claimed:
            return _("办理单位说：%s") % words.RESULT[claimed]
    return ""


def points(found: Iterable[PublicMatter], now: datetime) -> list[dict[str, Any]]:
    """Pins of a map; an overdue one is red, and says so."""
    return [
        {
            "lat": each.latitude,
            "lon": each.longitude,
            "title": " · ".join(_pin(each, late=late)),
            "href": address(each),
            "tone": "bad" if late else words.STATUS_TONE[Status(each.case.status)],
        }
        for each in found
        if each.point is not None
        for late in [_is_late(each, now)]
    ]


def _pin(told: PublicMatter, *, late: bool) -> list[str]:
    said = [heading(told), told.place, str(words.STATUS[Status(told.case.status)])]
    return [*said, *([_("已超时")] if late else [])]


def _is_late(told: PublicMatter, now: datetime) -> bool:
    case = told.case
    return is_overdue(Status(case.status), case.due_at, now, is_paused=case.is_paused)


def layers(counts: Mapping[Layer, int], wanted: Wanted) -> Sequence[tuple[str, str]]:
    """The layers over the list, each with its number and address."""
    return [(f"{words.LAYER[each]} {counts[each]}", layer_address(wanted, each)) for each in Layer]


def layer_address(wanted: Wanted, layer: Layer) -> str:
    about = {"category": wanted.category} if wanted.category else {}
    page = reverse("voice:matters", args=[wanted.community])
    return f"{page}?{urlencode(about | _around(wanted) | {'layer': layer})}"


def feed_address(wanted: Wanted) -> str:
    """The feed of what the list shows, but for the layer."""
    page = reverse("voice:matters_feed", args=[wanted.community])
    if wanted.category:
        page = reverse("voice:category_feed", args=[wanted.community, wanted.category])
    return f"{page}?{urlencode(_around(wanted))}" if wanted.around else page


def _around(wanted: Wanted) -> dict[str, str]:
    if wanted.around is None:
        return {}
    return {"building": str(wanted.around.building_id), "metres": str(wanted.around.metres)}


def sentence(told: PublicMatter) -> str:
    """One line of a feed: place, status, result."""
    said = [told.place, str(words.STATUS[Status(told.case.status)]), result(told)]
    return " · ".join(each for each in said if each)


def changed(told: PublicMatter) -> datetime:
    """When a reader of the feed last missed something."""
    return max(filter(None, (told.at, told.case.result_at, told.case.closed_at)))


def moment(at: datetime) -> str:
    return date_format(timezone.localtime(at), "Y-m-d H:i")


def address(told: PublicMatter) -> str:
    return reverse("voice:matter", args=[told.community_id, told.case.number])
