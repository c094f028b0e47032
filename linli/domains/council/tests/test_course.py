"""What happens to a vote on its way: sale, death, proxies, forgeries, postings, refused attempts."""

import json
from datetime import timedelta

import pytest

from linli.core.divisions.models import Grid
from linli.core.places.models import Building
from linli.domains.council import actions, queries
from linli.domains.council.actions import Given, Heir, Hung, Listed, Sheet
from linli.domains.council.errors import (
    BallotSuspended,
    MayNotStandIn,
    NoMandate,
    NotOnTheRoll,
    NotVotingNow,
    OutsideMandate,
    SeveralUnits,
    VotedAlready,
)
from linli.domains.council.models import Ballot, Refusal, Vote
from linli.domains.council.rules import recount
from linli.domains.council.rules.course import Posted, Stand
from linli.domains.council.rules.grounds import Ground
from linli.domains.council.rules.life import Channel, Status
from linli.domains.council.rules.majorities import Share
from linli.domains.council.rules.owners import Choice
from linli.domains.council.tests.conftest import (
    CLOSES,
    COMMUNITY,
    DURING,
    LIST,
    PHONES,
    YES,
    actor,
    picture,
    resident,
)
from linli.kernel import clock
from linli.kernel.errors import Invalid, NotPermitted

SUN = "13700000000"


def passes(town, vote, label, name="sun", ground=Ground.SOLD, whole=False):
    PHONES.setdefault(name, "13700000009")
    heir = Heir(label, ground, "孙新", "不动产登记", PHONES[name], whole)
    with clock.stopped_at(DURING):
        return actions.pass_place(actor=town.worker, vote=vote, heir=heir)


def objects(town, vote, label, ground, upheld=True):
    with clock.stopped_at(DURING):
        made = actions.object_to_roll(
            actor=resident("li"), vote=vote, label=label, ground=ground, words="请查"
        )
        if upheld is None:
            return made
        return actions.answer_objection(
            actor=town.worker, objection=made, upheld=upheld, answer="查过"
        )


def events(vote):
    return [each["what"] for each in json.loads(vote.certificate)["events"]]


def test_who_buys_during_the_vote_votes_and_who_sold_does_not(town):
    vote = town.ready()
    passes(town, vote, "1-202")
    with pytest.raises(NotOnTheRoll):
        town.casts(vote, "zhao", "1-202")
    town.casts(vote, "sun", "1-202")
    assert "passed sold 3" in events(town.ended(vote))


def test_a_ballot_cast_before_the_sale_stands(town):
    vote = town.ready()
    town.casts(vote, "zhao", "1-202")
    with pytest.raises(VotedAlready):
        passes(town, vote, "1-202")


def test_an_owner_of_several_units_who_sold_one_keeps_the_place(town):
    vote = town.ready()
    with pytest.raises(SeveralUnits):
        passes(town, vote, "1-101")
    passes(town, vote, "1-101", whole=True)
    assert queries.quorum(vote)[0] == Share(4, 40000)
    town.casts(vote, "sun", "1-102")


def test_a_dead_owners_place_is_barred_until_the_heir_is_named(town):
    vote = town.ready()
    objects(town, vote, "1-202", Ground.DIED)
    with pytest.raises(BallotSuspended):
        town.enters(vote, "1-202")
    passes(town, vote, "1-202", ground=Ground.DIED)
    town.casts(vote, "sun", "1-202")


def test_a_proxy_needs_a_kept_paper_and_stays_within_it(town):
    vote = town.ready()
    with pytest.raises(NoMandate):
        town.enters(vote, "1-202", proxy=SUN)
    town.authorises(vote, "1-202", SUN, items=[1])
    with pytest.raises(OutsideMandate):
        town.enters(vote, "1-202", proxy=SUN)
    assert town.enters(vote, "1-202", {1: Choice.YES}, proxy=SUN).choices == {"1": "yes"}


@pytest.mark.parametrize(
    ("rule", "stand", "allowed"),
    [
        ("national-2021", Stand.STAFF, True), ("national-2021", Stand.FOR_MEMBER, True),
        ("beijing-2020-proxies", Stand.FOR_MEMBER, False), ("zhoushan-2021", Stand.STAFF, False),
        ("zhoushan-2021", Stand.OTHER, True),
    ],
)  # fmt: skip
def test_who_may_stand_in_is_for_the_place_to_say(town, rule, stand, allowed):
    vote = town.ready(rule)
    if allowed:
        town.authorises(vote, "1-202", SUN, stand=stand)
    else:
        with pytest.raises(MayNotStandIn):
            town.authorises(vote, "1-202", SUN, stand=stand)


def test_a_forged_proxy_ballot_stands_still_then_is_voided_and_the_owner_votes(town):
    vote = town.ready()
    town.authorises(vote, "1-202", SUN)
    forged = town.enters(vote, "1-202", {1: Choice.NO}, proxy=SUN)
    assert queries.quorum(vote)[1].heads == 1
    doubt = objects(town, vote, "1-202", Ground.FORGED, upheld=None)
    assert (queries.quorum(vote)[1].heads, queries.in_doubt(vote)) == (0, 1)
    with clock.stopped_at(DURING):
        actions.answer_objection(actor=town.worker, objection=doubt, upheld=True, answer="属实")
    with pytest.raises(NoMandate):
        town.enters(vote, "1-202", proxy=SUN)
    town.casts(vote, "zhao", "1-202")
    told = json.loads(town.ended(vote).certificate)
    assert told["voided"] == [{"channel": "paper", "receipt": forged.receipt, "voter": 3}]
    assert forged.receipt not in {each["receipt"] for each in told["ballots"]}
    assert told["result"]["voted"] == {"heads": 1, "area": 9000}
    assert Ballot.objects.filter(pk=forged.pk).exists()


def test_a_dismissed_objection_lets_the_ballot_count(town):
    vote = town.ready()
    town.enters(vote, "1-202")
    objects(town, vote, "1-202", Ground.FORGED, upheld=False)
    assert queries.quorum(vote)[1].heads == 1


def test_a_certificate_that_counts_a_voided_ballot_is_unsound(town):
    vote = town.ready()
    town.casts(vote, "zhao", "1-202")
    told = json.loads(town.ended(vote).certificate)
    told["voided"] = [{"channel": "web", "receipt": told["ballots"][0]["receipt"], "voter": 3}]
    with pytest.raises(recount.Unsound):
        recount.count(told)


def late(vote):
    with clock.stopped_at(CLOSES):
        voter = vote.voters.get(units__label="1-201")
        actions.cast_ballot(actor=resident("li"), vote=vote, voter=voter, choices=YES)


def test_refused_attempts_are_told_without_who_it_was(town):
    vote = town.ready()
    town.casts(vote, "wang", "1-101")
    for attempt in (
        lambda: town.enters(vote, "1-102"),
        lambda: town.casts(vote, "li", "1-101"),
        lambda: late(vote),
    ):
        with pytest.raises((VotedAlready, NotOnTheRoll, NotVotingNow)):
            attempt()
    told = {(each["channel"], each["code"], each["times"]) for each in queries.refused(vote)}
    assert told == {
        ("paper", "council.voted_already", 1), ("web", "council.not_on_the_roll", 1),
        ("web", "council.not_voting_now", 1),
    }  # fmt: skip
    assert "refused paper council.voted_already x1" in events(town.ended(vote))
    assert {each.name for each in Refusal._meta.fields} == {
        "id", "vote", "community", "channel", "code", "at",
    }  # fmt: skip


def test_a_deadline_moved_by_hand_with_the_guards_off_is_noticed(town):
    vote = town.ready()
    moved = Vote.objects.get(pk=vote.pk)
    moved.closes_at += timedelta(days=60)
    assert not queries.is_as_noticed(moved, queries.items_of(moved))
    moved.closes_at = CLOSES
    assert queries.is_as_noticed(moved, queries.items_of(moved))


def test_a_pile_is_taken_sheet_by_sheet_with_receipts_and_refusals(town):
    vote = town.ready()
    town.casts(vote, "wang", "1-101")
    sheets = [
        Sheet(Given(Channel.PAPER, label, "陈"), choices)
        for label, choices in (
            ("1-102", YES), ("1-201", YES), ("1-201", YES), ("9-909", YES), ("1-202", {7: Choice.NO}),
        )
    ]  # fmt: skip
    with clock.stopped_at(DURING):
        taken = actions.enter_pile(actor=town.worker, vote=vote, sheets=sheets)
    assert [each.refused.code if each.refused else "" for each in taken] == [
        "council.voted_already", "", "council.voted_already", "council.not_on_the_roll",
        "council.undisclosed",
    ]  # fmt: skip
    assert Ballot.objects.get(voter__number=2).receipt == taken[1].receipt
    assert sum(each["times"] for each in queries.refused(vote)) == 4


def test_a_posting_needs_a_photo_and_a_moment_that_has_been(town):
    vote = town.ready()
    assert [what for what, _until, late in queries.unproven(vote, DURING) if late] == [
        Posted.NOTICE
    ]
    hung = Hung(Posted.NOTICE, "3号楼公告栏", DURING - timedelta(hours=1))
    with clock.stopped_at(DURING):
        with pytest.raises(Invalid):
            actions.prove_posting(actor=town.worker, vote=vote, hung=hung, photos=[])
        later = Hung(Posted.NOTICE, "3号楼", DURING + timedelta(hours=1))
        with pytest.raises(Invalid):
            actions.prove_posting(actor=town.worker, vote=vote, hung=later, photos=[picture()])
        actions.prove_posting(actor=town.worker, vote=vote, hung=hung, photos=[picture()])
    assert queries.unproven(vote, DURING) == []
    ended = town.ended(vote)
    late = ended.published_at + timedelta(days=3)
    assert queries.unproven(ended, late) == [(Posted.RESULT, late, True)]


def test_a_grid_worker_enters_what_was_collected_at_the_doors_of_that_grid_alone(town):
    grid = Grid.objects.create(code=COMMUNITY + "001", community_id=COMMUNITY, name="一网格")
    Building.objects.create(community_id=COMMUNITY, area=grid.code, name="1号楼", grid=grid)
    vote = town.ready(listed=[*LIST, Listed("2-101", 5000, "Y7")])
    for worker, label, channel, allowed in (
        (actor("grid_worker", grid.code), "1-201", Channel.DOOR, True),
        (actor("grid_worker", grid.code), "2-101", Channel.DOOR, False),
        (actor("grid_worker", grid.code), "1-202", Channel.PAPER, False),
    ):
        given = Given(channel, label, "陈")
        with clock.stopped_at(DURING):
            if allowed:
                actions.enter_ballot(actor=worker, vote=vote, given=given, choices=YES)
            else:
                with pytest.raises(NotPermitted):
                    actions.enter_ballot(actor=worker, vote=vote, given=given, choices=YES)
            assert queries.get(worker, vote.pk) == vote


def test_figures_are_frozen_with_the_roll_and_never_drift(town):
    vote = town.ready(listed=[Listed(f"{at % 2 + 1}-{at}", 100, f"Y{at}") for at in range(40)])
    for at in range(20):
        town.enters(vote, f"{at % 2 + 1}-{at}")
    ended = town.ended(vote)
    assert [(each["key"], each["roll"], each["voted"]) for each in ended.figures["building"]["shown"]] == [
        ("1", 20, 10), ("2", 20, 10),
    ]  # fmt: skip
    before = Vote.objects.get(pk=vote.pk).figures
    actions.list_units(
        actor=town.worker, area=COMMUNITY, listed=[Listed("1-0", 900, "Y77", phone=PHONES["wang"])]
    )
    assert Vote.objects.get(pk=vote.pk).figures == before == ended.figures
    assert ended.status == Status.PUBLISHED
