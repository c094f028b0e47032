"""The agreement: text, signatures and seal, performance, the court, the figures."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.db import connection
from docx import Document
from docx.oxml.ns import qn

from linli.domains.mediation import actions, queries, rules, tasks
from linli.domains.mediation.errors import (
    AgreementAltered,
    MoveNotAllowed,
    NobodyToMediate,
    NotConfirmable,
    TooLateToConfirm,
)
from linli.domains.mediation.models import Agreement, Dispute, Duty
from linli.domains.mediation.queries import Part, Period, measures
from linli.domains.mediation.rules import (
    Consent,
    Court,
    Ending,
    Form,
    Mark,
    Performance,
    Relation,
    Signer,
    Status,
)
from linli.domains.mediation.tests.conftest import COMMUNITY, NAMES, TODAY
from linli.domains.mediation.views import papers
from linli.kernel import clock
from linli.kernel.errors import Invalid, NotPermitted
from linli.platform.calendar.rules import plain_week
from linli.platform.notices.models import Notice


def now(agreement):
    return Dispute.objects.get(pk=agreement.dispute_id)


def visit(town, agreement, *, performed, words="没有付"):
    duty = Duty.objects.select_related("agreement__dispute").get(agreement=agreement)
    return actions.visit_duty(actor=town.mediator, duty=duty, performed=performed, note_=words)


def court(town, agreement, **changes):
    values = {"court": "西湖区法院", "applied_on": TODAY, "jointly": True, "about_status": False}
    return actions.apply_to_court(actor=town.mediator, agreement=agreement, **values | changes)


# Taking effect (art. 28-30)


def test_a_written_agreement_counts_only_with_all_names_and_the_seal(town):
    agreement = town.drafted()
    for signer, whose in queries.missing_marks(agreement):
        assert now(agreement).status == Status.SIGNING
        assert Agreement.objects.get().effective_on is None
        if signer == Signer.COMMITTEE:
            actions.seal_agreement(actor=town.head, agreement=agreement, sealed_on=TODAY)
        else:
            town.sign(agreement, signer, whose)
    assert now(agreement).status == Status.IN_EFFECT
    assert Agreement.objects.get().effective_on == TODAY
    assert now(agreement).ending == Ending.AGREEMENT


def test_the_order_of_the_marks_is_free(town):
    agreement = town.drafted()
    actions.seal_agreement(actor=town.head, agreement=agreement, sealed_on=TODAY)
    town.signed(agreement)
    assert now(agreement).status == Status.IN_EFFECT


def test_it_counts_from_the_day_of_the_last_mark_on_paper(town, later):
    agreement = town.drafted()
    with later(days=3):
        for (signer, whose), day in zip(
            queries.missing_marks(agreement)[:3], (TODAY, TODAY + timedelta(days=2), TODAY), strict=True
        ):  # fmt: skip
            town.sign(agreement, signer, whose, day)
        actions.seal_agreement(actor=town.head, agreement=agreement, sealed_on=TODAY)
    assert Agreement.objects.get().effective_on == TODAY + timedelta(days=2)


def test_only_the_head_records_the_seal(town):
    agreement = town.signed()
    with pytest.raises(NotPermitted):
        actions.seal_agreement(actor=town.mediator, agreement=agreement, sealed_on=TODAY)
    with pytest.raises(Invalid):
        town.sign(agreement, Signer.COMMITTEE, "")


def test_nobody_signs_twice_nor_for_another_dispute_nor_tomorrow(town):
    agreement = town.drafted()
    (signer, whose), *_others = queries.missing_marks(agreement)
    with pytest.raises(Invalid):
        town.sign(agreement, signer, whose, TODAY + timedelta(days=1))
    town.sign(agreement, signer, whose)
    with pytest.raises(Invalid):
        town.sign(agreement, signer, whose)
    stranger = town.parties(town.opened())[0]
    with pytest.raises(Invalid):
        town.sign(agreement, Signer.PARTY, str(stranger.pk))


def test_an_oral_agreement_counts_from_the_day_it_was_reached(town, later):
    dispute = town.mediating()
    with later(days=2):
        agreement = actions.draft_agreement(
            actor=town.mediator, dispute=dispute, form=Form.ORAL, terms="甲方当面道歉。",
            agreed_on=TODAY + timedelta(days=1),
        )  # fmt: skip
    assert agreement.effective_on == TODAY + timedelta(days=1)
    assert now(agreement).status == Status.PERFORMED, "nothing is left to be done"


def test_an_agreement_is_not_older_than_the_talks(town):
    with pytest.raises(Invalid):
        actions.draft_agreement(
            actor=town.mediator, dispute=town.mediating(), form=Form.ORAL, terms="好",
            agreed_on=TODAY - timedelta(days=1),
        )  # fmt: skip


def test_a_text_once_agreed_on_is_not_written_anew(town):
    agreement = town.in_effect()
    for form in Form:
        with pytest.raises(MoveNotAllowed):
            actions.draft_agreement(
                actor=town.mediator, dispute=agreement.dispute, form=form, terms="改成五千元"
            )
    with pytest.raises(MoveNotAllowed):
        actions.tear_up(actor=town.mediator, dispute=agreement.dispute, reason="改")


def test_a_text_changed_behind_everybodys_back_is_found_out(town):
    agreement = town.drafted()
    assert queries.altered_agreements() == []
    agreement.terms = "甲方赔偿乙方五千元。"
    agreement.save(update_fields=["terms"])
    assert queries.altered_agreements() == [now(agreement).number]
    signer, whose = queries.missing_marks(agreement)[0]
    with pytest.raises(AgreementAltered):
        town.sign(agreement, signer, whose)


def test_a_draft_can_be_torn_up_and_stays_on_file(town):
    agreement = town.drafted()
    dispute = actions.tear_up(actor=town.mediator, dispute=agreement.dispute, reason="甲方反悔")
    assert dispute.status == Status.MEDIATING
    actions.draft_agreement(
        actor=town.mediator, dispute=dispute, form=Form.WRITTEN, terms="甲方赔偿两千元。"
    )
    assert dispute.agreements.count() == 2
    with pytest.raises(MoveNotAllowed):
        town.signed(agreement)


def test_a_mediator_who_stepped_back_has_signed_for_nothing(town):
    agreement = town.signed()
    seat = agreement.dispute.seats.get()
    challenge = actions.challenge_mediator(
        actor=town.head, seat=seat, relation=Relation.BUSINESS, reason="合伙开店"
    )
    actions.rule_on_challenge(actor=town.head, challenge=challenge, upheld=True, ruling="属实")
    actions.seal_agreement(actor=town.head, agreement=agreement, sealed_on=TODAY)
    assert queries.missing_marks(agreement) == [(Signer.MEDIATOR, "")]
    assert now(agreement).status == Status.SIGNING


def test_nobody_writes_an_agreement_while_a_challenge_waits(town):
    dispute = town.mediating()
    actions.challenge_mediator(
        actor=town.head, seat=dispute.seats.get(), relation=Relation.BUSINESS, reason="合伙"
    )
    with pytest.raises(NobodyToMediate):
        actions.draft_agreement(
            actor=town.head, dispute=dispute, form=Form.ORAL, terms="甲方道歉。"
        )


# The paper


def test_the_word_document_has_everything_in_chinese_fonts(town):
    agreement = town.drafted()
    scene = queries.scene_of(town.mediator, agreement.dispute)
    document = Document(BytesIO(papers.agreement(scene)))
    text = "\n".join(each.text for each in document.paragraphs)
    for expected in (
        "人民调解协议书",
        *NAMES,
        "甲方赔偿乙方三千元。",
        "王调解",
        "印章",
        scene.dispute.number,
    ):
        assert expected in text
    assert "年　　月　　日" in text, "the day is filled in by hand"
    assert "赔偿修理费三千元" in document.tables[0].cell(1, 1).text
    fonts = document.styles["Normal"].element.rPr.rFonts
    assert fonts.get(qn("w:eastAsia")) == "仿宋"


def test_a_paper_survives_signs_that_no_document_can_hold(town):
    dispute = town.mediating()
    actions.draft_agreement(
        actor=town.mediator, dispute=dispute, form=Form.WRITTEN, terms="一\x0b二\x01三"
    )
    assert papers.agreement(queries.scene_of(town.mediator, dispute))


# Performance (art. 31)


def test_a_duty_performed_ends_the_follow_up(town):
    agreement = town.in_effect()
    visit(town, agreement, performed=True, words="")
    assert now(agreement).status == Status.PERFORMED


def test_a_duty_not_performed_before_its_day_is_still_due(town):
    agreement = town.in_effect()
    visit(town, agreement, performed=False)
    assert Duty.objects.get().status == Performance.DUE
    assert now(agreement).status == Status.IN_EFFECT


def test_a_duty_not_performed_in_time_is_told_and_may_still_be_done(town, later):
    agreement = town.in_effect()
    with later(days=12):
        visit(town, agreement, performed=False)
        assert now(agreement).status == Status.UNPERFORMED
        visit(town, agreement, performed=True, words="")
    assert now(agreement).status == Status.PERFORMED
    assert Duty.objects.get().visits.count() == 2


def test_mediators_are_reminded_once_before_and_once_after_the_day_and_never_at_night(town, later):
    town.in_effect()
    reminders = Notice.objects.filter(topic="mediation.duty")
    with later(days=2):
        tasks.remind()
    assert reminders.count() == 0
    with later(days=8, hours=14):  # 23:00
        tasks.remind()
    assert reminders.count() == 0
    with later(days=8):
        tasks.remind()
        tasks.remind()
    assert reminders.count() == 1
    with later(days=11):
        tasks.remind()
        tasks.remind()
    assert reminders.count() == 2


# The court (art. 33)


def test_the_last_day_for_the_court_is_the_thirtieth_or_the_next_working_day():
    is_working_day = plain_week().is_working_day
    assert rules.confirm_by(date(2026, 11, 2), is_working_day) == date(2026, 12, 2)
    assert rules.confirm_by(date(2026, 11, 5), is_working_day) == date(2026, 12, 7)  # a Saturday


def test_the_parties_apply_together_within_thirty_days(town, later):
    agreement = town.in_effect()
    with pytest.raises(Invalid):
        court(town, agreement, jointly=False)
    with later(days=31), pytest.raises(TooLateToConfirm):
        court(town, agreement, applied_on=agreement.confirm_by + timedelta(days=1))
    with later(days=40):  # recorded late, applied in time
        applied = court(town, agreement, applied_on=agreement.confirm_by)
    assert applied.state == Court.APPLIED


def test_relations_of_family_are_not_for_this_court(town):
    with pytest.raises(NotConfirmable):
        court(town, town.in_effect(), about_status=True)


def test_what_isnt_in_effect_cant_be_confirmed(town):
    with pytest.raises(NotConfirmable):
        court(town, town.drafted())


@pytest.mark.parametrize("state", [Court.CONFIRMED, Court.REFUSED, Court.NOT_ACCEPTED])
def test_the_court_answers_once(town, state):
    applied = court(town, town.in_effect())
    values = {"actor": town.mediator, "decided_on": TODAY, "state": state}
    decided = actions.record_court(confirmation=applied, **values)
    assert decided.state == state
    with pytest.raises(MoveNotAllowed):
        actions.record_court(confirmation=decided, **values)


# Figures


def test_the_success_rate_counts_all_talks_that_began_and_no_others(town, later):
    town.in_effect()
    town.ended(Ending.FAILED)
    with later(days=4):
        town.ended(Ending.WITHDRAWN)  # after the talks began: it counts against the rate
    town.consents(town.opened(), Consent.AGREED, Consent.REFUSED)  # may not be mediated: it doesn't
    town.mediating()  # still going on
    period = Period(COMMUNITY, clock.now(), clock.now() + timedelta(days=30))
    found = queries.figures(town.supervisor, period)
    assert found.rate == pytest.approx(1 / 3)
    assert found.strict_rate == pytest.approx(1 / 4)
    assert found.days == 0
    month = clock.local_date(clock.now()).replace(day=1)
    added_up = measures.tally_success(town.supervisor, COMMUNITY, [month])
    assert added_up == [(COMMUNITY, month, 1, 3)]
    assert measures.tally_success(town.stranger, COMMUNITY, [month]) == []
    for part in Part:
        assert queries.behind(town.supervisor, part, period).count() == found.counts[part]


def test_nothing_concluded_has_no_rate_rather_than_zero(town):
    period = Period(COMMUNITY, clock.now(), clock.now() + timedelta(days=1))
    assert queries.figures(town.supervisor, period).rate is None
    assert queries.average_days(town.supervisor, COMMUNITY, period.since, period.until) is None


def test_figures_of_elsewhere_are_not_ours(town):
    town.ended(Ending.FAILED)
    period = Period("", clock.now(), clock.now() + timedelta(days=1))
    assert queries.figures(town.stranger, period).counts[Part.CONCLUDED] == 0


def test_what_people_said_lies_encrypted(town):
    town.in_effect()
    with connection.cursor() as cursor:
        for table, column in (("party", "name"), ("agreement", "terms"), ("duty", "task")):
            cursor.execute(f"SELECT {column} FROM mediation_{table}")
            assert all(bytes(value)[:1] == b"\x01" for (value,) in cursor.fetchall())


def test_marks_are_known(town):
    assert {str(each) for each in Mark} == {"signature", "stamp", "fingerprint"}
