"""Every read of polls; each says who asks. None opens a ballot: that is part of counting alone."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from linli.core.people.models import Resident
from linli.domains.council.models import (
    BallotBox,
    BodySeat,
    NamedBallot,
    Poll,
    PollEvent,
    PollItem,
    PollObjection,
    PollVoter,
    Turnout,
)
from linli.domains.council.rules.certificate import text_digest
from linli.domains.council.rules.life import Channel, Status
from linli.domains.council.rules.poll_certificate import terms_digest
from linli.domains.council.rules.poll_grounds import BARRING
from linli.domains.council.rules.polls import PROCEDURES, Level, born_by
from linli.kernel.errors import NotFound
from linli.platform.access import policy
from linli.platform.access.actor import Actor, Kind
from linli.platform.accounts.models import Account
from linli.platform.database import scope

SEE_POLLS, JOIN_POLLS, RUN_POLLS = "council.see_polls", "council.join_polls", "council.run_polls"
SEATS_SHOWN = 500


def polls_visible_to(actor: Actor) -> QuerySet[Poll]:
    """The polls of the areas where `actor` works or lives, the newest first."""
    return Poll.objects.filter(policy.within(actor, SEE_POLLS) | policy.within(actor, JOIN_POLLS))


def poll(actor: Actor, poll_id: UUID) -> Poll:
    """One poll; NotFound also when it exists but isn't this actor's to see."""
    found = polls_visible_to(actor).filter(pk=poll_id).first()
    if found is None:
        raise NotFound(_("没有找到，或者您没有查看它的权限。"))
    return found


def poll_without_a_name(poll_id: UUID) -> Poll:
    """The poll whose box somebody goes to who doesn't say who they are."""
    with scope.system("a secret ballot comes without a name"):
        found = Poll.objects.filter(pk=poll_id).first()
    if found is None:
        raise NotFound(_("没有找到，或者您没有查看它的权限。"))
    return found


def poll_items(poll: Poll) -> list[PollItem]:
    return list(poll.items.all())


def poll_text(items: list[PollItem]) -> list[dict[str, Any]]:
    return [{"number": each.number, "text": each.text} for each in items]


def poll_terms(poll: Poll) -> dict[str, str]:
    """All that the notice said but its text, as its digest has it."""
    return {
        "procedure": poll.procedure,
        "basis": poll.basis,
        "body": poll.body,
        "level": poll.level,
        "channels": poll.channels,
        "noticed_at": poll.noticed_at.isoformat(),
        "opens_at": poll.opens_at.isoformat(),
        "closes_at": poll.closes_at.isoformat(),
    }


def is_poll_as_noticed(poll: Poll, items: list[PollItem]) -> bool:
    """Whether text and terms are what the notice said, to the last character."""
    is_text = poll.text_digest == text_digest(poll.title, poll_text(items))
    return is_text and poll.terms_digest == terms_digest(poll_terms(poll))


def poll_roll_facts(voters: Iterable[PollVoter]) -> list[dict[str, object]]:
    """The roll as its digest and the certificate have it: numbers and seals."""
    return [{"number": each.number, "seal": each.seal} for each in voters]


def own_poll_voters(actor: Actor, poll: Poll) -> list[PollVoter]:
    """The actor's places on the roll: by the linked account, or by a phone that stands there once.

    A phone shared by two of one household tells neither of them apart; they are linked, or vote
    by hand.
    """
    if actor.account_id is None:
        return []
    linked = list(poll.voters.filter(account_id=actor.account_id))
    index = Account.objects.filter(pk=actor.account_id).values_list("phone_index", flat=True)
    phone = index.first()
    by_phone = list(poll.voters.filter(phone_index=phone)[:2]) if phone else []
    if len(by_phone) == 1 and by_phone[0].account_id in {None, actor.account_id}:
        linked += [each for each in by_phone if each not in linked]
    return linked


def poll_voter_numbered(poll: Poll, number: int) -> PollVoter | None:
    return poll.voters.filter(number=number).first()


def turnout_of(voter: PollVoter) -> Turnout | None:
    return Turnout.objects.filter(voter=voter).first()


def took_part(voters: list[PollVoter]) -> set[UUID]:
    """Which of these places have been used."""
    found = Turnout.objects.filter(voter__in=voters).values_list("voter_id", flat=True)
    return set(found) if voters else set()


def is_barred(voter: PollVoter) -> bool:
    """Whether an objection that this number takes no part was upheld."""
    return PollObjection.objects.filter(
        voter=voter, upheld=True, ground__in=sorted(BARRING)
    ).exists()


def poll_quorum(poll: Poll) -> tuple[int, int, bool]:
    """(roll, taken part, enough): the one running figure that anybody sees."""
    roll, present = poll.voters.count(), poll.turnout.count()
    return roll, present, PROCEDURES[poll.procedure].quorum.reached(present, roll)


def present_numbers(poll: Poll) -> list[int]:
    """The numbers on the roll of all who took part, in their order."""
    found = poll.turnout.order_by("voter__number").values_list("voter__number", flat=True)
    return list(found)


def present_by_channel(poll: Poll) -> dict[str, int]:
    counted = poll.turnout.values_list("channel").annotate(n=Count("pk")).order_by("channel")
    return dict(counted)


def own_receipts(voters: list[PollVoter]) -> list[tuple[int, str]]:
    """(number on the roll, receipt) of the named ballots from these places, for whom they belong to."""
    found = NamedBallot.objects.filter(voter__in=voters).order_by("voter__number")
    return list(found.values_list("voter__number", "receipt")) if voters else []


def told_inside(actor: Actor, poll: Poll) -> list[tuple[int, str, str]]:
    """(number, name, choices) for the members of the body themselves, once the result stands."""
    if poll.level != Level.BODY or poll.published_at is None or not own_poll_voters(actor, poll):
        return []
    found = NamedBallot.objects.filter(poll=poll).select_related("voter").order_by("voter__number")
    return [(each.voter.number, each.voter.name, each.choices) for each in found]


def key_of_box(poll: Poll) -> str:
    """The public half of the key by which a browser hides its token, in hexadecimal digits."""
    found = BallotBox.objects.filter(poll=poll).values_list("public_key", flat=True).first()
    return found or ""


def slips_entered(poll: Poll) -> int:
    found = BallotBox.objects.filter(poll=poll).values_list("by_hand", flat=True).first()
    return found or 0


def slips_handed_out(poll: Poll) -> int:
    """How many took a ballot paper, by whichever way but the web."""
    return poll.turnout.exclude(channel=Channel.WEB).count()


def poll_log(poll: Poll) -> list[PollEvent]:
    """What was done, tried and refused, in its order, as everybody may read it."""
    return list(poll.events.all())


def times_logged(poll: Poll, what: str, channel: str) -> int:
    return poll.events.filter(what=what, channel=channel).count()


def poll_objection(actor: Actor, objection_id: UUID) -> PollObjection:
    found = PollObjection.objects.filter(pk=objection_id, poll__in=polls_visible_to(actor))
    one = found.select_related("poll").first()
    if one is None:
        raise NotFound(_("没有找到，或者您没有查看它的权限。"))
    return one


def poll_objections(actor: Actor, poll: Poll) -> list[PollObjection]:
    """All objections for whoever answers them; others see their own alone."""
    found = PollObjection.objects.filter(poll=poll).select_related("voter")
    if not policy.allows(actor, RUN_POLLS, at=poll):
        found = found.filter(raised_by=actor.account_id or UUID(int=0))
    return list(found)


def polls_to_close(now: datetime) -> QuerySet[Poll]:
    """Polls whose deadline has come, for the machine that publishes them."""
    return Poll.objects.filter(status__in=[Status.NOTICED, Status.READY], closes_at__lte=now)


def seats_of_area(area: str) -> list[BodySeat]:
    return list(BodySeat.objects.filter(policy.under(area)))


def seats_of(poll: Poll) -> list[BodySeat]:
    """The seats of the body that a poll is for, as they are now."""
    found = BodySeat.objects.filter(policy.under(poll.area), body=poll.body)
    return list(found.order_by("group", "number"))


def seats_run_by(actor: Actor) -> list[BodySeat]:
    """The seats that are known where the actor runs polls, body by body."""
    return list(BodySeat.objects.filter(policy.within(actor, RUN_POLLS))[:SEATS_SHOWN])


def bodies_of(actor: Actor) -> list[str]:
    """The bodies whose seats are known where the actor runs polls."""
    found = BodySeat.objects.filter(policy.within(actor, RUN_POLLS))
    return list(found.order_by("body").values_list("body", flat=True).distinct())


def adults_of(area: str, day: date) -> list[Resident]:
    """Everybody registered in `area` who is 18 on that day, door by door, the eldest first.

    Whose birth date isn't known isn't among them: an objection to the roll brings it to light.
    """
    living = Resident.objects.filter(
        policy.under(area), left_on=None, birth_date__lte=born_by(day)
    ).select_related("household__dwelling__building")
    return list(
        living.order_by(
            "household__dwelling__building__name", "household__dwelling__unit",
            "household__dwelling__room", "household_id", "birth_date", "id",
        )
    )  # fmt: skip


def polls_start(actor: Actor) -> Mapping[str, Any]:
    """The card of polls on the start page, for residents who have signed in."""
    return {"shown": actor.kind == Kind.RESIDENT and actor.holds(JOIN_POLLS)}
