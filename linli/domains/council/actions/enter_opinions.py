"""What comes on paper or by telephone, and what another system has: entered, and counted once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from linli.domains.council.actions.deliberate import held, joined, written
from linli.domains.council.errors import NotOnTheRoll
from linli.domains.council.models import Contribution, Deliberation, Entry, Opinion, Participant
from linli.domains.council.queries import deliberation as queries
from linli.domains.council.rules.deliberation import ASSISTED, Form, Said, Way, masked
from linli.kernel import clock
from linli.kernel.errors import Invalid
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.audit import trail
from linli.platform.database import rows
from linli.platform.database.secrecy import is_mobile


@dataclass(frozen=True, slots=True)
class Assisted:
    """Who said it (a phone number, or a door of the unit list), how, and before whom."""

    way: Way
    who: str
    witness: str


@dataclass(frozen=True, slots=True)
class Brought:
    """One vote of another system: its own name for the person, the statement's number, in order."""

    person: str
    statement: int
    said: Said


@transaction.atomic
def enter_opinions(
    *, actor: Actor, talk: Deliberation, assisted: Assisted, said: Mapping[int, Said]
) -> int:
    """Enter what somebody said of statements, by number, before a witness; answers how many.

    What the person has said on the web stays as they said it. Raises NotPermitted, Invalid,
    NotOnTheRoll for a door that isn't on the unit list, NotDeliberatingNow.
    """
    policy.require(actor, "council.enter_opinions", at=talk)

    if not said:
        raise Invalid(_("至少要录入一条表态。"))
    talk = held(talk)
    participant = joined(talk, queries.person_in(talk, _key(talk, assisted)), assisted.way)
    entry = _entry(actor, talk, assisted)
    own = queries.said_on_the_web(participant)
    known = {each.number: each for each in queries.statements(talk)}
    kept = {known[number]: each for number, each in said.items() if number in known.keys() - own}
    rows.insert_many([_opinion(participant, one, each, entry) for one, each in kept.items()])

    trail.record(actor, "council.enter_opinions", talk, way=assisted.way)
    return len(said)


@transaction.atomic
def enter_contribution(
    *,
    actor: Actor,
    talk: Deliberation,
    assisted: Assisted,
    form: Form,
    text: str,
    about: Contribution | None = None,
) -> Contribution:
    """Enter a statement or an argument in somebody's words; refuses as `contribute` does."""
    policy.require(actor, "council.enter_opinions", at=talk)

    talk = held(talk, alone=True)
    author = queries.author_in(talk, _key(talk, assisted))
    made = written(talk, author, form, text, about, _entry(actor, talk, assisted))

    trail.record(actor, "council.enter_contribution", talk, number=made.number, way=assisted.way)
    return made


@transaction.atomic
def bring_in(
    *, actor: Actor, talk: Deliberation, statements: Sequence[str], votes: Sequence[Brought]
) -> None:
    """Take over a conversation of another system, or of a demonstration: statements are numbered as
    they come, votes are added in their order. For programs alone.
    """
    policy.require(actor, "council.bring_in", at=talk)

    talk, first = held(talk, alone=True), queries.next_number(talk)
    made_at, today = clock.now(), clock.local_date(clock.now())
    told = {"deliberation": talk, "community_id": talk.community_id}
    rows.insert_many(
        [
            Contribution(
                **told, number=number, text=masked(text), form=Form.STATEMENT, standing="shown",
                made_at=made_at,
            )
            for number, text in enumerate(statements, first)
        ]
    )  # fmt: skip
    people = {each.person: queries.person_in(talk, f"brought {each.person}") for each in votes}
    known = {each.number: each for each in queries.statements(talk)}
    rows.insert_many(
        [Participant(**told, person=each, way=Way.WEB, joined_on=today) for each in people.values()]
    )
    taking = queries.participants(talk)
    rows.insert_many(
        [
            Opinion(
                **told, participant=taking[people[each.person]], statement=known[each.statement],
                said=each.said, said_on=today,
            )
            for each in votes
        ]
    )  # fmt: skip

    trail.record(actor, "council.bring_in", talk, votes=len(votes))


def _key(talk: Deliberation, assisted: Assisted) -> str:
    """Who it is, by phone or else by a door of the unit list."""
    if assisted.way not in ASSISTED:
        raise Invalid(_("请选择是怎样收到的。"), way=_("请选择。"))
    if not assisted.witness.strip():
        raise Invalid(_("请写明见证人。"), witness=_("请写明见证人。"))
    if is_mobile(assisted.who):
        return queries.key_of_phone(assisted.who)
    key = queries.key_of_door(talk.area, assisted.who)
    if key is None:
        words = _("请填写本人的手机号，或者房屋清单里的门牌，例如 3-2-501。")
        raise NotOnTheRoll(words)
    return key


def _entry(actor: Actor, talk: Deliberation, assisted: Assisted) -> Entry:
    return rows.insert(
        Entry(
            deliberation=talk, community_id=talk.community_id, way=assisted.way,
            witness=assisted.witness.strip(), entered_by=actor.account_id,
            entered_on=clock.local_date(clock.now()),
        )
    )  # fmt: skip


def _opinion(
    participant: Participant, statement: Contribution, said: Said, entry: Entry
) -> Opinion:
    return Opinion(
        deliberation_id=participant.deliberation_id, community_id=participant.community_id,
        participant=participant, statement=statement, said=said, entry=entry,
        said_on=entry.entered_on,
    )  # fmt: skip
