"""What the pages of a deliberation say, in words and figures."""

from collections.abc import Mapping, Sequence
from math import sqrt
from typing import Any

from django.utils.translation import gettext as _

from linli.domains.council import words
from linli.domains.council.models import Contribution, Deliberation, Moderation
from linli.domains.council.rules.deliberation import (
    REPEATABLE,
    Form,
    Phase,
    Reason,
    Said,
    Standing,
    Step,
    phase,
)
from linli.kernel import clock

TONES = {
    Phase.PLANNED: "neutral",
    Phase.OPEN: "good",
    Phase.CLOSED: "warn",
    Phase.FROZEN: "neutral",
}
STANDING_TONES = {Standing.WAITING: "warn", Standing.SHOWN: "good", Standing.REMOVED: "bad"}
Place = tuple[float, float, str | None]
WIDE, HIGH, EDGE = 100.0, 70.0, 8.0  # of the map, in units of its own
LEAST_MARK, MARK = 0.9, 0.35  # radius of a mark, and what the root of its people adds


def phase_of(talk: Deliberation) -> Phase:
    is_frozen = talk.frozen_at is not None
    return phase(talk.opens_at, talk.closes_at, frozen=is_frozen, now=clock.now())


def standing(talk: Deliberation) -> dict[str, Any]:
    """One deliberation in a list: where it stands in a word, and its tone."""
    now = phase_of(talk)
    return {
        "talk": talk,
        "phase": words.PHASE[now],
        "tone": TONES[now],
        "is_open": now == Phase.OPEN,
    }


def voting(statement: Contribution, said: Mapping[int, int]) -> dict[str, Any]:
    """A statement with what the person who asks said of it, if anything."""
    mine = said.get(statement.number)
    return {
        "statement": statement,
        "mine": None if mine is None else words.SAID[Said(mine)],
        "choices": [(each.value, words.SAID[each]) for each in Said],
    }


def written(mine: Sequence[Contribution]) -> list[dict[str, Any]]:
    """One's own words, what became of them, by which rule, and whether one may appeal."""
    told = []
    for each in mine:
        steps = list(each.moderations.all())
        removed = [step for step in steps if step.step == Step.REMOVE]
        appealed = any(step.step == Step.APPEAL for step in steps)
        answers = [step for step in steps if step.step in {Step.RESTORE, Step.DISMISS}]
        told.append({
            "one": each,
            "form": words.FORM[Form(each.form)],
            "standing": words.STANDING[Standing(each.standing)],
            "tone": STANDING_TONES[Standing(each.standing)],
            "reason": words.REASON[Reason(removed[-1].reason)] if removed else "",
            "may_appeal": each.standing == Standing.REMOVED and not appealed,
            "waits": appealed and not answers,
            "answer": answers[-1].words if answers else "",
        })  # fmt: skip
    return told


def sides(found: Sequence[Contribution], marked: set[Any]) -> list[dict[str, Any]]:
    """Reasons for on the one side, reasons against on the other."""
    return [
        {
            "title": words.FORM[form],
            "rows": [
                {"one": each, "is_marked": each.pk in marked} for each in found if each.form == form
            ],
        }
        for form in (Form.FOR, Form.AGAINST)
    ]


def queue(waits: Sequence[Contribution]) -> list[dict[str, Any]]:
    return [{"one": each, "form": words.FORM[Form(each.form)]} for each in waits]


def log(steps: Sequence[Moderation]) -> dict[str, Any]:
    """The public log as a table: when, what, what was done, by which rule. The words of some rules
    aren't repeated."""
    columns = [_("时间"), _("哪一条"), _("做了什么"), _("按哪条规则"), _("内容")]
    rules = {each.contribution_id: each.reason for each in steps if each.reason}
    rows = [
        [
            clock.local_date(each.taken_at).isoformat(),
            f"{words.FORM[Form(each.contribution.form)]} {each.contribution.number}",
            words.STEP[Step(each.step)],
            words.REASON[Reason(each.reason)] if each.reason else "—",
            _words(each.contribution, rules.get(each.contribution_id, "")),
        ]
        for each in steps
    ]
    return {"columns": columns, "rows": rows}


def _words(one: Contribution, reason: str) -> str:
    if one.standing == Standing.SHOWN or reason in REPEATABLE:
        return one.text
    return _("（不再重复）")


def result(
    told: Mapping[str, Any], texts: Mapping[int, str], place: Place | None = None
) -> dict[str, Any]:
    """A round in tables: groups, what all agree on, where they part, every statement; and its map."""
    names = [each["name"] for each in told["groups"]]
    return {
        "figures": _figures(told),
        "groups": [_group(each, texts) for each in told["groups"]],
        "has_hidden": any(each["people"] is None for each in told["groups"]),
        "common": [
            (words.SAID[Said.AGREE if each["agrees"] else Said.DISAGREE], texts[each["number"]])
            for each in told["common"]
            if each["number"] in texts
        ],
        "parted": {
            "columns": [_("观点"), *(_("%s 组") % name for name in names)],
            "rows": [
                [texts[each["number"]], *map(_cell, each["by_group"])]
                for each in told["parted"]
                if each["number"] in texts
            ],
        },
        "all": {
            "columns": [_("观点"), _("同意"), _("不同意"), _("跳过"), _("表态人数")],
            "rows": [_whole(each, texts) for each in told["statements"] if each["number"] in texts],
        },
        "map": _map(told["map"], place) if "map" in told else None,
        "place": place,
    }


def _figures(told: Mapping[str, Any]) -> list[tuple[str, object]]:
    return [
        (_("表态的人"), told["people"]),
        (_("进入分组的人"), told["heard"]),
        (_("表态次数"), told["votes"]),
        (_("观点"), len(told["statements"])),
    ]


def _group(group: Mapping[str, Any], texts: Mapping[int, str]) -> dict[str, Any]:
    return {
        "name": group["name"],
        "people": group["people"],
        "stands": [
            {
                "said": words.SAID[Said.AGREE if each["agrees"] else Said.DISAGREE],
                "text": texts[each["number"]],
                "share": _("%(said)d / %(seen)d 人") % each,
            }
            for each in group["stands"]
            if each["number"] in texts
        ],
    }


def _cell(cell: Mapping[str, int] | None) -> str:
    if cell is None:
        return _("少于 5 人，不公布")
    return _("同意 %(agrees)d，不同意 %(disagrees)d，共 %(seen)d 人") % cell


def _whole(each: Mapping[str, Any], texts: Mapping[int, str]) -> list[object]:
    if each["seen"] is None:
        return [texts[each["number"]], "—", "—", "—", _("少于 5 人，不公布")]
    passed = each["seen"] - each["agrees"] - each["disagrees"]
    return [texts[each["number"]], each["agrees"], each["disagrees"], passed, each["seen"]]


def _map(drawn: Mapping[str, Any], place: Place | None) -> dict[str, Any] | None:
    """Marks, outlines and names of groups in the units of the picture; None without any."""
    marks = drawn["marks"]
    if not marks:
        return None
    spots = [(each["x"], each["y"]) for each in marks] + ([place[:2]] if place else [])
    fit = _fit(spots)
    return {
        "marks": [
            {"group": each["group"], "people": each["people"], **fit(each["x"], each["y"]),
             "r": _plain(LEAST_MARK + MARK * sqrt(each["people"]))}
            for each in marks
        ],
        "outlines": [
            {
                "group": each["group"],
                "points": " ".join(
                    f"{spot['x']},{spot['y']}" for spot in (fit(*c) for c in each["corners"])
                ),
                **_top(each["corners"], fit),
            }
            for each in drawn["outlines"]
        ],
        "own": fit(*place[:2]) if place else None,
    }  # fmt: skip


def _top(corners: Sequence[Sequence[float]], fit: Any) -> dict[str, str]:
    """Where the name of a group stands: the middle of its corners."""
    across = sum(each[0] for each in corners) / len(corners)
    down = sum(each[1] for each in corners) / len(corners)
    spot = fit(across, down)
    return {"name_x": spot["x"], "name_y": spot["y"]}


def _fit(spots: Sequence[Sequence[float]]) -> Any:
    """From the coordinates of a round into the picture, one scale both ways, the second axis up."""
    least = [min(each[axis] for each in spots) for axis in (0, 1)]
    span = [max(each[axis] for each in spots) - least[axis] for axis in (0, 1)]
    rooms = (WIDE - 2 * EDGE, HIGH - 2 * EDGE)
    scales = [room / each for room, each in zip(rooms, span, strict=True) if each > 0]
    scale = min(scales, default=1.0)
    middle = [least[axis] + span[axis] / 2 for axis in (0, 1)]

    def fit(x: float, y: float) -> dict[str, str]:
        return {
            "x": _plain(WIDE / 2 + (x - middle[0]) * scale),
            "y": _plain(HIGH / 2 - (y - middle[1]) * scale),
        }

    return fit


def _plain(value: float) -> str:
    """A number as SVG reads it, in every language."""
    return f"{value:.2f}"
