"""Secret ballots, what is published of them, and what nobody can do to a poll."""

import json
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from linli.domains.council import actions, queries, tasks
from linli.domains.council.actions import poll_log, poll_publish
from linli.domains.council.errors import (
    NoSlipsLeft,
    NotVotingNow,
    TokenForged,
    VotedAlready,
)
from linli.domains.council.models import BallotBox, Poll, PollItem
from linli.domains.council.queries.course import _poll_breaches
from linli.domains.council.rules import recount
from linli.domains.council.rules.life import Status
from linli.domains.council.rules.polls import Level
from linli.domains.council.tests.conftest import (
    AFTER,
    CLOSES,
    COMMUNITY,
    DURING,
)
from linli.domains.council.tests.polling import NO, YES, Hall, hall, neighbour
from linli.kernel import clock
from linli.kernel.errors import Invalid

__all__ = ["hall"]


def log_of(poll):
    return [each.what for each in queries.poll_log(poll)]


def facts_of(poll):
    return json.loads(poll.certificate)


# Secret ballots


def test_a_secret_ballot_is_drawn_by_name_and_dropped_without(hall: Hall):
    poll = hall.secret()
    receipt = hall.votes_secretly(poll, 1, NO)
    hall.votes_secretly(poll, 2, by_script=False)
    hall.hands_out(poll, 3)
    hall.enters_slip(poll)
    for number in (4, 5):
        hall.votes_secretly(poll, number)
    told = facts_of(hall.ended(poll))
    assert told["result"]["returned"] == 5
    assert {"code": receipt, "choices": "nn"} in told["ballots"]
    assert recount.recounted(hall.ended(poll).certificate)


def test_a_drawn_ballot_is_signed_again_alike_and_no_other_one_is(hall: Hall):
    poll = hall.secret()
    with clock.stopped_at(DURING):
        deed = {"actor": neighbour(1), "poll": poll, "voter": hall.place(poll, 1)}
        first = actions.draw_ballot(**deed, blinded=12345)
        assert actions.draw_ballot(**deed, blinded=12345) == first
        with pytest.raises(VotedAlready):
            actions.draw_ballot(**deed, blinded=54321)
        with pytest.raises(Invalid):
            actions.draw_ballot(actor=neighbour(2), poll=poll, voter=hall.place(poll, 2), blinded=0)
    assert poll.turnout.count() == 1


def test_a_ballot_sent_twice_counts_once_and_never_says_something_else(hall: Hall):
    poll = hall.secret()
    drawn = hall.draws(poll, 1)
    assert hall.drops(poll, drawn) == hall.drops(poll, drawn)
    with pytest.raises(VotedAlready):
        hall.drops(poll, drawn, NO)
    with pytest.raises(TokenForged):
        hall.drops(poll, (b"\x01" * 32, drawn[1]))
    with pytest.raises(VotedAlready):
        hall.votes_secretly(poll, 1, by_script=False)
    assert "refused token_forged" in log_of(poll)


def test_no_more_slips_are_entered_than_were_handed_out(hall: Hall):
    poll = hall.secret()
    with pytest.raises(NoSlipsLeft):
        hall.enters_slip(poll)
    hall.hands_out(poll, 1)
    hall.enters_slip(poll)
    with pytest.raises(NoSlipsLeft):
        hall.enters_slip(poll)
    with pytest.raises(VotedAlready):
        hall.votes_secretly(poll, 1)


def test_a_secret_poll_takes_no_ballot_by_name_and_a_named_one_none_without(hall: Hall):
    poll = hall.secret()
    with pytest.raises(NotVotingNow):
        hall.casts(poll, 1)
    assert poll.turnout.count() == 0
    named = hall.noticed(title="记名")
    with pytest.raises(NotVotingNow):
        hall.enters_slip(named)


# What nobody learns, and what is published


def test_nobody_opens_a_ballot_before_the_end_the_machine_included(hall: Hall):
    secret, named = hall.secret(), hall.noticed(title="记名")
    hall.votes_secretly(secret, 1)
    with clock.stopped_at(CLOSES - timedelta(seconds=1)):
        for poll, read in (
            (secret, poll_publish.secret_ballots),
            (named, poll_publish.named_ballots),
        ):
            with pytest.raises(NotVotingNow):
                read(poll)
        assert actions.end_poll(actor=hall.worker, poll=secret).status == Status.READY


def test_fewer_than_five_secret_ballots_tell_only_carried_or_not(hall: Hall):
    poll = hall.secret()
    for number in (1, 2, 3, 4):
        hall.votes_secretly(poll, number, YES if number > 1 else NO)
    poll = hall.ended(poll)
    told = facts_of(poll)
    assert told["ballots"] == []
    assert told["result"]["items"] == [
        {"number": 1, "carried": True},
        {"number": 2, "carried": True},
    ]
    assert recount.recounted(poll.certificate) == poll.certificate


def test_an_item_that_all_of_a_few_agree_on_tells_no_numbers(hall: Hall):
    poll = hall.secret()
    for number in range(1, 6):
        hall.votes_secretly(poll, number, {1: "y", 2: "n" if number == 1 else "y"})
    poll = hall.ended(poll)
    told = facts_of(poll)
    assert told["result"]["items"][0] == {"number": 1, "carried": True}
    assert told["result"]["items"][1]["yes"] == 4
    assert {each["choices"][0] for each in told["ballots"]} == {"."}
    assert recount.recounted(poll.certificate) == poll.certificate


def test_inside_a_body_names_are_known_and_outside_only_what_was_said(hall: Hall):
    poll = hall.ready(level=Level.BODY)
    for number in (1, 2, 3):
        hall.casts(poll, number, NO if number == 1 else YES)
    assert queries.told_inside(neighbour(1), poll) == []
    poll = hall.ended(poll)
    assert queries.told_inside(neighbour(1), poll)[0] == (1, "代表1", "nn")
    assert queries.told_inside(neighbour(77), poll) == []
    assert not any("voter" in each for each in facts_of(poll)["ballots"])


def test_a_poll_ends_by_itself_at_its_deadline(hall: Hall):
    poll = hall.ready()
    hall.casts(poll, 1)
    with clock.stopped_at(AFTER):
        tasks.publish_due_polls()
    poll.refresh_from_db()
    assert poll.status == Status.PUBLISHED
    assert not facts_of(poll)["result"]["quorate"]


def test_counters_that_differ_publish_nothing(hall: Hall, monkeypatch):
    poll = hall.ready()
    hall.casts(poll, 1)
    monkeypatch.setattr(poll_publish.recount, "agrees", lambda _certificate: False)
    poll = hall.ended(poll)
    assert (poll.status, poll.certificate) == (Status.DISPUTED, "")
    assert log_of(poll)[-1] == "disputed"


# Bad acts on the database itself


BAD_ACTS = {
    "tampered text": "UPDATE council_pollitem SET text = text || '。' WHERE poll_id = %s",
    "tampered deadline": "UPDATE council_poll SET closes_at = closes_at + '1 day' WHERE id = %s",
    "tampered channels": "UPDATE council_poll SET channels = 'door,phone' WHERE id = %s",
    "tampered terms": "UPDATE council_poll SET procedure = 'assembly-2018' WHERE id = %s",
    "tampered roll": "UPDATE council_pollvoter SET phone_index = 'mine' WHERE poll_id = %s",
    "tampered ballots": "DELETE FROM council_turnout WHERE poll_id = %s",
    "tampered course": "UPDATE council_poll SET status = 'noticed' WHERE id = %s",
    "tampered log": "DELETE FROM council_pollevent WHERE poll_id = %s",
}


@pytest.mark.parametrize("what", BAD_ACTS)
def test_a_statement_that_would_change_a_poll_changes_nothing_and_is_told(hall: Hall, what):
    poll = hall.ready()
    hall.casts(poll, 1)
    before = Poll.objects.values().get(), list(PollItem.objects.values())
    with connection.cursor() as cursor:
        cursor.execute(BAD_ACTS[what], [poll.pk])
        assert cursor.rowcount == 0
    assert (Poll.objects.values().get(), list(PollItem.objects.values())) == before
    assert what in log_of(poll)
    told = facts_of(hall.ended(poll))
    assert what in [each["what"] for each in told["events"]]
    assert told["result"]["present"] == 1


@pytest.mark.parametrize(
    ("field", "altered", "why"),
    [
        ("title", "别的事", "The notice was altered."),
        ("roll_digest", "f" * 64, "The roll isn't the one that was fixed."),
        ("certificate", "{}", "The certificate doesn't count to itself."),
    ],
)
def test_doctor_counts_published_polls_again(hall: Hall, field, altered, why):
    poll = hall.ready()
    hall.casts(poll, 1)
    poll = hall.ended(poll)
    assert queries.unsound() == []
    setattr(poll, field, altered)  # the database itself refuses to have it written
    assert list(_poll_breaches(poll)) == [why]


def test_a_published_result_stays_and_a_table_is_never_emptied(hall: Hall):
    poll = hall.ended(hall.ready())
    with connection.cursor() as cursor:
        cursor.execute("UPDATE council_poll SET certificate = '{}' WHERE id = %s", [poll.pk])
        assert cursor.rowcount == 0
    assert "tampered result" in log_of(poll)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE council_pollevent")


def test_a_box_is_neither_emptied_nor_exchanged(hall: Hall):
    poll = hall.secret()
    hall.votes_secretly(poll, 1)
    with connection.cursor() as cursor:
        for change in ("sealed = ''", "by_hand = by_hand - 1", "public_key = 'f'"):
            if "by_hand" in change:
                hall.hands_out(poll, 2)
                hall.enters_slip(poll)
            cursor.execute(f"UPDATE council_ballotbox SET {change}")
            assert cursor.rowcount == 0
    assert log_of(poll).count("tampered ballots") == 3
    assert BallotBox.objects.get().by_hand == 1


def test_the_log_and_the_certificate_name_nobody(hall: Hall):
    poll = hall.ready()
    hall.casts(poll, 1)
    with pytest.raises(VotedAlready):
        hall.enters(poll, 1)
    told = hall.ended(poll).certificate
    for name in ("代表1", "13900000001", "见证人陈", COMMUNITY + "001"):
        assert name not in told


def test_whoever_repeats_a_refused_attempt_for_ever_does_not_fill_the_log(hall: Hall, monkeypatch):
    monkeypatch.setattr(poll_log, "TOLD_AT_MOST", 3)
    poll = hall.secret()
    for at in range(5):
        with pytest.raises(TokenForged):
            hall.drops(poll, (bytes([at]) * 32, 12345))
    assert log_of(poll).count("refused token_forged") == 3
