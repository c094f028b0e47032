"""An owners' vote from its notice to its certificate."""

import json
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from linli.domains.council import actions, queries, tasks
from linli.domains.council.actions import Asked, Listed
from linli.domains.council.errors import (
    BallotSuspended,
    MoveNotAllowed,
    NoticeTooShort,
    NotOnTheRoll,
    NotVotingNow,
    TextAltered,
    TooManyPrincipals,
    Undisclosed,
    VotedAlready,
)
from linli.domains.council.models import Ballot, Item, RollUnit, RollVoter, Vote
from linli.domains.council.rules import recount
from linli.domains.council.rules.grounds import Ground
from linli.domains.council.rules.life import MOVES, Channel, Move, Status, after
from linli.domains.council.rules.majorities import Matter, Share
from linli.domains.council.rules.owners import Choice
from linli.domains.council.tests.conftest import (
    AFTER,
    CLOSES,
    COMMUNITY,
    DURING,
    LIST,
    MONDAY,
    OPENS,
    YES,
    actor,
    resident,
)
from linli.kernel import clock
from linli.kernel.errors import Invalid, NotFound, NotPermitted
from linli.platform.audit.models import Entry
from linli.platform.database import scope
from linli.platform.jobs.models import PublishedEvent


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("move", Move)
def test_every_move_is_in_the_table_or_refused(status, move):
    if (status, move) in MOVES:
        assert after(status, move) == MOVES[status, move]
    else:
        with pytest.raises(MoveNotAllowed):
            after(status, move)


def test_a_vote_may_open_when_the_notice_is_full_and_no_second_earlier(town):
    assert town.noticed().opens_at == OPENS
    with pytest.raises(NoticeTooShort):
        town.noticed(opens_at=OPENS - timedelta(seconds=1))
    early = MONDAY + timedelta(days=7)
    assert town.noticed("hangzhou-urgent", opens_at=early).opens_at == early


@pytest.mark.parametrize(
    "changes",
    [{"title": " "}, {"items": [Asked(Matter.OTHER, " ")]}, {"rule": "x"}, {"closes_at": OPENS}],
)
def test_a_notice_that_says_too_little_is_refused(town, changes):
    with pytest.raises(Invalid):
        town.noticed(**changes)


def test_the_roll_has_one_head_for_each_owner_and_one_for_all_that_is_unsold(town):
    vote = town.ready()
    assert [(each.number, each.floor_area) for each in vote.voters.all()] == [
        (1, 15000), (2, 10000), (3, 9000), (4, 6000),
    ]  # fmt: skip
    assert queries.quorum(vote) == (Share(4, 40000), Share(0, 0), False)


def test_a_roll_is_fixed_once_before_voting_begins_and_from_a_list_that_is_there(town):
    vote = town.noticed()
    with clock.stopped_at(MONDAY), pytest.raises(Invalid):
        actions.fix_roll(actor=town.worker, vote=vote)
    ready = town.ready()
    with pytest.raises(MoveNotAllowed):
        actions.fix_roll(actor=town.worker, vote=ready)
    late = town.noticed()
    with clock.stopped_at(OPENS), pytest.raises(NotVotingNow):
        actions.fix_roll(actor=town.worker, vote=late)


def test_a_flat_sold_after_the_roll_was_fixed_stays_with_who_had_it(town):
    vote = town.ready()
    actions.list_units(actor=town.worker, area=COMMUNITY, listed=[Listed("1-102", 7000, "Y9")])
    assert town.voter(vote, "1-102").floor_area == 15000
    assert town.voter(town.ready(listed=[]), "1-102").floor_area == 7000


def test_an_owner_votes_once_over_whichever_channel(town):
    vote = town.ready()
    town.casts(vote, "wang", "1-101")
    with pytest.raises(VotedAlready):
        town.casts(vote, "wang", "1-102")
    for channel in (Channel.PAPER, Channel.DOOR, Channel.COUNTER):
        with pytest.raises(VotedAlready):
            town.enters(vote, "1-102", channel=channel)
    town.enters(vote, "1-201")
    with pytest.raises(VotedAlready):
        town.casts(vote, "li", "1-201")
    assert queries.quorum(vote)[1] == Share(2, 25000)


def test_nobody_votes_in_another_owners_place(town):
    vote = town.ready()
    for name, label in (("li", "1-101"), ("nobody", "1-101")):
        with pytest.raises(NotOnTheRoll):
            town.casts(vote, name, label)
    with pytest.raises(NotOnTheRoll):
        town.enters(vote, "9-909")


@pytest.mark.parametrize("moment", [OPENS - timedelta(seconds=1), CLOSES])
def test_a_ballot_counts_from_the_opening_until_before_the_deadline(town, moment):
    vote = town.ready()
    with clock.stopped_at(moment), pytest.raises(NotVotingNow):
        actions.cast_ballot(
            actor=resident("wang"), vote=vote, voter=town.voter(vote, "1-101"), choices=YES
        )


def test_an_item_that_was_not_in_the_notice_cannot_be_voted_on(town):
    with pytest.raises(Undisclosed):
        town.casts(town.ready(), "wang", "1-101", {3: Choice.YES})


def test_an_item_put_in_after_the_notice_stops_the_vote(town):
    vote = town.ready()
    Item.objects.create(
        vote=vote, community_id=COMMUNITY, number=3, matter="other", text="再加一项"
    )
    with pytest.raises(TextAltered):
        town.casts(vote, "wang", "1-101")
    assert town.ended(vote).status == Status.DISPUTED


def test_one_changed_character_is_not_what_was_noticed(town):
    vote = town.ready()
    items = queries.items_of(vote)
    assert queries.is_as_noticed(vote, items)
    items[0].text = items[0].text.replace("三", "五")
    assert not queries.is_as_noticed(vote, items)


@pytest.mark.parametrize("model", [Item, RollVoter, RollUnit, Ballot])
def test_the_database_keeps_notice_roll_and_ballots(town, model):
    vote = town.ready()
    town.casts(vote, "wang", "1-101")
    rows = model.objects.filter(vote=vote)
    assert rows.exists()
    for change in (lambda: rows.update(vote=vote), lambda: rows._raw_delete(rows.db)):
        with pytest.raises(DatabaseError, match="is refused"), transaction.atomic():
            change()


@pytest.mark.parametrize(
    "change",
    [
        {"closes_at": CLOSES + timedelta(days=90)}, {"title": "别的"}, {"rule": "hangzhou-urgent"},
        {"roll_digest": "0"}, {"text_digest": "0"},
    ],
)  # fmt: skip
def test_the_database_refuses_another_deadline_title_rule_or_roll(town, change):
    vote = town.ready()
    with pytest.raises(DatabaseError, match="is refused"), transaction.atomic():
        Vote.objects.filter(pk=vote.pk).update(**change)


def test_a_dead_owners_ballot_is_barred_once_the_objection_is_upheld(town):
    vote = town.ready()
    objection = actions.object_to_roll(
        actor=resident("li"), vote=vote, label="1-202", ground=Ground.DIED, words="去年去世了"
    )
    actions.answer_objection(actor=town.worker, objection=objection, upheld=True, answer="属实")
    with pytest.raises(BallotSuspended):
        town.enters(vote, "1-202")
    town.casts(vote, "wang", "1-101")
    told = [each["what"] for each in json.loads(town.ended(vote).certificate)["events"]]
    assert "objection died 3" in told
    assert "upheld died 3" in told


def test_an_objection_that_is_only_raised_or_dismissed_bars_nobody(town):
    vote = town.ready()
    for label in ("1-101", "1-201"):
        objection = actions.object_to_roll(
            actor=resident("zhao"), vote=vote, label=label, ground=Ground.SOLD, words="听说卖了"
        )
    actions.answer_objection(actor=town.worker, objection=objection, upheld=False, answer="没有")
    town.casts(vote, "wang", "1-101")
    town.casts(vote, "li", "1-201")
    with pytest.raises(NotVotingNow):
        actions.answer_objection(actor=town.worker, objection=objection, upheld=True, answer="x")


def test_a_proxy_stands_in_for_as_many_owners_as_the_rule_allows(town):
    vote = town.ready("weifang-proxies")
    sun, qian = "13700000000", "13600000000"
    for label in ("1-101", "1-201", "1-202", "1-301"):
        town.authorises(vote, label, sun)
    town.authorises(vote, "1-301", qian)
    for label in ("1-101", "1-201", "1-202"):
        town.enters(vote, label, proxy=sun)
    with pytest.raises(TooManyPrincipals):
        town.enters(vote, "1-301", proxy="+86 137-0000-0000")
    town.enters(vote, "1-301", proxy=qian)


def test_a_ballot_by_hand_needs_a_witness_and_a_channel_of_that_kind(town):
    vote = town.ready()
    for given in (
        actions.Given(Channel.PAPER, "1-101", " "), actions.Given(Channel.WEB, "1-101", "陈"),
    ):  # fmt: skip
        with clock.stopped_at(DURING), pytest.raises(Invalid):
            actions.enter_ballot(actor=town.worker, vote=vote, given=given, choices=YES)


def test_the_result_publishes_itself_at_the_deadline_and_not_before(town):
    vote = town.ready()
    for name, label in (("wang", "1-101"), ("li", "1-201"), ("zhao", "1-202")):
        town.casts(vote, name, label)
    with clock.stopped_at(CLOSES - timedelta(seconds=1)):
        tasks.publish_due()
    assert Vote.objects.get(pk=vote.pk).status == Status.READY
    with clock.stopped_at(CLOSES):
        tasks.publish_due()
        tasks.publish_due()
    with scope.limited_to([COMMUNITY]):
        told = Vote.objects.get(pk=vote.pk)
    result = json.loads(told.certificate)["result"]
    assert told.status == Status.PUBLISHED
    assert result["voted"] == {"heads": 3, "area": 34000}
    assert [each["carried"] for each in result["items"]] == [True, True]
    published = PublishedEvent.objects.filter(type__endswith="VotePublished")
    assert published.count() == 1


def test_who_works_here_cannot_end_a_vote_early(town):
    vote = town.ready()
    with clock.stopped_at(DURING):
        assert actions.end_vote(actor=town.worker, vote=vote).status == Status.READY


def test_without_two_thirds_of_heads_and_area_nothing_is_carried(town):
    vote = town.ready()
    town.casts(vote, "wang", "1-101")
    town.casts(vote, "li", "1-201")  # 25,000 of 40,000: under two thirds
    result = json.loads(town.ended(vote).certificate)["result"]
    assert not result["quorate"]
    assert [each["carried"] for each in result["items"]] == [False, False]


def test_a_vote_without_a_roll_lapses_at_its_deadline(town):
    vote = town.noticed()
    assert town.ended(vote).status == Status.LAPSED


def test_counters_that_differ_publish_nothing_and_say_so(town, monkeypatch):
    vote = town.ready()
    town.casts(vote, "wang", "1-101")
    monkeypatch.setattr(recount, "CHOICES", ("no", "yes", "abstain"))
    monkeypatch.setattr(recount, "enough", lambda *_: True)
    vote = town.ended(vote)
    assert (vote.status, vote.certificate, vote.published_at) == (Status.DISPUTED, "", None)
    assert Entry.objects.filter(deed="council.dispute").exists()
    assert PublishedEvent.objects.filter(type__endswith="CountsDiffer").exists()


def test_a_vote_elsewhere_is_not_there(town):
    vote = town.ready()
    with pytest.raises(NotFound):
        queries.get(town.stranger, vote.pk)
    with pytest.raises(NotPermitted):
        town.noticed(area="110102001001")
    with pytest.raises(NotPermitted), clock.stopped_at(AFTER):
        actions.end_vote(actor=town.stranger, vote=vote)
    with scope.limited_to(["110102001001"]):
        assert not Vote.objects.exists()
        assert not Ballot.objects.exists()
        assert not RollVoter.objects.exists()


def test_who_may_only_look_does_nothing(town):
    vote, looker = town.ready(), actor("supervisor")
    assert queries.get(looker, vote.pk) == vote
    with pytest.raises(NotPermitted):
        actions.fix_roll(actor=looker, vote=vote)
    with pytest.raises(NotPermitted):
        actions.list_units(actor=looker, area=COMMUNITY, listed=LIST)


def test_the_trail_and_the_news_know_of_a_ballot_but_not_what_it_says(town):
    vote = town.ready()
    town.casts(vote, "wang", "1-101")
    entry = Entry.objects.get(deed="council.cast")
    assert entry.details == {"channel": "web"}
    assert not PublishedEvent.objects.filter(type__endswith="BallotCast").exists()
