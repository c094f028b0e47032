"""The certificate of a poll, counted again by the same stand-alone script as an owners' vote."""

import json

import pytest

from linli.domains.council.rules.certificate import canonical
from linli.domains.council.rules.life import Channel
from linli.domains.council.rules.polls import Level
from linli.domains.council.tests.polling import NO, YES, hall
from linli.domains.council.tests.test_certificate import altered, recounted

__all__ = ["hall"]


@pytest.fixture
def named(hall):
    poll = hall.ready()
    for number in (1, 2, 3):
        hall.casts(poll, number, NO if number == 3 else YES)
    hall.enters(poll, 4, {1: "y", 2: "a"}, Channel.DOOR)
    return hall.ended(poll)


@pytest.fixture
def secret(hall):
    poll = hall.secret(8)
    for number in range(1, 7):
        hall.votes_secretly(poll, number, NO if number < 3 else YES, by_script=False)
    return hall.ended(poll)


@pytest.fixture
def few(hall):
    poll = hall.secret(5)
    for number in range(1, 4):
        hall.votes_secretly(poll, number, by_script=False)
    return hall.ended(poll)


def test_a_bare_python_counts_polls_by_name_byte_for_byte(hall, named, tmp_path):
    assert recounted(tmp_path, named.certificate) == (0, named.certificate)
    poll = hall.ready(level=Level.BODY, title="只在内部记名")
    for number in (1, 2, 3):
        hall.casts(poll, number)
    poll = hall.ended(poll)
    assert recounted(tmp_path, poll.certificate) == (0, poll.certificate)


def test_a_secret_poll_is_counted_again_by_its_list(secret, tmp_path):
    assert recounted(tmp_path, secret.certificate) == (0, secret.certificate)


def test_what_is_withheld_is_told_to_be_counted_in_part(few, tmp_path):
    assert recounted(tmp_path, few.certificate) == (3, few.certificate)


@pytest.mark.parametrize(
    "change",
    [
        lambda facts: facts["items"][0].update(text="东门加装路灯。"),
        lambda facts: facts["poll"].update(title="别的"),
        lambda facts: facts["poll"].update(channels="web"),
        lambda facts: facts["poll"].update(closes_at="2027-01-01T00:00:00+00:00"),
        lambda facts: facts["roll"]["voters"].pop(),
        lambda facts: facts["roll"]["voters"][0].update(seal="0" * 64),
        lambda facts: facts["present"]["numbers"].append(99),
        lambda facts: facts["present"]["numbers"].append(1),
        lambda facts: facts["present"]["channels"].update(web=9),
        lambda facts: facts["ballots"][0].update(choices="nn"),
        lambda facts: facts["ballots"][0].update(choices="yyy"),
        lambda facts: facts["ballots"][0].update(choices="x."),
        lambda facts: facts["ballots"][0].update(voter=5),
        lambda facts: facts["ballots"].append(facts["ballots"][0]),
        lambda facts: facts["withheld"]["items"].append(1),
        lambda facts: facts.update(format="unheard"),
        lambda facts: facts.pop("present"),
    ],
)
def test_whatever_is_altered_in_a_named_poll_cannot_be_counted(named, tmp_path, change):
    assert recounted(tmp_path, altered(named.certificate, change)) == (2, "")


@pytest.mark.parametrize(
    "change",
    [
        lambda facts: facts["ballots"].append(facts["ballots"][0]),
        lambda facts: facts["ballots"].extend({"code": at, "choices": "yy"} for at in "ABC"),
        lambda facts: facts["withheld"].update(items=[1, 2]),
    ],
)  # fmt: skip
def test_ballots_stuffed_into_a_secret_poll_cannot_be_counted(secret, tmp_path, change):
    assert recounted(tmp_path, altered(secret.certificate, change)) == (2, "")


@pytest.mark.parametrize(
    "change",
    [
        lambda facts: facts["withheld"].update(commitment=""),
        lambda facts: facts["withheld"].update(items=[1]),
        lambda facts: facts["result"].update(returned=4),
        lambda facts: facts["result"].update(returned=30),
    ],
)
def test_a_withheld_poll_is_bound_to_what_it_withholds(few, tmp_path, change):
    assert recounted(tmp_path, altered(few.certificate, change)) == (2, "")


def test_another_result_is_noticed(named, secret, few, tmp_path):
    for poll in (named, secret, few):
        false = altered(poll.certificate, lambda facts: facts["result"].update(roll=99))
        assert recounted(tmp_path, false) == (1, poll.certificate)


def test_a_withheld_item_is_never_carried_without_a_quorum(hall, tmp_path):
    poll = hall.secret(9)
    hall.votes_secretly(poll, 1, by_script=False)
    poll = hall.ended(poll)
    assert not any(each["carried"] for each in json.loads(poll.certificate)["result"]["items"])

    def claim(facts):
        for each in facts["result"]["items"]:
            each["carried"] = True

    assert recounted(tmp_path, altered(poll.certificate, claim)) == (1, poll.certificate)


def test_the_certificate_is_canonical(named):
    assert canonical(json.loads(named.certificate)) == named.certificate
