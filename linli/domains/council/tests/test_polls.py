"""Polls of residents' bodies: notice, roll, ballots over every channel, and what is refused in public."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest

from linli.core.people.models import Resident
from linli.core.people.rules import Relation
from linli.domains.council import actions, queries
from linli.domains.council.errors import (
    BallotSuspended,
    ChannelNotOpen,
    LevelNotLawful,
    NoticeTooShort,
    NotInForce,
    NotOnTheRoll,
    NotVotingNow,
    RollUnlawful,
    Undisclosed,
    VotedAlready,
)
from linli.domains.council.models import NamedBallot, Poll
from linli.domains.council.rules import recount
from linli.domains.council.rules.certificate import digest
from linli.domains.council.rules.life import Channel, Status
from linli.domains.council.rules.poll_certificate import voter_seal
from linli.domains.council.rules.poll_grounds import PollGround
from linli.domains.council.rules.polls import Basis, Level
from linli.domains.council.tests.conftest import (
    CLOSES,
    DURING,
    MONDAY,
    OPENS,
    actor,
)
from linli.domains.council.tests.polling import NO, YES, Hall, hall, neighbour
from linli.kernel import clock
from linli.kernel.errors import Invalid, NotPermitted

__all__ = ["hall"]
BEFORE_REVISION = datetime(2025, 11, 3, 1, tzinfo=UTC)


def log_of(poll):
    return [each.what for each in queries.poll_log(poll)]


def facts_of(poll):
    return json.loads(poll.certificate)


# The notice


def test_a_poll_is_noticed_counted_and_published_with_its_certificate(hall: Hall):
    poll = hall.ready()
    for number in (1, 2):
        hall.casts(poll, number)
    hall.enters(poll, 3, NO)
    poll = hall.ended(poll)
    told = facts_of(poll)
    assert poll.status == Status.PUBLISHED
    assert told["result"]["quorate"]
    assert [each["carried"] for each in told["result"]["items"]] == [True, True]
    assert recount.recounted(poll.certificate) == poll.certificate
    assert log_of(poll) == ["noticed", "roll_fixed", "published"]


def test_a_version_of_another_time_is_not_noticed(hall: Hall):
    with pytest.raises(NotInForce):
        hall.noticed(procedure="assembly-2018", basis=Basis.ADULTS, body="")
    shift = timedelta(days=400)
    with pytest.raises(NotInForce):
        hall.noticed(at=BEFORE_REVISION, opens_at=OPENS - shift, closes_at=CLOSES - shift)
    assert hall.noticed(procedure="assembly-2025", basis=Basis.ADULTS, body="")


@pytest.mark.parametrize(
    "changes",
    [
        {"procedure": "owners-committee-national", "level": Level.SECRET},
        {"procedure": "assembly-2025", "basis": Basis.ADULTS, "level": Level.BODY},
        {"procedure": "assembly-2025", "basis": Basis.SEATS},
        {"basis": Basis.ADULTS},
    ],
)
def test_secrecy_and_roll_are_those_that_the_procedure_knows(hall: Hall, changes):
    with pytest.raises(LevelNotLawful):
        hall.noticed(**changes)


def test_a_committee_has_its_days_of_notice_and_an_odd_number_of_members(hall: Hall):
    committee = {"procedure": "owners-committee-beijing", "level": Level.BODY}
    with pytest.raises(NoticeTooShort):
        hall.noticed(**committee, opens_at=MONDAY + timedelta(days=4, hours=23))
    hall.seats(4)
    poll = hall.noticed(**committee)
    with clock.stopped_at(MONDAY), pytest.raises(RollUnlawful):
        actions.fix_poll_roll(actor=hall.worker, poll=poll)


@pytest.mark.parametrize(
    "changes",
    [
        {"title": " "},
        {"items": (" ",)},
        {"channels": frozenset()},
        {"body": " "},
        {"closes_at": OPENS},
        {"procedure": "unheard"},
    ],
)
def test_a_notice_that_lacks_something_is_refused(hall: Hall, changes):
    with pytest.raises(Invalid):
        hall.noticed(**changes)


def test_only_who_runs_polls_gives_notice(hall: Hall):
    hall.worker = actor("supervisor")
    with pytest.raises(NotPermitted):
        hall.noticed()


# The roll


def assembly(hall: Hall, basis: Basis) -> Poll:
    poll = hall.noticed(procedure="assembly-2025", basis=basis, body="")
    with clock.stopped_at(MONDAY):
        return actions.fix_poll_roll(actor=hall.worker, poll=poll)


def test_the_roll_has_every_adult_of_its_day_and_nobody_younger(hall: Hall):
    today = clock.local_date(MONDAY)
    people = hall.settles(4)
    births = [today.replace(year=today.year - 18), None, today.replace(year=today.year - 18, day=3)]
    for one, born in zip(people, births, strict=False):
        Resident.objects.filter(pk=one.pk).update(birth_date=born)
    poll = assembly(hall, Basis.ADULTS)
    assert [each.name for each in poll.voters.all()] == ["邻居1", "邻居4"]


def test_a_household_has_one_vote_and_its_eldest_owner_holds_it(hall: Hall):
    people = hall.settles(4, per_home=2)
    Resident.objects.filter(pk=people[0].pk).update(birth_date=date(1950, 1, 1))
    Resident.objects.filter(pk=people[1].pk).update(relation=Relation.OWNER)
    Resident.objects.filter(pk=people[3].pk).update(birth_date=date(1950, 1, 1))
    Resident.objects.update_or_create(pk=people[0].pk, defaults={"relation": Relation.FAMILY})
    poll = assembly(hall, Basis.HOUSEHOLDS)
    assert poll.voters.count() == 2
    assert "邻居2" in [each.name for each in poll.voters.all()]


def test_a_group_sends_two_or_three(hall: Hall):
    hall.seats(4, groups=2)
    poll = hall.noticed(procedure="assembly-2025", basis=Basis.GROUPS)
    with clock.stopped_at(MONDAY):
        assert actions.fix_poll_roll(actor=hall.worker, poll=poll).voters.count() == 4
    hall.seats(4, body="另一届", groups=4)
    poll = hall.noticed(procedure="assembly-2025", basis=Basis.GROUPS, body="另一届")
    with clock.stopped_at(MONDAY), pytest.raises(RollUnlawful):
        actions.fix_poll_roll(actor=hall.worker, poll=poll)


def test_a_fixed_roll_stays_whatever_happens_to_the_seats(hall: Hall):
    poll = hall.ready(3)
    hall.seats(9)
    assert poll.voters.count() == 3
    roll = [{"number": each.number, "seal": each.seal} for each in poll.voters.all()]
    assert digest(roll) == poll.roll_digest
    voter = hall.place(poll, 1)
    assert voter_seal(voter.salt, "代表1", "") == voter.seal


def test_a_roll_without_anybody_or_too_late_is_refused(hall: Hall):
    poll = hall.noticed(body="没有这个组织")
    with clock.stopped_at(MONDAY), pytest.raises(Invalid):
        actions.fix_poll_roll(actor=hall.worker, poll=poll)
    with clock.stopped_at(OPENS), pytest.raises(NotVotingNow):
        actions.fix_poll_roll(actor=hall.worker, poll=poll)
    with clock.stopped_at(CLOSES):
        assert actions.end_poll(actor=hall.worker, poll=poll).status == Status.LAPSED


def test_an_objection_upheld_bars_that_number_and_both_stand_in_the_log(hall: Hall):
    poll = hall.ready()
    with clock.stopped_at(DURING):
        made = actions.object_to_poll_roll(
            actor=neighbour(2), poll=poll, ground=PollGround.MOVED, words="去年搬走了", number=1
        )
        actions.answer_poll_objection(actor=hall.worker, objection=made, upheld=True, answer="属实")
    with pytest.raises(BallotSuspended):
        hall.casts(poll, 1)
    told = log_of(poll)
    assert told[2:] == ["objection moved", "upheld moved", "refused ballot_suspended"]
    assert "去年搬走了" not in str(facts_of(hall.ended(poll)))


def test_somebody_missing_is_told_without_a_number(hall: Hall):
    poll = hall.ready()
    with clock.stopped_at(DURING):
        with pytest.raises(Invalid):
            actions.object_to_poll_roll(
                actor=neighbour(1), poll=poll, ground=PollGround.DIED, words="去世", number=99
            )
        made = actions.object_to_poll_roll(
            actor=neighbour(1), poll=poll, ground=PollGround.MISSING, words="漏了我爱人"
        )
        again = actions.answer_poll_objection(
            actor=hall.worker, objection=made, upheld=False, answer="未满十八"
        )
        with pytest.raises(NotVotingNow):
            actions.answer_poll_objection(
                actor=hall.worker, objection=again, upheld=True, answer="又想了想"
            )


# Ballots


def test_a_voter_has_one_ballot_over_all_channels_and_each_attempt_is_told(hall: Hall):
    poll = hall.ready()
    hall.casts(poll, 1)
    for channel in (Channel.PAPER, Channel.DOOR, Channel.COUNTER):
        with pytest.raises(VotedAlready):
            hall.enters(poll, 1, channel=channel)
    with pytest.raises(VotedAlready):
        hall.casts(poll, 1, NO)
    told = [(each.what, each.channel) for each in queries.poll_log(poll)][2:]
    expected = ("paper", "door", "counter", "web")
    assert told == [("refused voted_already", channel) for channel in expected]
    assert NamedBallot.objects.count() == 1


def test_a_ballot_counts_between_two_moments_and_over_the_channels_of_the_notice(hall: Hall):
    poll = hall.ready(channels=frozenset({Channel.WEB}))
    with pytest.raises(ChannelNotOpen):
        hall.enters(poll, 1)
    for moment in (OPENS - timedelta(seconds=1), CLOSES):
        with clock.stopped_at(moment), pytest.raises(NotVotingNow):
            actions.cast_in_poll(actor=neighbour(1), poll=poll, voter=hall.place(poll, 1), said=YES)
    refused = [each for each in log_of(poll) if each.startswith("refused")]
    assert sorted(refused) == ["refused channel_not_open", *["refused not_voting_now"] * 2]


def test_nobody_votes_for_another_or_on_what_was_not_told(hall: Hall):
    poll = hall.ready()
    with clock.stopped_at(DURING):
        for stranger in (neighbour(2), neighbour(77)):
            with pytest.raises(NotOnTheRoll):
                actions.cast_in_poll(actor=stranger, poll=poll, voter=hall.place(poll, 1), said=YES)
    with pytest.raises(Undisclosed):
        hall.casts(poll, 1, {**YES, 3: "y"})
    with pytest.raises(Invalid):
        hall.casts(poll, 1, {1: "y"})
    with pytest.raises(NotOnTheRoll):
        hall.enters(poll, 99)


def test_a_phone_that_two_share_is_nobodys_until_one_is_linked(hall: Hall):
    hall.settles(2)
    Resident.objects.update(phone_index="same")
    for one in Resident.objects.all():
        one.phone = "13900000001"
        one.save()
    poll = assembly(hall, Basis.ADULTS)
    me = neighbour(1)
    assert queries.own_poll_voters(me, poll) == []
    Resident.objects.filter(pk=Resident.objects.first().pk).update(account_id=me.account_id)
    assert len(queries.own_poll_voters(me, assembly(hall, Basis.ADULTS))) == 1
