"""How a matter becomes a case."""

from datetime import UTC, datetime, timedelta

import pytest

from linli.core.divisions.models import Department
from linli.domains.cases import actions, queries, rules
from linli.domains.cases.actions import Reporter
from linli.domains.cases.models import Case, Contact
from linli.domains.cases.rules import Channel
from linli.domains.cases.tests.conftest import COMMUNITY, ELSEWHERE, GRID, MONDAY
from linli.kernel.errors import Invalid, NotPermitted
from linli.kernel.ids import new_id
from linli.platform.access.actor import visitor
from linli.platform.audit.models import Entry
from linli.platform.jobs.models import PublishedEvent


def test_a_report_is_answered_within_24_hours_and_solved_within_7_working_days(town):
    case = town.reported()
    assert case.feedback_due_at == MONDAY + timedelta(hours=24)
    assert case.due_at == datetime(2026, 11, 11, 9, 30, tzinfo=UTC)  # Wednesday week, 17:30
    assert not case.provisional


def test_a_report_leaves_a_trail_and_tells_its_listeners(town):
    case = town.reported()
    entry = Entry.objects.get(deed="cases.report")
    assert entry.subject_id == str(case.pk)
    assert PublishedEvent.objects.get().type.endswith("CaseReported")


def test_somebody_who_has_not_signed_in_may_report_where_the_code_hangs_and_nowhere_else(town):
    passer_by = visitor(GRID, frozenset({"cases.report"}))
    assert town.reported(actor=passer_by).reported_by is None
    with pytest.raises(NotPermitted):
        town.reported(actor=passer_by, area=ELSEWHERE)


def test_a_double_click_makes_one_case(town):
    submission = new_id()
    first = town.reported(submission_id=submission)
    again = town.reported(submission_id=submission)
    assert again.pk == first.pk
    assert Case.objects.count() == 1
    assert queries.check_code(again) == queries.check_code(first)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"description": "   "}, "description"),
        ({"description": "长" * 4001}, "description"),
        ({"reporter": Reporter(phone="12")}, "phone"),
    ],
)
def test_what_is_wrong_is_named_with_its_field_and_nothing_is_kept(town, wrong, field):
    with pytest.raises(Invalid) as refusal:
        town.reported(**wrong)
    assert field in refusal.value.fields
    assert not Case.objects.exists()
    assert not Entry.objects.exists()


def test_the_phone_of_a_reporter_is_nowhere_in_clear(town):
    from django.db import connection

    case = town.reported(reporter=Reporter("张三", "138 0000 0913"))
    assert Contact.objects.get(case=case).phone == "13800000913"
    with connection.cursor() as cursor:
        cursor.execute("SELECT phone::text, name::text FROM cases_contact")
        assert "13800000913" not in str(cursor.fetchone())
    assert "13800000913" not in str(list(Entry.objects.values()))
    assert "13800000913" not in str(list(PublishedEvent.objects.values()))
    seen = queries.reporter_of(town.dispatcher, case)
    assert (seen.name, seen.phone) == ("张**", "138****0913")


def test_a_phone_is_shown_for_a_reason_that_stays_in_the_trail(town):
    case = town.reported(reporter=Reporter("张三", "13800000913"))
    shown = queries.contact_shown(town.dispatcher, case, "上门前预约")
    assert shown.phone == "13800000913"
    assert Entry.objects.filter(reason="上门前预约").exists()
    with pytest.raises(NotPermitted):
        queries.contact_shown(town.worker, case, "好奇")


def test_a_case_number_carries_a_check_digit(town):
    case = town.reported()
    assert rules.normal_number(case.number.replace("-", " ")) == case.number
    last = str((int(case.number[-1]) + 1) % 10)
    assert rules.normal_number(case.number[:-1] + last) is None


def test_a_case_is_followed_with_number_and_check_code_and_not_without(town):
    from linli.domains.cases.errors import WrongCheckCode

    case = town.reported()
    code = queries.check_code(case)
    assert queries.opened_with(case.number, code) == case
    wrong = "000000" if code != "000000" else "000001"
    for number, typed in ((case.number, wrong), ("261122-0001-1", code), ("'; --", code)):
        with pytest.raises(WrongCheckCode):
            queries.opened_with(number, typed)


def test_other_communities_see_nothing_of_it(town):
    case = town.reported()
    assert queries.visible_to(town.dispatcher).get() == case
    assert not queries.visible_to(town.stranger).exists()
    assert not queries.visible_to(town.clerk).exists()


def test_the_counter_may_enter_for_somebody_and_the_case_says_who_did(town):
    case = town.reported(actor=town.worker, channel=Channel.COUNTER, area=COMMUNITY)
    assert (case.entered_by, case.reported_by) == (town.worker.account_id, None)


def test_photos_of_a_case_in_a_grid_are_seen_from_above_and_from_nowhere_else(town):
    case = town.reported(area=GRID)
    for one in (town.worker, town.dispatcher):
        assert queries.may_see_photos(one, case.pk)
    assert not queries.may_see_photos(town.stranger, case.pk)
    assert queries.may_see_photos(visitor(GRID, frozenset({"cases.answer"})), case.pk)


def test_words_added_later_stand_in_the_timeline(town):
    case = town.reported()
    neighbour = visitor(GRID, frozenset({"cases.answer"}))
    actions.add_words(actor=neighbour, case=case, words="今天又困人了")
    assert case.steps.last().words == "今天又困人了"
    with pytest.raises(Invalid):
        actions.add_words(actor=neighbour, case=case, words=" ")


def test_departments_are_chosen_by_the_area_they_serve(town):
    from linli.core.divisions.queries import departments_serving

    Department.objects.create(name="别处", kind="government", area=ELSEWHERE)
    assert {each.name for each in departments_serving(GRID)} == {"安居物业", "城市管理办"}
