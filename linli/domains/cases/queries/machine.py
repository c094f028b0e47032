"""Reads that only linli's own work makes: limits, overdue shares, what to learn from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F, QuerySet

from linli.core.places import queries as places
from linli.core.places.kinds import Kind
from linli.core.places.models import Asset
from linli.domains.cases.models import (
    Assignment,
    Case,
    Category,
    Exclusion,
    Ruling,
    SuggestionModel,
    TimeLimit,
)
from linli.domains.cases.rules import (
    OPEN,
    OPEN_SHARES,
    WAITING_SHARES,
    ClockKind,
    Urgency,
    suggestion,
)
from linli.domains.cases.rules.suggestion import Guess
from linli.platform.calendar.clocks import Term, Unit
from linli.platform.database import editions

LEARNED_AT_MOST = 20_000
Limits = dict[ClockKind, Term]


def time_limits(category: Category | None, urgency: Urgency, *, at: datetime) -> Limits:
    """What is promised for a case of this kind at `at`.

    The most particular limit wins: category and urgency, then category, then urgency, then all;
    among equals the newest one already in force.
    """
    meant = {None, category.pk if category else None}
    return {
        ClockKind(kind): Term(amount, Unit(unit))
        for kind, category_id, limit_urgency, since, amount, unit in _limits_by_particularity()
        if since <= at and category_id in meant and limit_urgency in {"", urgency}
    }


@editions.kept
def _limits_by_particularity() -> Sequence[tuple[str, UUID | None, str, datetime, int, str]]:
    """Every limit there is, the more particular and the newer ones later."""
    rows = TimeLimit.objects.order_by(
        F("category").asc(nulls_first=True), "urgency", "effective_from"
    )
    return tuple(
        rows.values_list("kind", "category", "urgency", "effective_from", "amount", "unit")
    )


def for_machine(case_id: UUID) -> Case:
    """The case that an event named, for listeners working inside its community's scope."""
    return Case.objects.get(pk=case_id)


def ruling_for_machine(ruling_id: UUID) -> Ruling:
    """The plea that an event named, with its case."""
    return Ruling.objects.select_related("case").get(pk=ruling_id)


def exclusion_for_machine(exclusion_id: UUID) -> Exclusion:
    """The exclusion that an event named, with its case."""
    return Exclusion.objects.select_related("case").get(pk=exclusion_id)


def categories() -> QuerySet[Category]:
    """The kinds of matter that can be chosen: the leaves of the tree, which are public."""
    return Category.objects.filter(is_active=True, children=None)


@editions.kept
def category_choices() -> Sequence[tuple[UUID, str]]:
    """Those of `categories` by key and name, for a form that asks for one."""
    return tuple((each.pk, each.called) for each in categories())


@editions.kept
def category_names() -> Mapping[UUID, str]:
    """What every category is called, also of those that are out of use."""
    return {each.pk: each.called for each in Category.objects.all()}


@dataclass(frozen=True, slots=True)
class Suggested:
    """A category that the words of a case point to. A suggestion, never a decision."""

    category: Category
    percent: int
    because: Sequence[str]
    learned: bool


def suggestion_of(case: Case) -> Suggested | None:
    """The suggestion written beside the case, as long as its category exists and it has a reason."""
    said = case.suggestion if case.suggestion and case.suggestion["because"] else None
    category = categories().filter(code=said["code"]).first() if said else None
    if said is None or category is None:
        return None
    return Suggested(category, round(said["share"] * 100), said["because"], said["learned"])


def open_cases() -> QuerySet[Case]:
    """Every case that is still owed a solution."""
    return Case.objects.filter(status__in=OPEN)


def overdue(at: datetime) -> QuerySet[Case]:
    """Open cases whose solution has been owed since before `at`."""
    return open_cases().filter(due_at__lt=at, is_paused=False)


def overdue_shares(at: datetime) -> QuerySet[Assignment]:
    """Open shares past their deadline whose party hasn't been reminded yet."""
    return Assignment.objects.filter(
        status__in=OPEN_SHARES, due_at__lt=at, reminded_at=None
    ).exclude(status__in=WAITING_SHARES)


def decided_texts(subdistrict: str) -> tuple[Sequence[str], Sequence[str]]:
    """Texts of the newest cases whose category a dispatcher decided, and those categories' codes."""
    rows = (
        Case.objects.filter(subdistrict=subdistrict, category__isnull=False)
        .order_by("-reported_at")
        .values_list("description", "category__code")[:LEARNED_AT_MOST]
    )
    texts = [text for text, _code in rows]
    return texts, [code for _text, code in rows]


def subdistricts_with_cases() -> Sequence[str]:
    """Every sub-district that has decided cases to learn from."""
    decided = Case.objects.filter(category__isnull=False)
    return list(decided.values_list("subdistrict", flat=True).distinct())


def guess_category(case: Case) -> Guess | None:
    """What its asset says that a case is, or else what the sub-district's model, or the keywords of
    the tree, make of its words."""
    if (found := of_asset(places.asset_told(case.asset_id))) is not None:
        return found
    keywords = dict(Category.objects.filter(is_active=True).values_list("code", "keywords"))
    model = SuggestionModel.objects.filter(pk=case.subdistrict).first()
    if model is not None:
        learned = suggestion.suggest(bytes(model.archive), case.description, keywords)
        if learned is not None:
            return learned
    return suggestion.by_keywords(keywords, case.description)


def of_asset(asset: Asset | None) -> Guess | None:
    """The one category that is usually about assets of this kind; None where none or several are."""
    if asset is None:
        return None
    meant = [each for each in categories() if each.asset_kind == asset.kind]
    if len(meant) != 1:
        return None
    return Guess(meant[0].code, 1.0, (asset.number,), learned=False)


def kinds_meant(category: Category | None, said: str) -> set[Kind]:
    """Kinds of assets that a report may be about: its category's, or those whose words it uses."""
    if category is not None:
        return {Kind(category.asset_kind)} if category.asset_kind else set()
    usual = [each for each in categories() if each.asset_kind]
    return {
        Kind(each.asset_kind)
        for each in usual
        if any(word in said for word in (each.name, *each.keywords))
    }


def brought_in(community: str, refs: Sequence[str]) -> set[str]:
    """Which of these numbers of another system are here already, for an import into `community`."""
    there = Case.objects.filter(community_id=community, external_ref__in=refs)
    return set(there.values_list("external_ref", flat=True))
