"""From the counter to the end of the talks: consent, mediators, sittings, dangers, terms."""

import pytest

from linli.contracts.cases import CaseSentToMediation
from linli.contracts.mediation import DisputeOpened
from linli.domains.mediation import actions, listeners, queries, tasks, words
from linli.domains.mediation.errors import (
    AlarmUnanswered,
    ChangedMeanwhile,
    MediatorBarred,
    MoveNotAllowed,
    NobodyToMediate,
    NotOnThisDispute,
    OwnChallenge,
    TooLateToExtend,
)
from linli.domains.mediation.models import Dispute
from linli.domains.mediation.rules import (
    BARRED,
    Chosen,
    Consent,
    Ending,
    How,
    Limit,
    Relation,
    Risk,
    Seat,
    Status,
)
from linli.domains.mediation.tests.conftest import COMMUNITY, NAMES
from linli.kernel import clock
from linli.kernel.errors import Invalid, NotPermitted
from linli.kernel.ids import new_id
from linli.platform.access.actor import machine
from linli.platform.audit.models import Entry
from linli.platform.calendar import clocks
from linli.platform.calendar import queries as calendars
from linli.platform.calendar.clocks import Term, Unit, explain
from linli.platform.jobs.models import PublishedEvent
from linli.platform.notices.models import Notice


def now(dispute):
    return Dispute.objects.get(pk=dispute.pk)


def alarm(town, dispute):
    return actions.raise_alarm(
        actor=town.mediator, dispute=dispute, risk=Risk.VIOLENCE, told="古荡派出所",
        report="乙方持棍上门，已劝离。", receipt="J1",
    )  # fmt: skip


def challenge(town, seat, relation=Relation.BUSINESS):
    party = town.parties(seat.dispute)[1]
    return actions.challenge_mediator(
        actor=town.head, seat=seat, relation=relation, reason="与甲方合伙开店", party=party
    )


# How a dispute comes


def test_the_counter_opens_a_dispute_and_the_trail_knows(town):
    dispute = town.opened()
    assert dispute.status == Status.ASKED
    assert dispute.number.startswith("T261102-")
    assert Entry.objects.get(deed="mediation.open").subject_id == str(dispute.pk)


def test_a_double_click_opens_one_dispute(town):
    click = new_id()
    assert town.opened(submission_id=click) == town.opened(submission_id=click)
    assert Dispute.objects.count() == 1


@pytest.mark.parametrize(("names", "field"), [(("张三",), "name_2"), (("", "李四"), "name_1")])
def test_a_dispute_has_two_parties_with_names(town, names, field):
    with pytest.raises(Invalid) as refusal:
        town.opened(*names)
    assert field in refusal.value.fields


def test_news_of_a_case_opens_one_dispute_however_often_it_is_told(town):
    news = CaseSentToMediation(case_id=new_id(), area=COMMUNITY, number="261102-0001-2", cycle=1)
    for _again in range(3):
        listeners.open_from_case(news)
    dispute = Dispute.objects.get()
    assert (dispute.case_id, dispute.case_number) == (news.case_id, news.number)
    assert dispute.parties.count() == 0


def test_a_case_that_was_taken_up_again_may_be_mediated_again(town):
    case = new_id()
    for cycle in (1, 2):
        listeners.open_from_case(
            CaseSentToMediation(case_id=case, area=COMMUNITY, number="261102-0001-2", cycle=cycle)
        )
    assert Dispute.objects.count() == 2


def test_the_committee_asks_who_the_parties_of_a_case_are(town):
    listeners.open_from_case(
        CaseSentToMediation(case_id=new_id(), area=COMMUNITY, number="1", cycle=1)
    )
    dispute = Dispute.objects.get()
    for name in NAMES:
        actions.add_party(actor=town.head, dispute=dispute, person=actions.Person(name))
    kind = queries.kinds().get(pk="damage")
    actions.describe_dispute(
        actor=town.head, dispute=dispute, kind=kind, subject="漏水", statement="说法", location=""
    )
    assert [each.title for each in town.parties(dispute)] == ["甲方", "乙方"]
    assert now(dispute).kind == kind


def test_the_head_is_told_of_a_new_dispute_and_a_mediator_of_being_named(town):
    dispute = town.opened()
    news = DisputeOpened(dispute_id=dispute.pk, area=COMMUNITY, source="counter", case_id=None)
    for _again in range(2):
        listeners.tell_committee(news)
    town.seated(dispute)
    told = Notice.objects.values_list("topic", flat=True)
    assert sorted(told) == ["mediation.named", "mediation.opened"]


# Consent (art. 17)


def test_the_talks_begin_when_all_agree_and_all_accept_a_mediator(town):
    dispute = town.opened()
    dispute = town.consents(dispute, Consent.AGREED, Consent.AGREED)
    assert dispute.status == Status.ASKED, "nobody mediates yet"
    town.accepted(dispute)
    assert now(dispute).status == Status.MEDIATING
    assert now(dispute).began_at == clock.now()


def test_a_consent_says_how_when_and_who_noted_it(town):
    party, _other = town.parties(town.mediating())
    assert (party.consent, party.consent_how) == (Consent.AGREED, How.IN_PERSON)
    assert party.consent_at == clock.now()
    assert party.consent_noted_by == town.head.account_id


def test_a_clear_refusal_ends_it_and_names_the_ways_that_remain(town):
    dispute = town.consents(town.opened(), Consent.AGREED, Consent.REFUSED)
    assert (dispute.status, dispute.ending) == (Status.ENDED, Ending.REFUSED)
    assert dispute.began_at is None
    assert "仲裁" in str(words.PATHS[Ending.REFUSED])
    with pytest.raises(MoveNotAllowed):
        actions.plan_sitting(actor=town.head, dispute=dispute, at=clock.now(), location="调解室")


# Mediators


@pytest.mark.parametrize("relation", sorted(BARRED))
def test_nobody_near_a_party_is_given_a_seat(town, relation):
    with pytest.raises(MediatorBarred):
        actions.appoint_mediator(
            actor=town.head, dispute=town.opened(), mediator=town.wang, relation=relation,
            chosen_by=Chosen.COMMITTEE,
        )  # fmt: skip


def test_a_mediator_is_seated_once_every_party_accepts(town):
    dispute = town.opened()
    seat = town.seated(dispute)
    first, second = town.parties(dispute)
    actions.accept_mediator(actor=town.mediator, seat=seat, party=first, how=How.PHONE)
    assert queries.seats_taken(dispute) == [Seat.PROPOSED]
    actions.accept_mediator(actor=town.mediator, seat=seat, party=second, how=How.PHONE)
    assert queries.seats_taken(dispute) == [Seat.ACCEPTED]


def test_a_party_that_comes_later_has_to_accept_the_mediator_too(town):
    dispute = town.opened()
    seat = town.accepted(dispute)
    third = actions.add_party(actor=town.head, dispute=dispute, person=actions.Person("孙三"))
    answers = [Consent.AGREED] * 3
    assert town.consents(dispute, *answers).status == Status.ASKED
    actions.accept_mediator(actor=town.mediator, seat=seat, party=third, how=How.PHONE)
    assert now(dispute).status == Status.MEDIATING


def test_a_challenge_holds_up_the_talks_until_the_head_rules(town):
    dispute = town.mediating()
    seat = dispute.seats.get()
    asked = challenge(town, seat)
    with pytest.raises(NobodyToMediate):
        actions.plan_sitting(actor=town.head, dispute=dispute, at=clock.now(), location="室")
    actions.rule_on_challenge(actor=town.head, challenge=asked, upheld=False, ruling="查无此事")
    assert actions.plan_sitting(actor=town.head, dispute=dispute, at=clock.now(), location="室")


def test_a_recused_mediator_sees_and_does_nothing_more(town):
    dispute = town.mediating()
    asked = challenge(town, dispute.seats.get())
    assert queries.is_confidant(town.mediator, dispute)
    actions.rule_on_challenge(actor=town.head, challenge=asked, upheld=True, ruling="属实")
    assert not queries.is_confidant(town.mediator, dispute)
    with pytest.raises(NotOnThisDispute):
        actions.plan_sitting(actor=town.mediator, dispute=dispute, at=clock.now(), location="室")
    with pytest.raises(Invalid):
        town.seated(dispute)


def test_nobody_decides_about_themselves(town):
    dispute = town.opened()
    actions.retire_mediator(actor=town.head, mediator=town.wang)
    here = dispute.community
    self_made = actions.enlist_mediator(
        actor=town.head, community=here, name="周书记", appointed_on=clock.local_date(clock.now()),
        account_id=town.head.account_id, is_head=True,
    )  # fmt: skip
    asked = challenge(town, town.seated(dispute, self_made))
    with pytest.raises(OwnChallenge):
        actions.rule_on_challenge(actor=town.head, challenge=asked, upheld=False, ruling="不必")


def test_a_relative_found_out_later_cannot_be_kept(town):
    asked = challenge(town, town.mediating().seats.get(), Relation.RELATIVE)
    with pytest.raises(MediatorBarred):
        actions.rule_on_challenge(actor=town.head, challenge=asked, upheld=False, ruling="不必")


def test_only_the_head_rules_and_appoints(town):
    dispute = town.mediating()
    asked = challenge(town, dispute.seats.get())
    with pytest.raises(NotPermitted):
        actions.rule_on_challenge(actor=town.mediator, challenge=asked, upheld=True, ruling="好")
    with pytest.raises(NotPermitted):
        actions.appoint_mediator(
            actor=town.mediator, dispute=dispute, mediator=town.li, relation=Relation.NONE,
            chosen_by=Chosen.PARTIES,
        )  # fmt: skip


def test_a_committee_has_one_head(town):
    values = {"actor": town.head, "community": town.opened().community, "is_head": True}
    day = clock.local_date(clock.now())
    actions.enlist_mediator(name="周", appointed_on=day, **values)
    with pytest.raises(Invalid):
        actions.enlist_mediator(name="吴", appointed_on=day, **values)


# The police (art. 25)


def test_a_report_to_the_police_suspends_the_talks_and_wakes_the_officers(town, later):
    dispute = town.mediating()
    with later(hours=14):  # 23:00
        alarm(town, dispute)
    assert now(dispute).status == Status.SUSPENDED
    notice = Notice.objects.get(topic="mediation.alarm")
    assert notice.urgent
    assert not any(name in notice.words for name in NAMES)


def test_the_talks_go_on_with_the_time_they_had_left_once_the_police_answered(town, later):
    dispute = town.mediating()
    due_at = dispute.due_at
    danger = alarm(town, dispute)
    with pytest.raises(AlarmUnanswered):
        actions.resume_talks(actor=town.mediator, dispute=dispute)
    with later(days=2):
        actions.answer_alarm(actor=town.mediator, alarm=danger, answer="已训诫")
        dispute = actions.resume_talks(actor=town.mediator, dispute=dispute)
    assert dispute.status == Status.MEDIATING
    assert dispute.due_at > due_at


def test_an_unanswered_report_is_reminded_of_once_at_any_hour(town, later):
    alarm(town, town.mediating())
    with later(hours=40):  # 01:00
        tasks.remind()
        tasks.remind()
    assert Notice.objects.filter(topic="mediation.alarm", once_key__contains="late").count() == 1


def test_a_danger_before_the_talks_doesnt_begin_them(town):
    dispute = town.opened()
    actions.raise_alarm(
        actor=town.head, dispute=dispute, risk=Risk.SELF_HARM, told="110", report="有人要跳楼"
    )
    assert now(dispute).status == Status.ASKED


# The term


def test_the_term_says_why_it_is_due_then(town):
    dispute = town.opened()
    reading = clocks.reading(clocks.from_plain(dispute.clock), calendars.current(), clock.now())
    assert "12月2日星期三 24:00" in explain(reading)[0]
    assert "30 天" in explain(reading)[1]


def test_more_time_needs_everybodys_wish_before_the_time_is_over_and_comes_once(town, later):
    dispute = town.mediating()
    with pytest.raises(Invalid):
        actions.extend_talks(actor=town.mediator, dispute=dispute, all_agree=False, reason="等鉴定")
    longer = actions.extend_talks(
        actor=town.mediator, dispute=dispute, all_agree=True, reason="等鉴定"
    )
    log = clocks.from_plain(longer.clock)
    assert (
        "延期 30 天：各方同意延长"
        in explain(clocks.reading(log, calendars.current(), clock.now()))[-1]
    )
    with pytest.raises(TooLateToExtend):
        actions.extend_talks(actor=town.mediator, dispute=dispute, all_agree=True, reason="再等")
    other = town.mediating()
    with later(days=31), pytest.raises(TooLateToExtend):
        actions.extend_talks(actor=town.mediator, dispute=other, all_agree=True, reason="等")


def test_a_new_term_leaves_disputes_their_own(town, later):
    old = town.opened()
    with later(days=1):
        day = clock.now()
    actions.set_time_limit(
        actor=machine("test"), kind=Limit.TALKS, term=Term(20, Unit.DAYS), basis="省条例",
        effective_from=day,
    )  # fmt: skip
    with later(days=2):
        new = town.opened()
    assert now(old).due_at == old.due_at
    assert (new.due_at - new.opened_at).days in {20, 21}


# Endings


@pytest.mark.parametrize("ending", [each for each in Ending if each != Ending.AGREEMENT])
def test_every_ending_tells_the_parties_what_remains(ending):
    assert len(str(words.PATHS[ending])) > 20


def test_a_party_may_stop_at_any_time(town):
    agreement = town.drafted()
    dispute = town.ended(Ending.STOPPED, agreement.dispute)
    assert (dispute.status, dispute.ending) == (Status.ENDED, Ending.STOPPED)
    assert PublishedEvent.objects.filter(type__endswith="MediationEnded").count() == 1


def test_stopping_names_the_party_and_the_ways_that_remain_are_told_first(town):
    dispute = town.mediating()
    values = {"actor": town.mediator, "dispute": dispute, "reason": "不想谈了"}
    with pytest.raises(Invalid) as refusal:
        actions.end_mediation(ending=Ending.STOPPED, **values)
    assert "party" in refusal.value.fields
    with pytest.raises(Invalid) as refusal:
        actions.end_mediation(ending=Ending.FAILED, paths_told=False, **values)
    assert "paths_told" in refusal.value.fields


def test_after_the_talks_began_nobody_can_refuse_them_any_more(town):
    with pytest.raises(MoveNotAllowed):
        town.ended(Ending.REFUSED)


def test_whoever_looked_before_somebody_acted_is_told(town):
    dispute = town.mediating()
    with pytest.raises(ChangedMeanwhile):
        actions.end_mediation(
            actor=town.mediator, dispute=dispute, ending=Ending.FAILED, reason="谈不拢",
            seen_version=dispute.version - 1,
        )  # fmt: skip
