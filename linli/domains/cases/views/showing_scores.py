"""Turning closed months and scores into what a page shows, with the arithmetic in words."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from linli.core.divisions import queries as divisions
from linli.domains.cases import words
from linli.domains.cases.models import Closing, Counted, ScoreRules
from linli.domains.cases.queries import RATES, Part
from linli.domains.cases.rules import Channel
from linli.domains.cases.rules.scores import Line, Measure, Piece, Role, Score, rate_of, two_places
from linli.platform.ui.components.tables import NONE, Column, address_of, link

TRIED = 3  # months on which a draft is tried
LISTS: Mapping[Measure, Part] = {  # the denominators whose cases can be listed
    Measure.RESPONSE: Part.RESPONSE_OWED,
    Measure.SOLVED: Part.SOLUTION_OWED,
    Measure.SATISFIED: Part.RATED,
}


def month_name(closing: Closing) -> str:
    version = _("第 %d 版") % closing.version
    return f"{closing.month:%Y-%m} · {version}"


def published_at(closing: Closing) -> str:
    """When it was published, or nothing."""
    return _moment(closing.publication.at) if hasattr(closing, "publication") else ""


def month_columns() -> list[object]:
    return [
        Column(_("月份"), "number"), _("街道"), _("截至"), Column(_("更正的理由"), "main"), _("公布"),
    ]  # fmt: skip


def month_row(closing: Closing) -> list[object]:
    return [
        link(month_name(closing), address_of("cases:month", closing.pk)),
        closing.area,
        _moment(closing.as_of),
        closing.reason or NONE,
        published_at(closing) or _("还没有"),
    ]


def rates_shown(closing: Closing, totals: Mapping[Part, tuple[int, int]]) -> list[dict[str, Any]]:
    """Each rate without the cases left out, and with them."""
    titles = {"response": _("响应率"), "solved": _("解决率"), "satisfied": _("满意率")}
    return [
        {
            "title": titles[name],
            "value": _percent(totals[above][0], totals[below][0]),
            "numerator": (totals[above][0], list_of(closing, above)),
            "denominator": (totals[below][0], list_of(closing, below)),
            "excluded": totals[below][1],
            "with_excluded": _percent(sum(totals[above]), sum(totals[below])),
        }
        for name, (above, below) in RATES.items()
    ]


def list_of(closing: Closing, part: Part, party: str = "") -> str:
    address = reverse("cases:counted", args=[closing.pk, part.value.replace("_", "-")])
    return f"{address}?department={party}" if party else address


def score_shown(closing: Closing, score: Score) -> dict[str, Any]:
    """A party's points, line by line, each with its sum in words and the list behind it."""
    return {
        "party": party_name(score.party),
        "role": words.ROLE[score.role],
        "total": NONE if score.total is None else score.total,
        "lines": [
            {
                "words": line_words(line),
                "href": line_list(closing, line),
            }
            for line in score.lines
        ],
    }


def line_list(closing: Closing, line: Line) -> str:
    """Where the cases behind a line are listed: its rate's own list, or its shares and whistles."""
    count = line.count
    if count.role == Role.LEAD and count.measure in LISTS:
        return list_of(closing, LISTS[count.measure], count.party)
    asked = urlencode({"party": count.party, "role": count.role, "measure": count.measure})
    return f"{reverse('cases:line', args=[closing.pk])}?{asked}"


def line_row(
    row: Counted, is_good: bool, grounds: Mapping[str, str], may_open: bool
) -> list[object]:
    return [*counted_row(row, grounds, may_open), _("计入") if is_good else _("没有计入")]


def line_words(line: Line) -> str:
    """The arithmetic of one line, so that anybody can do it again."""
    count, piece = line.count, line.piece
    counted = _("%(measure)s：%(percent)s%%（%(numerator)d/%(denominator)d）") % {
        "measure": words.MEASURE[count.measure], "percent": line.percent,
        "numerator": count.numerator, "denominator": count.denominator,
    }  # fmt: skip
    if line.points is None:
        return counted + _("，不足 %d 件，不计分。") % piece.minimum
    short = max(Decimal(0), piece.target - line.percent)
    told = _(
        "，目标 %(target)s%%，差 %(short)s 个百分点，每个百分点扣 %(slope)s 分，"
        "满分 %(full)s，最低 %(floor)s，得 %(points)s 分。"
    )
    return counted + told % {
        "target": _plain(piece.target), "short": _plain(short),
        "slope": _plain(piece.slope), "full": _plain(piece.full), "floor": _plain(piece.floor),
        "points": line.points,
    }  # fmt: skip


def piece_words(piece: Piece) -> str:
    told = _(
        "%(role)s · %(measure)s：目标 %(target)s%%，满分 %(full)s，每低一个百分点扣 %(slope)s 分，"
        "最低 %(floor)s 分，不足 %(minimum)d 件不计分，权重 %(weight)s。"
    )
    return told % {
        "role": words.ROLE[piece.role], "measure": words.MEASURE[piece.measure],
        "target": _plain(piece.target), "full": _plain(piece.full), "slope": _plain(piece.slope),
        "floor": _plain(piece.floor), "minimum": piece.minimum, "weight": _plain(piece.weight),
    }  # fmt: skip


def party_name(party: str) -> str:
    """A department's or a community's name; there are no other parties."""
    community = divisions.community_names().get(party)
    if community is not None or len(party) != 36:
        return community or party
    return divisions.department_names().get(UUID(party), party)


def counted_columns() -> list[object]:
    return [Column(_("编号"), "number"), _("社区"), _("渠道"), _("主办单位"), _("剔除")]


def counted_row(row: Counted, grounds: Mapping[str, str], may_open: bool) -> list[object]:
    number = link(row.number, address_of("cases:case", row.case_id)) if may_open else row.number
    lead = party_name(str(row.department_id)) if row.department_id else NONE
    return [
        number,
        party_name(row.community_id),
        words.CHANNEL[Channel(row.channel)],
        lead,
        grounds.get(row.ground, row.ground) or NONE,
    ]


def rules_columns() -> list[object]:
    return [Column(_("版本"), "number"), Column(_("依据"), "main"), _("从哪个月起"), _("状态")]


def rules_row(ruled: ScoreRules) -> list[object]:
    since = f"{ruled.effective_from:%Y-%m}" if ruled.effective_from.year > 2000 else _("一开始")
    return [
        link(f"v{ruled.version}", reverse("cases:scoring_version", args=[ruled.version])),
        _(ruled.basis),
        since,
        _("已公布") if ruled.announced_at else _("草稿，不计分"),
    ]


def newest_versions(closings: Sequence[Closing]) -> list[Closing]:
    """The last version of each of the latest months."""
    newest: dict[tuple[Any, str], Closing] = {}
    for each in closings:
        newest.setdefault((each.month, each.area), each)
    return list(newest.values())[:TRIED]


def trial_columns() -> list[object]:
    return [
        Column(_("月份"), "number"),
        Column(_("单位"), "main"),
        _("角色"),
        _("原来的得分"),
        _("按这一版"),
    ]


def trial_rows(
    closing: Closing, had: Sequence[Score], tried: Sequence[Score]
) -> list[list[object]]:
    before = {(each.party, each.role): each.total for each in had}
    return [
        [
            f"{closing.month:%Y-%m}",
            party_name(each.party),
            words.ROLE[each.role],
            _told(before.get((each.party, each.role))),
            _told(each.total),
        ]
        for each in tried
    ]


def _told(points: Decimal | None) -> object:
    return NONE if points is None else points


def _percent(numerator: int, denominator: int) -> str:
    return f"{two_places(rate_of(numerator, denominator))}%" if denominator else NONE


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"


def _moment(at: Any) -> str:
    return date_format(timezone.localtime(at), "Y-m-d H:i")
