"""What is promised is configured in versions, from a day on and never backwards."""

from datetime import timedelta

import pytest
from django.urls import reverse

from linli.domains.cases import queries
from linli.domains.cases.models import TimeLimit
from linli.domains.cases.rules import Urgency
from linli.domains.cases.tests.conftest import MONDAY, SUBDISTRICT
from linli.kernel import clock

ADDRESS = "cases:limits"


def typed(**changes):
    return {
        "kind": "feedback", "category": "", "urgency": "", "amount": "12", "unit": "hours",
        "basis": "街道接诉即办办法第六条", "effective_from": "2026-11-09",
    } | changes  # fmt: skip


def test_a_new_limit_counts_from_its_day_on_and_older_cases_keep_their_promise(town, desk, later):
    before = town.reported()
    answer = desk("system_admin", "").post(reverse(ADDRESS), typed(), follow=True)
    assert "将生效" in answer.content.decode()
    assert town.reported().feedback_due_at == MONDAY + timedelta(hours=24)
    with later(days=7):
        assert town.reported().feedback_due_at == clock.now() + timedelta(hours=12)
        before.refresh_from_db()
        assert before.feedback_due_at == MONDAY + timedelta(hours=24)
        page = desk("supervisor", SUBDISTRICT).get(reverse(ADDRESS)).content.decode()
    assert all(words in page for words in ("现行", "已被取代", "12 小时", "接诉即办办法"))


def test_a_limit_of_one_category_goes_before_that_of_all(town, desk, later):
    lift = queries.categories().get(code="lift")
    wish = typed(kind="solution", category=str(lift.pk), amount="3", unit="work_days")
    assert desk("system_admin", "").post(reverse(ADDRESS), wish).status_code == 302
    with later(days=7):
        limits = queries.time_limits(lift, Urgency.NORMAL, at=clock.now())
        assert limits["solution"].amount == 3
        assert queries.time_limits(None, Urgency.NORMAL, at=clock.now())["solution"].amount == 7


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"effective_from": "2026-11-02"}, "effective_from"),
        ({"effective_from": "9999-12-31"}, "effective_from"),
        ({"amount": "0"}, "amount"),
        ({"amount": "十二"}, "amount"),
        ({"basis": ""}, "basis"),
        ({"unit": "weeks"}, "unit"),
        ({"category": "lift"}, "category"),
    ],
)
def test_what_is_wrong_is_said_in_its_place_and_nothing_is_kept(desk, wrong, field):
    answer = desk("system_admin", "").post(reverse(ADDRESS), typed(**wrong))
    assert answer.status_code == 422
    assert f'href="#id_{field}"' in answer.content.decode()
    assert TimeLimit.objects.count() == 3


def test_one_day_brings_one_limit_of_a_kind(desk):
    admin = desk("system_admin", "")
    assert admin.post(reverse(ADDRESS), typed()).status_code == 302
    again = admin.post(reverse(ADDRESS), typed(amount="8"))
    assert again.status_code == 422
    assert "请换一个日期" in again.content.decode()


def test_who_looks_after_one_subdistrict_reads_them_and_changes_none(desk):
    supervisor = desk("supervisor", SUBDISTRICT)
    page = supervisor.get(reverse(ADDRESS))
    assert (page.status_code, b'<form method="post" data-draft' in page.content) == (200, False)
    assert supervisor.post(reverse(ADDRESS), typed()).status_code == 403
    assert TimeLimit.objects.count() == 3
