"""Closed months as staff read them: figures, lists behind them, scores under any version of rules."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from linli.core.divisions.models import Division
from linli.core.divisions.rules import Level
from linli.domains.cases.models import (
    Case,
    Closing,
    Counted,
    Exclusion,
    ExclusionGround,
    ScoreRules,
)
from linli.domains.cases.queries import counting
from linli.domains.cases.queries.counting import BIT, differing
from linli.domains.cases.queries.measures import Part
from linli.domains.cases.rules import scores
from linli.domains.cases.rules.scores import Count, Measure, Role, Score
from linli.kernel.errors import NotFound
from linli.platform.access import policy
from linli.platform.access.actor import Actor, Kind
from linli.platform.database import scope

MEASURE, HANDLE, CONFIGURE = "cases.measure", "cases.handle", "cases.configure"
READING = (MEASURE, HANDLE, CONFIGURE)  # who configures tries rules on months that are over
MONTHS_SHOWN, LOOKED_AT = 36, 24


def score_rules_for(month: date) -> ScoreRules:
    """The announced rules by which a month is scored; the newest that had begun."""
    announced = ScoreRules.objects.filter(announced_at__isnull=False, effective_from__lte=month)
    return announced.latest("effective_from")


def score_rules(actor: Actor) -> Sequence[ScoreRules]:
    """Every version, the newest first; drafts are shown to whoever may announce them."""
    policy.require_anywhere(actor, *READING)
    versions = ScoreRules.objects.order_by("-version")
    if not policy.allows(actor, CONFIGURE, at=""):
        versions = versions.filter(announced_at__isnull=False)
    return list(versions)


def score_rules_version(actor: Actor, version: int) -> ScoreRules:
    """One version that the actor may read."""
    found = next((each for each in score_rules(actor) if each.version == version), None)
    if found is None:
        raise NotFound(_("没有这一版评分规则。"))
    return found


def replay(closing: Closing, rules: ScoreRules) -> list[Score]:
    """Every party's score of a closed month under any version of the rules, from what was kept."""
    rows = closing.parties.order_by("party", "role", "measure")
    named = rows.values_list("party", "role", "measure", "numerator", "denominator")
    counts = [
        Count(party, Role(role), Measure(measure), num, den)
        for party, role, measure, num, den in named
    ]
    return scores.scores(scores.from_plain(rules.pieces), counts)


def closings(actor: Actor) -> Sequence[Closing]:
    """Closed months where the actor measures, handles or configures, the newest first with every version."""
    policy.require_anywhere(actor, *READING)
    reach = _readable(actor)
    found = Closing.objects.filter(reach).select_related("publication", "sheet")
    return list(found.order_by("-month", "area", "-version")[:MONTHS_SHOWN])


def closing(actor: Actor, closing_id: UUID) -> Closing:
    """One closed month where the actor measures, handles or configures."""
    found = Closing.objects.filter(_readable(actor), pk=closing_id)
    one = found.select_related("publication", "sheet__rules").first()
    if one is None:
        raise NotFound(_("没有找到这个月的结账，或者您没有查看它的权限。"))
    return one


def scores_shown(actor: Actor, closing: Closing, rules: ScoreRules | None = None) -> list[Score]:
    """The scores that the actor may read: all where they measure, else their own departments'.

    Under the rules in force then, or any others, which changes nothing that is kept.
    """
    found = replay(closing, rules or closing.sheet.rules)
    if any(policy.allows(actor, each, at=closing.area) for each in (MEASURE, CONFIGURE)):
        return found
    own = {str(each) for each in actor.departments(HANDLE)}
    return [each for each in found if each.party in own]


def counted(
    actor: Actor, closing: Closing, part: Part, *, department: str = ""
) -> QuerySet[Counted]:
    """The cases behind a figure of a closed month, those left out marked with their ground.

    Whoever measures sees all in their area; a department sees what it led.
    """
    rows = Counted.objects.filter(closing=closing).extra(  # a bit, no text
        where=["parts & %s > 0"], params=[BIT[part]]
    )
    seen = policy.within(actor, MEASURE, "community_id")
    own = Q(department_id__in=actor.departments(HANDLE))
    rows = rows.filter(seen | own).order_by("number")
    return rows.filter(department_id=department) if department else rows


def behind_line(actor: Actor, closing: Closing, line: Count) -> Sequence[tuple[Counted, bool]]:
    """The cases that one line of a party's score counts, by number, each with whether it counts for
    the party; of the parties whose scores the actor may read. Raises NotFound for others.

    Read from the shares as they stand now, of the cases that the closing kept.
    """
    if line.party not in {each.party for each in scores_shown(actor, closing)}:
        raise NotFound(_("没有找到这个得分，或者您没有查看它的权限。"))
    found = counting.behind_line(closing, line.party, line.role, line.measure)
    kept = Counted.objects.filter(closing=closing, case_id__in={each for each, _good in found})
    cases = {each.case_id: each for each in kept}
    rows = [(cases[case_id], good) for case_id, good in found if case_id in cases]
    return sorted(rows, key=lambda row: (row[0].number, row[1]))


def line_of(closing: Closing, party: str, role: Role, measure: Measure) -> Count:
    """What a line was when the month was closed."""
    kept = closing.parties.filter(party=party, role=role, measure=measure).first()
    if kept is None:
        raise NotFound(_("没有找到这个得分，或者您没有查看它的权限。"))
    return Count(party, role, measure, kept.numerator, kept.denominator)


def totals(closing: Closing) -> dict[Part, tuple[int, int]]:
    """Of the whole: how many each list holds, and how many more with those left out."""
    whole = closing.figures.filter(area=closing.area, department=None, channel="")
    found = {
        Part(part): (n, out) for part, n, out in whole.values_list("part", "count", "excluded")
    }
    return {part: found.get(part, (0, 0)) for part in Part}


def open_exclusions(actor: Actor) -> Sequence[Exclusion]:
    """What the actor may decide or hear, the oldest first."""
    policy.require_anywhere(actor, "cases.decide_exclusion", "cases.hear_appeal")
    waiting = Q(verdict="") & policy.within(actor, "cases.decide_exclusion")
    appealed = Q(appealed_at__isnull=False, appeal_verdict="")
    waiting |= appealed & policy.within(actor, "cases.hear_appeal")
    found = Exclusion.objects.filter(waiting).select_related(
        "case__community", "ground", "department"
    )
    return list(found.order_by("asked_at")[:200])


def exclusions_of(case_ids: Iterable[UUID]) -> Sequence[Exclusion]:
    """Every exclusion asked for of cases that the actor has already been shown."""
    found = Exclusion.objects.filter(case_id__in=list(case_ids))
    return list(found.select_related("ground", "department").order_by("asked_at"))


def exclusion(actor: Actor, exclusion_id: UUID) -> Exclusion:
    """One exclusion that the actor decides, hears, or may have asked for."""
    reach = Q(department_id__in=actor.departments("cases.ask_exclusion"))
    for permission in ("cases.decide_exclusion", "cases.hear_appeal", "cases.ask_exclusion"):
        reach |= policy.within(actor, permission)
    found = Exclusion.objects.filter(reach, pk=exclusion_id)
    one = found.select_related("case", "ground", "department").first()
    if one is None:
        raise NotFound(_("没有找到这项申请，或者您没有查看它的权限。"))
    return one


def ground_names() -> Mapping[str, str]:
    """What every ground is called, by code, also of those that are out of use."""
    return {each.code: each.called for each in ExclusionGround.objects.all()}


def subdistricts_closing(actor: Actor) -> Sequence[Division]:
    """The sub-districts whose months the actor may close."""
    if actor.kind == Kind.MACHINE:
        return list(Division.objects.filter(level=Level.SUBDISTRICT))
    reach = policy.within(actor, "cases.close_month", "code")
    return list(Division.objects.filter(reach, level=Level.SUBDISTRICT).order_by("code"))


def may_see_evidence(actor: Actor, exclusion_id: UUID) -> bool:
    """Whether the actor may see the photos that were given as evidence."""
    try:
        exclusion(actor, exclusion_id)
    except NotFound:
        return False
    return True


def grounds() -> QuerySet[ExclusionGround]:
    """The grounds that can be named now, which are public."""
    return ExclusionGround.objects.filter(is_active=True)


def months_that_drift() -> Sequence[str]:
    """Closed months whose cases' histories, replayed, give other lists than were kept; for doctor."""
    with scope.system("closed months are counted again from history"):
        latest = Closing.objects.order_by("-month", "area", "-version")[:LOOKED_AT]
        return [str(each) for each in latest if differing(each)]


def subdistricts_to_close(month: date) -> Sequence[str]:
    """Sub-districts that have had a case and haven't closed that month."""
    closed = Closing.objects.filter(month=month).values("area")
    areas = Case.objects.exclude(subdistrict__in=closed).values_list("subdistrict", flat=True)
    return sorted(areas.distinct().order_by())


def _readable(actor: Actor) -> Q:
    """Months of sub-districts that lie where the actor measures, or above or below their work."""
    if actor.kind == Kind.MACHINE:
        return Q()
    reach = Q(pk__in=[])
    for each in actor.holdings:
        if each.permissions.intersection(READING):
            reach |= policy.under(each.area[:9])
    return reach
