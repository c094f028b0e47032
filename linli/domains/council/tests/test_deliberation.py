"""A community talks something over: who counts, what is taken out, what stays hidden."""

from datetime import timedelta

import numpy as np
import pytest
from django.db import DatabaseError, connection, transaction

from linli.domains.council import actions
from linli.domains.council.actions import Assisted, Brought, Listed
from linli.domains.council.errors import (
    AppealedAlready,
    MoveNotAllowed,
    NotDeliberatingNow,
    NotOnTheRoll,
    OwnDecision,
    SaidAlready,
    SaidEnough,
)
from linli.domains.council.models import (
    Contribution,
    Deliberation,
    Entry,
    Helpful,
    Moderation,
    Opinion,
    OpinionRound,
    Participant,
)
from linli.domains.council.queries import deliberation as queries
from linli.domains.council.rules.deliberation import (
    Form,
    Publishing,
    Reason,
    Said,
    Standing,
    Step,
    Way,
)
from linli.domains.council.tests.conftest import COMMUNITY, LIST, MONDAY, PHONES, actor, resident
from linli.kernel import clock
from linli.kernel.errors import Invalid, NotFound, NotPermitted
from linli.platform.access.actor import machine
from linli.platform.audit.models import Entry as Line

LINLI = machine("test")
CLOSES = MONDAY + timedelta(days=14)
DURING, AFTER = MONDAY + timedelta(hours=1), CLOSES + timedelta(seconds=1)
SEEDS = ("充电棚建在北门", "电动车不能进楼", "晚上十点以后断电")


def opened(town, publishing=Publishing.AFTER, seeds=SEEDS):
    with clock.stopped_at(MONDAY):
        return actions.open_deliberation(
            actor=town.worker, area=COMMUNITY, question="电动车在哪里充电？", background="",
            seeds=seeds, publishing=publishing, opens_at=MONDAY, closes_at=CLOSES,
        )  # fmt: skip


@pytest.fixture
def talk(town):
    return opened(town)


def says(name, talk, number, said):
    statement = queries.numbered(talk, number)
    with clock.stopped_at(DURING):
        actions.opine(actor=resident(name), talk=talk, statement=statement, said=said)


def writes(name, talk, text, form=Form.STATEMENT, about=None):
    with clock.stopped_at(DURING):
        return actions.contribute(
            actor=resident(name), talk=talk, form=form, text=text, about=about
        )


def enters(town, talk, who, said, way=Way.PAPER, witness="见证人陈"):
    with clock.stopped_at(DURING):
        return actions.enter_opinions(
            actor=town.worker, talk=talk, assisted=Assisted(way, who, witness), said=said
        )


def brought(talk, votes):
    """A whole conversation as people x statements; NaN was not seen."""
    told = [
        Brought(str(person), int(column) + 1, Said(int(votes[person, column])))
        for person, column in np.argwhere(~np.isnan(votes))
    ]
    with clock.stopped_at(DURING):
        actions.bring_in(actor=LINLI, talk=talk, statements=[], votes=told)


def grouped(talk, at=DURING):
    with clock.stopped_at(at):
        return actions.regroup(actor=LINLI, talk=talk)


def camps(people, statements, other=None):
    """Two camps that say the opposite of each other; `other` of them in the second."""
    votes = np.ones((people, statements))
    votes[people - (other if other is not None else people // 2) :, 1:] = -1.0
    return votes


def last(talk, name):
    return queries.said_by(talk, queries.person_in(talk, queries.own_key(resident(name))))


def test_a_vote_is_changed_until_the_close_and_every_change_is_kept(talk):
    says("wang", talk, 1, Said.AGREE)
    says("wang", talk, 1, Said.DISAGREE)
    assert last(talk, "wang") == {1: -1}
    assert [each.said for each in Opinion.objects.order_by("pk")] == [1, -1]
    assert Participant.objects.count() == 1
    with clock.stopped_at(AFTER), pytest.raises(NotDeliberatingNow):
        actions.opine(
            actor=resident("wang"), talk=talk, statement=queries.numbered(talk, 1), said=Said.PASS
        )


def test_before_it_opens_nobody_votes(town):
    with clock.stopped_at(MONDAY):
        talk = actions.open_deliberation(
            actor=town.worker, area=COMMUNITY, question="花园", background="", seeds=SEEDS,
            publishing=Publishing.AFTER, opens_at=CLOSES, closes_at=CLOSES + timedelta(days=1),
        )  # fmt: skip
    with pytest.raises(NotDeliberatingNow):
        says("wang", talk, 1, Said.AGREE)


def test_only_residents_vote_and_only_workers_open(town, talk):
    with clock.stopped_at(DURING), pytest.raises(NotPermitted):
        actions.opine(
            actor=town.worker, talk=talk, statement=queries.numbered(talk, 1), said=Said.AGREE
        )
    with pytest.raises(NotPermitted):
        opened(type("Town", (), {"worker": resident("wang")}))
    with pytest.raises(NotFound):
        queries.deliberation_for(town.stranger, talk.pk)


def test_what_was_voted_written_and_decided_can_never_be_altered(talk):
    says("wang", talk, 1, Said.AGREE)
    made = writes("wang", talk, "车棚要有灯")
    brought(talk, camps(20, 3))
    grouped(talk)
    for change in (
        lambda: Opinion.objects.update(said=-1),
        lambda: Opinion.objects.all().delete(),
        lambda: Participant.objects.update(way="phone"),
        lambda: Contribution.objects.filter(pk=made.pk).update(text="不要灯"),
        lambda: OpinionRound.objects.update(told={}),
        lambda: Deliberation.objects.update(question="别的"),
    ):
        with pytest.raises(DatabaseError, match="refused"), transaction.atomic():
            change()


def test_nothing_that_is_kept_links_a_person_with_votes_or_votes_with_words(talk):
    says("wang", talk, 1, Said.AGREE)
    mine = writes("wang", talk, "车棚要有灯")
    voter, who = Participant.objects.get(), resident("wang")
    key = queries.own_key(who)
    assert len({voter.person, mine.author, key}) == 3
    assert not Line.objects.filter(actor_id=who.account_id, deed="council.opine").exists()
    fields = {field.name for field in Opinion._meta.get_fields()}
    assert "said_at" not in fields  # a day alone: no minute to lay beside a log of visits
    other = Deliberation(pk=COMMUNITY)
    assert queries.person_in(other, key) != voter.person


def test_a_person_on_paper_and_on_the_web_counts_once_and_their_own_click_stands(town, talk):
    says("wang", talk, 1, Said.AGREE)
    enters(town, talk, PHONES["wang"], {1: Said.DISAGREE, 2: Said.AGREE})
    assert Participant.objects.count() == 1
    assert last(talk, "wang") == {1: 1, 2: 1}
    enters(town, talk, PHONES["li"], {1: Said.AGREE}, way=Way.PHONE)
    says("li", talk, 1, Said.DISAGREE)
    assert Participant.objects.count() == 2
    assert last(talk, "li") == {1: -1}
    assert {each.way for each in Entry.objects.all()} == {Way.PAPER, Way.PHONE}


def test_a_door_of_the_unit_list_is_the_same_person_as_its_owner_s_phone(town, talk):
    actions.list_units(actor=town.worker, area=COMMUNITY, listed=LIST)
    enters(town, talk, "1-102", {2: Said.AGREE})
    says("wang", talk, 1, Said.AGREE)
    assert Participant.objects.count() == 1
    assert last(talk, "wang") == {1: 1, 2: 1}
    actions.list_units(actor=town.worker, area=COMMUNITY, listed=[Listed("9-1", 100, "Y9")])
    enters(town, talk, "9-1", {1: Said.AGREE})
    assert Participant.objects.count() == 2
    with pytest.raises(NotOnTheRoll):
        enters(town, talk, "88-1", {1: Said.AGREE})


def test_what_is_entered_names_its_witness_and_nobody_else(town, talk):
    with pytest.raises(Invalid):
        enters(town, talk, PHONES["wang"], {1: Said.AGREE}, witness=" ")
    enters(town, talk, PHONES["wang"], {1: Said.AGREE})
    entry = Entry.objects.get()
    assert (entry.witness, entry.entered_by) == ("见证人陈", town.worker.account_id)
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(e)::text FROM council_entry e")
        assert "陈" not in cursor.fetchone()[0]


def test_a_telephone_number_never_gets_into_the_words(talk):
    for typed, kept in (
        ("找我 13800000913", "找我 138****0913"),
        ("打 010-6552 1234 也行", "打 010****1234 也行"),
        ("打０１０－６５５２１２３４", "打010****1234"),
        ("座机 010-65521234", "座机 010****1234"),
        ("身份证 110101199003071234", "身份证 11****************"),
        ("电话 138 0000 0913", "电话 138****0913"),
    ):
        assert writes("wang", talk, typed).text == kept
    assert writes("li", talk, "2026年11月改造花费 1234567 元").text.endswith("1234567 元")


def test_nobody_writes_twice_the_same_nor_without_end(talk):
    writes("wang", talk, "车棚要有灯")
    with pytest.raises(SaidAlready):
        writes("li", talk, " 车棚要有灯 ")
    with pytest.raises(Invalid):
        writes("wang", talk, "长" * 141)
    for number in range(9):
        writes("wang", talk, f"第{number}条")
    with pytest.raises(SaidEnough):
        writes("wang", talk, "第十一条")
    writes("li", talk, "李家的一条")


def test_similar_statements_are_found_the_most_alike_first(talk):
    found = queries.similar(talk, "充电棚应该建在北门口")
    assert [each.number for each in found] == [1]
    assert queries.similar(talk, "花园里种果树") == []


def test_with_a_look_before_publishing_a_statement_waits_and_nobody_votes_on_it(town):
    talk = opened(town, Publishing.BEFORE)
    made = writes("wang", talk, "车棚要有灯")
    assert made.standing == Standing.WAITING
    with pytest.raises(NotFound):
        says("li", talk, made.number, Said.AGREE)
    with clock.stopped_at(DURING):
        actions.moderate(actor=town.worker, contribution=made, step=Step.PUBLISH)
    says("li", talk, made.number, Said.AGREE)


def removed(town, talk, made, by=None):
    with clock.stopped_at(DURING):
        return actions.moderate(
            actor=by or town.worker, contribution=made, step=Step.REMOVE, reason=Reason.INSULT
        )


def test_what_is_taken_out_has_a_rule_an_appeal_and_an_answer_by_somebody_else(town, talk):
    made, other = writes("wang", talk, "物业都是骗子"), actor("secretary")
    with clock.stopped_at(DURING), pytest.raises(Invalid):
        actions.moderate(actor=town.worker, contribution=made, step=Step.REMOVE)
    removed(town, talk, made)
    with clock.stopped_at(DURING):
        with pytest.raises(NotFound):
            actions.appeal(actor=resident("li"), contribution=made, words="不对")
        with pytest.raises(MoveNotAllowed):
            actions.answer_appeal(actor=other, contribution=made, upheld=True, words="好")
        actions.appeal(actor=resident("wang"), contribution=made, words="说的是事实")
        with pytest.raises(AppealedAlready):
            actions.appeal(actor=resident("wang"), contribution=made, words="再说一次")
        with pytest.raises(OwnDecision):
            actions.answer_appeal(actor=town.worker, contribution=made, upheld=False, words="不")
        assert len(queries.appeals(talk)) == 1
        actions.answer_appeal(actor=other, contribution=made, upheld=True, words="可以公开")
    made.refresh_from_db()
    assert made.standing == Standing.SHOWN
    assert queries.appeals(talk) == []
    steps = list(Moderation.objects.values_list("step", flat=True))
    assert steps == ["remove", "appeal", "restore"]
    appeal = Moderation.objects.get(step=Step.APPEAL)
    assert appeal.taken_by is None  # the log knows that the author appealed, and no account


def test_an_appeal_made_in_time_is_answered_after_the_close_and_the_frozen_result_stays(town, talk):
    made, other = writes("wang", talk, "物业都是骗子"), actor("secretary")
    removed(town, talk, made)
    with clock.stopped_at(DURING):
        actions.appeal(actor=resident("wang"), contribution=made, words="说的是事实")
    with clock.stopped_at(talk.closes_at):
        actions.regroup(actor=LINLI, talk=talk)
        talk.refresh_from_db()
        frozen = talk.digest_hash
        actions.answer_appeal(actor=other, contribution=made, upheld=True, words="可以公开")
    made.refresh_from_db()
    talk.refresh_from_db()
    assert made.standing == Standing.SHOWN
    assert frozen
    assert talk.digest_hash == frozen


def test_arguments_are_for_or_against_and_each_reader_finds_one_helpful_once(talk):
    statement = queries.numbered(talk, 1)
    made = writes("wang", talk, "北门离消防车道近", Form.FOR, statement)
    writes("li", talk, "北门车多", Form.AGAINST, statement)
    with clock.stopped_at(DURING):
        for name in ("li", "li", "zhao"):
            actions.mark_helpful(actor=resident(name), argument=made)
        with pytest.raises(Invalid):
            actions.mark_helpful(actor=resident("li"), argument=statement)
    assert Helpful.objects.count() == 2
    assert [each.marks for each in queries.arguments(talk, statement)] == [2, 0]
    with pytest.raises(Invalid):
        writes("wang", talk, "理由的理由", Form.FOR, made)


def test_a_round_is_computed_when_enough_votes_of_enough_people_changed(talk):
    says("wang", talk, 1, Said.AGREE)
    assert grouped(talk) is None
    brought(talk, camps(20, 3))
    first = grouped(talk)
    assert (first.version, first.told["people"], first.told["votes"]) == (1, 21, 61)
    assert grouped(talk) is None
    for _change in range(6):
        for number in (1, 2, 3):
            says("wang", talk, number, Said.PASS)
    assert grouped(talk) is None  # one person never makes the difference between two rounds


def test_groups_are_found_and_what_they_agree_on_and_where_they_part(talk):
    brought(talk, camps(30, 3, other=12))
    told = grouped(talk).told
    assert [(each["name"], each["people"]) for each in told["groups"]] == [("A", 18), ("B", 12)]
    assert told["common"] == [{"number": 1, "agrees": True}]
    assert {each["number"] for each in told["parted"]} == {2, 3}
    assert told["statements"][0] == {"number": 1, "agrees": 30, "disagrees": 0, "seen": 30}


def test_a_group_of_four_is_hidden_and_so_is_what_would_tell_it(talk):
    brought(talk, camps(30, 3, other=4))
    told = grouped(talk).told
    assert [each["people"] for each in told["groups"]] == [None, None]
    assert told["map"] == {"marks": [], "outlines": []}
    assert told["parted"] == []


def test_the_map_shows_no_place_of_fewer_than_five(talk):
    chance = np.random.default_rng(3)
    votes = np.where(chance.random((83, 3)) < 0.5, 1.0, -1.0)
    brought(talk, votes)
    told = grouped(talk).told
    shown = sum(each["people"] or 0 for each in told["groups"])
    assert all(each["people"] >= 5 for each in told["map"]["marks"])
    assert sum(each["people"] for each in told["map"]["marks"]) == shown


def test_after_the_close_the_digest_is_frozen_with_its_hash_and_stands(town, talk):
    from hashlib import sha256

    brought(talk, camps(30, 3))
    enters(town, talk, PHONES["wang"], {1: Said.AGREE})
    assert grouped(talk, AFTER).version == 1
    talk.refresh_from_db()
    assert talk.digest_hash == sha256(talk.digest.encode()).hexdigest()
    assert '"ways":{"paper":null,"web":null}' in talk.digest  # one on paper: no part is told
    assert grouped(talk, AFTER) is None
    with pytest.raises(DatabaseError, match="refused"), transaction.atomic():
        Deliberation.objects.update(digest="{}")


def test_a_deliberation_without_a_vote_ends_too(talk):
    made = grouped(talk, AFTER)
    talk.refresh_from_db()
    assert (made.told["people"], made.told["groups"]) == (0, [])
    assert talk.frozen_at is not None


def test_new_statements_come_before_what_everybody_has_seen(talk):
    brought(talk, camps(30, 3))
    made = grouped(talk)
    writes("li", talk, "车棚要有灯")
    order = queries.in_order(talk, queries.statements(talk), "somebody", made)
    assert order[0].number == 4


def test_who_asks_has_a_place_of_their_own_near_those_who_say_the_same(talk):
    from linli.domains.council.rules.opinion_result import own_place

    brought(talk, camps(30, 3, other=12))
    inner = grouped(talk).inner
    assert own_place(inner, {1: 1, 2: 1, 3: 1})[2] == "A"
    assert own_place(inner, {1: 1, 2: -1, 3: -1})[2] == "B"
    assert own_place(inner, {}) is None
