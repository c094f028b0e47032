"""Reads of deliberations. Nobody's votes are read but by themselves and by the machine that groups."""

from datetime import datetime
from hashlib import sha256
from uuid import UUID

import numpy as np
from django.db import connection
from django.db.models import Count, Max, Q, QuerySet
from django.utils.translation import gettext as _

from linli.domains.council.models import (
    Contribution,
    Deliberation,
    Helpful,
    Moderation,
    Opinion,
    OpinionRound,
    OwnedUnit,
    Participant,
)
from linli.domains.council.rules import opinion_result, opinions
from linli.domains.council.rules.deliberation import ALIKE, MOST_ALIKE, Form, Standing, Step
from linli.domains.council.rules.opinions import Flags, Floats
from linli.kernel.errors import NotFound
from linli.kernel.wording import likeness_of_words
from linli.platform.access import policy
from linli.platform.access.actor import Actor, Kind
from linli.platform.accounts.actions.codes import PHONE
from linli.platform.accounts.models import Account
from linli.platform.database.secrecy import blind

ATTEND, DELIBERATE, MODERATE = "council.attend", "council.deliberate", "council.moderate"
TAKES_PART, WRITES = "council.participant", "council.author"  # purposes of the two blind indexes


def deliberations_for(actor: Actor) -> QuerySet[Deliberation]:
    """The deliberations of the areas where `actor` works or lives, the newest first."""
    return Deliberation.objects.filter(
        policy.within(actor, ATTEND) | policy.within(actor, DELIBERATE)
    ).defer("digest")


def deliberation_for(actor: Actor, deliberation_id: UUID) -> Deliberation:
    """One deliberation; NotFound also when it exists but isn't this actor's to see."""
    found = deliberations_for(actor).filter(pk=deliberation_id).first()
    if found is None:
        raise NotFound(_("没有找到，或者您没有查看它的权限。"))
    return found


def own_key(actor: Actor) -> str:
    """What tells the resident who asks from everybody else: the phone they signed in with, or the
    account without one; blank for anybody who isn't a resident. Never kept as it is."""
    if actor.kind != Kind.RESIDENT or actor.account_id is None:
        return ""
    found = Account.objects.filter(pk=actor.account_id).values_list("phone_index", flat=True)
    return found.first() or f"account {actor.account_id}"


def key_of_phone(phone: str) -> str:
    """The same key of somebody whose phone number a worker was told."""
    return blind(phone, PHONE)


def key_of_door(area: str, label: str) -> str | None:
    """The same key by a door of the unit list: its owner's phone if that is known; None when the
    list has no such door."""
    unit = OwnedUnit.objects.filter(policy.under(area), label=label.strip()).first()
    return (unit.phone_index or f"owner {unit.owner or unit.label}") if unit else None


def person_in(talk: Deliberation, key: str) -> str:
    """The blind index of a person among those who vote in this deliberation; elsewhere another."""
    return blind(f"{talk.pk} {key}", TAKES_PART) if key else ""


def author_in(talk: Deliberation, key: str) -> str:
    """The blind index of a person among those who write in this deliberation."""
    return blind(f"{talk.pk} {key}", WRITES) if key else ""


def said_by(talk: Deliberation, person: str) -> dict[int, int]:
    """The last vote of a participant on each statement by number, for themselves alone."""
    if not person:
        return {}
    cast = Opinion.objects.filter(participant__deliberation=talk, participant__person=person)
    return dict(cast.order_by("pk").values_list("statement__number", "said"))


def statements(talk: Deliberation) -> list[Contribution]:
    """The statements that everybody reads."""
    return list(
        Contribution.objects.filter(deliberation=talk, form=Form.STATEMENT, standing=Standing.SHOWN)
    )


def in_order(
    talk: Deliberation, shown: list[Contribution], person: str, made: OpinionRound | None
) -> list[Contribution]:
    """Statements as somebody sees them next; of equal ones each person has an order of their own."""
    weights = opinion_result.weights(made.inner if made else None)
    new = opinion_result.weight_of_new()

    def place(each: Contribution) -> tuple[float, bytes]:
        dice = sha256(f"{talk.pk} {person} {each.number}".encode()).digest()
        return -weights.get(each.number, new), dice

    return sorted(shown, key=place)


def contribution(actor: Actor, contribution_id: UUID) -> Contribution:
    """One contribution of a deliberation that the actor sees; one that isn't shown is there for who
    moderates and who wrote it alone."""
    found = (
        Contribution.objects.filter(
            pk=contribution_id, deliberation__in=deliberations_for(actor).values("pk")
        )
        .select_related("deliberation")
        .first()
    )
    if found is None or not _may_see(actor, found):
        raise NotFound(_("没有找到，或者您没有查看它的权限。"))
    return found


def _may_see(actor: Actor, one: Contribution) -> bool:
    return (
        one.standing == Standing.SHOWN
        or policy.allows(actor, MODERATE, at=one.deliberation)
        or is_author(actor, one)
    )


def is_author(actor: Actor, one: Contribution) -> bool:
    author = author_in(one.deliberation, own_key(actor))
    return bool(author) and one.author == author


def numbered(talk: Deliberation, number: int) -> Contribution:
    """A statement that is shown, by its number."""
    found = Contribution.objects.filter(
        deliberation=talk, number=number, form=Form.STATEMENT, standing=Standing.SHOWN
    ).first()
    if found is None:
        raise NotFound(_("没有这条观点，或者它已经被移除。"))
    return found


def own_contributions(talk: Deliberation, key: str) -> list[Contribution]:
    """What the person who asks has written here, with what became of it."""
    author = author_in(talk, key)
    if not author:
        return []
    return list(
        Contribution.objects.filter(deliberation=talk, author=author)
        .select_related("about")
        .prefetch_related("moderations")
    )


def similar(talk: Deliberation, text: str) -> list[Contribution]:
    """At most three statements that say nearly the same, the most alike first."""
    found = [(likeness_of_words(text, each.text), each) for each in statements(talk)]
    alike = sorted((pair for pair in found if pair[0] >= ALIKE), key=lambda pair: -pair[0])
    return [each for _score, each in alike[:MOST_ALIKE]]


def arguments(talk: Deliberation, about: Contribution | None) -> list[Contribution]:
    """Arguments on a statement, or on the question; the most helpful first."""
    return list(
        Contribution.objects.filter(deliberation=talk, about=about, standing=Standing.SHOWN)
        .exclude(form=Form.STATEMENT)
        .annotate(marks=Count("helpful"))
        .order_by("-marks", "number")
    )


def best_arguments(talk: Deliberation) -> list[Contribution]:
    """Every argument that is shown, the most helpful first."""
    return list(
        Contribution.objects.filter(deliberation=talk, standing=Standing.SHOWN)
        .exclude(form=Form.STATEMENT)
        .select_related("about")
        .annotate(marks=Count("helpful"))
        .order_by("-marks", "number")
    )


def marked_by(talk: Deliberation, key: str) -> set[UUID]:
    """The arguments that the person who asks found helpful."""
    reader = author_in(talk, key)
    if not reader:
        return set()
    found = Helpful.objects.filter(argument__deliberation=talk, reader=reader)
    return set(found.values_list("argument_id", flat=True))


def has_marked(argument: Contribution, reader: str) -> bool:
    return Helpful.objects.filter(argument=argument, reader=reader).exists()


def log(talk: Deliberation) -> list[Moderation]:
    """Every step of moderation, the newest first, for everybody."""
    found = Moderation.objects.filter(deliberation=talk).select_related("contribution")
    return list(found.exclude(step=Step.PUBLISH).order_by("-taken_at", "-pk"))


def restored_since_frozen(talk: Deliberation) -> int:
    """How many appeals were upheld after the result was frozen, which it therefore leaves out."""
    if talk.frozen_at is None:
        return 0
    late = Moderation.objects.filter(deliberation=talk, step=Step.RESTORE)
    return late.filter(taken_at__gte=talk.frozen_at).count()


def waiting(talk: Deliberation) -> list[Contribution]:
    """What nobody has looked at yet, the oldest first."""
    found = Contribution.objects.filter(deliberation=talk, standing=Standing.WAITING)
    return list(found.select_related("about"))


def appeals(talk: Deliberation) -> list[Moderation]:
    """Appeals that wait for an answer, with what they are about."""
    asked = Moderation.objects.filter(deliberation=talk, step=Step.APPEAL)
    answered = Moderation.objects.filter(
        deliberation=talk, step__in=[Step.RESTORE, Step.DISMISS]
    ).values("contribution")
    return list(
        asked.exclude(contribution__in=answered).select_related(
            "contribution", "contribution__about"
        )
    )


def steps_of(one: Contribution) -> list[Moderation]:
    return list(Moderation.objects.filter(contribution=one))


def alike_in(talk: Deliberation, one: Contribution) -> bool:
    """Whether these very words stand there already."""
    return Contribution.objects.filter(
        deliberation=talk, form=one.form, about=one.about, text=one.text
    ).exclude(standing=Standing.REMOVED).exists()  # fmt: skip


def written_by(talk: Deliberation, author: str, form: Form) -> int:
    """How many statements, or arguments, somebody has written here."""
    mine = Contribution.objects.filter(deliberation=talk, author=author)
    is_statement = Q(form=Form.STATEMENT)
    return mine.filter(is_statement if form == Form.STATEMENT else ~is_statement).count()


def next_number(talk: Deliberation) -> int:
    found = Contribution.objects.filter(deliberation=talk).aggregate(last=Max("number"))
    return (found["last"] or 0) + 1


def latest_round(talk: Deliberation) -> OpinionRound | None:
    return OpinionRound.objects.filter(deliberation=talk).first()


def people_in(talk: Deliberation) -> int:
    """How many people have voted, over all ways."""
    return Participant.objects.filter(deliberation=talk).count()


def people_by_way(talk: Deliberation) -> dict[str, int]:
    """How many people began on the web, on paper, by phone."""
    found = Participant.objects.filter(deliberation=talk).values("way").annotate(people=Count("pk"))
    return {each["way"]: each["people"] for each in found}


def changed_since(talk: Deliberation, last: int) -> tuple[int, int]:
    """(votes, people who gave them) after the vote `last`, for the machine that groups."""
    found = Opinion.objects.filter(deliberation=talk, pk__gt=last).aggregate(
        votes=Count("pk"), people=Count("participant", distinct=True)
    )
    return found["votes"], found["people"]


def to_group(now: datetime) -> QuerySet[Deliberation]:
    """Deliberations that aren't frozen and have begun, for the machine that groups."""
    return Deliberation.objects.filter(frozen_at=None, opens_at__lte=now).order_by("closes_at")


def conversation(talk: Deliberation) -> tuple[Floats, list[int], Flags, int]:
    """(people x statements, numbers of the statements, which are taken out, id of the last vote),
    for the machine that groups. The order of people tells nothing about them."""
    known = list(
        Contribution.objects.filter(deliberation=talk, form=Form.STATEMENT)
        .exclude(standing=Standing.WAITING)
        .values_list("pk", "number", "standing")
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT o.participant_id, s.number, o.said, o.id FROM council_opinion o"
            " JOIN council_contribution s ON s.id = o.statement_id"
            " WHERE o.deliberation_id = %s ORDER BY o.id",
            [talk.pk],
        )
        cast = np.array(cursor.fetchall(), dtype=np.int64).reshape(-1, 4)
    numbers = [number for _pk, number, _standing in known]
    people, rows = np.unique(cast[:, 0], return_inverse=True)
    columns = np.searchsorted(np.array(numbers, dtype=np.int64), cast[:, 1])
    votes = opinions.matrix(rows, columns, cast[:, 2], (len(people), len(numbers)))
    out = np.array([standing == Standing.REMOVED for *_rest, standing in known], dtype=np.bool_)
    last = int(cast[-1, 3]) if len(cast) else 0
    return votes, numbers, out, last


def texts(talk: Deliberation) -> dict[int, str]:
    """The words of every statement by number; of one that was taken out none."""
    return {each.number: each.text for each in statements(talk)}


def said_on_the_web(participant: Participant) -> set[int]:
    """The numbers of the statements that a participant answered themselves, for who enters more."""
    found = Opinion.objects.filter(participant=participant, entry=None)
    return set(found.values_list("statement__number", flat=True))


def participants(talk: Deliberation) -> dict[str, Participant]:
    """Everybody who takes part by their index, for the machine that brings in votes."""
    return {each.person: each for each in Participant.objects.filter(deliberation=talk)}


def number_of_about(argument: Contribution) -> int:
    """The number of the statement that an argument is about; 0 for the question."""
    return argument.about.number if argument.about else 0
