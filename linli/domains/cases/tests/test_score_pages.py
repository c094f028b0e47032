"""The pages of closed months: what staff, departments and residents read there."""

import csv
from io import StringIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from linli.domains.cases import actions, queries
from linli.domains.cases.models import Closing, Exclusion, ScoreRules
from linli.domains.cases.tests.conftest import SUBDISTRICT
from linli.domains.cases.tests.test_publication import DECEMBER_3, close
from linli.kernel import clock
from linli.platform.access.models import Grant
from linli.platform.accounts.actions import sync_roles
from linli.platform.accounts.models import Account

PUBLISHED = [SUBDISTRICT, "2026-11"]


@pytest.fixture
def browser(town):
    """`browser(role, area, department)` is at work with that role."""
    sync_roles()

    def opened(role, area=SUBDISTRICT, department=None):
        account = Account.objects.create(username=role, name=role, kind="staff")
        Grant.objects.create(account=account, role_id=role, area=area, department_id=department)
        client = Client()
        client.force_login(account)
        return client

    return opened


@pytest.fixture
def november(town):
    """Seven cases in November, one of them still waiting; seen from December."""
    for _each in range(6):
        town.closed()
    town.accepted()
    with clock.stopped_at(DECEMBER_3):
        yield town


def words(answer):
    return answer.content.decode()


def test_the_supervisor_closes_corrects_and_publishes_by_hand(november, browser):
    desk = browser("supervisor")
    typed = {"area": SUBDISTRICT, "month": "2026-11-01", "reason": ""}
    assert desk.post(reverse("cases:months"), typed, follow=True).status_code == 200
    again = desk.post(reverse("cases:months"), typed)
    assert again.status_code == 422
    assert "更正要写明理由" in words(again)
    closed = Closing.objects.get()
    assert Client().get(reverse("voice:published", args=PUBLISHED)).status_code == 404
    desk.post(reverse("cases:publish", args=[closed.pk]))
    assert Client().get(reverse("voice:published", args=PUBLISHED)).status_code == 200


def test_a_department_reads_its_own_score_with_the_arithmetic_in_words(november, browser):
    closed = close(november)
    clerk = browser("department_clerk", department=november.property.pk)
    page = words(clerk.get(reverse("cases:month", args=[closed.pk])))
    assert "解决率：85.71%（6/7），目标 95%，差 9.29 个百分点" in page
    listed = reverse("cases:counted", args=[closed.pk, "solution-owed"])
    assert page.count(listed)
    rows = words(clerk.get(f"{listed}?department={november.property.pk}"))
    assert all(row.number in rows for row in closed.counted.all())


def test_a_wrong_list_or_department_is_not_found(november, browser):
    closed = close(november)
    desk = browser("evaluator")
    assert desk.get(reverse("cases:counted", args=[closed.pk, "nothing"])).status_code == 404
    listed = reverse("cases:counted", args=[closed.pk, "rated"])
    assert desk.get(f"{listed}?department=x").status_code == 404


def test_residents_read_what_was_published_and_every_correction(november, browser):
    for reason in ("", "一件剔除申诉成立"):
        actions.publish_month(actor=november.supervisor, closing=close(november, reason=reason))
    assert "2026-11" in words(Client().get(reverse("voice:figures")))
    page = words(Client().get(reverse("voice:published", args=PUBLISHED)))
    assert "第 1 版" in page
    assert "第 2 版" in page
    assert "一件剔除申诉成立" in page
    assert "安居物业" not in page, "no party is ranked before everybody"


def test_the_file_holds_exactly_the_cells_of_the_page(november):
    actions.publish_month(actor=november.supervisor, closing=close(november))
    answer = Client().get(reverse("voice:published_csv", args=PUBLISHED))
    _head, *lines = csv.reader(StringIO(words(answer).lstrip("\ufeff")))
    page = words(Client().get(reverse("voice:published", args=PUBLISHED)))
    assert lines
    assert all(f">{cell}<" in page for line in lines for cell in line[2:])


def test_a_community_with_few_cases_is_hidden(november):
    actions.publish_month(actor=november.supervisor, closing=close(november))
    (edition,) = queries.editions_of(SUBDISTRICT, Closing.objects.get().month)
    assert edition.whole.rates["solved"].denominator == 7
    (community,) = edition.communities
    assert community.rates["solved"].percent is None, "one of seven isn't solved"


@pytest.mark.parametrize("month", ["2026-13", "x", "2025-01"])
def test_a_month_that_never_was_is_not_found(town, month):
    assert Client().get(reverse("voice:published", args=[SUBDISTRICT, month])).status_code == 404


def test_a_draft_of_rules_is_tried_on_the_last_month_before_it_is_announced(november, browser):
    close(november)
    admin = browser("system_admin", area="")
    typed = {
        "basis": "2027 年考核办法", "effective_from": "2027-01-05",
        "lead-solved": "100 95 1 0 1 1",
    }  # fmt: skip
    page = words(admin.post(reverse("cases:scoring"), typed, follow=True))
    assert "90.71" in page, "100 - (95 - 85.71)"
    draft = ScoreRules.objects.latest("version")
    admin.post(reverse("cases:announce", args=[draft.version]))
    draft.refresh_from_db()
    assert draft.announced_at is not None


@pytest.mark.parametrize("line", ["1 2 3", "a b c d e f", "10 95 1 20 1 1", "NaN 95 1 0 1 1"])
def test_rules_that_cannot_stand_are_refused_beside_their_line(town, browser, line):
    typed = {"basis": "办法", "effective_from": "2027-01-01", "lead-solved": line}
    assert browser("system_admin", area="").post(reverse("cases:scoring"), typed).status_code == 422


def test_a_clerk_asks_and_the_supervisor_decides_on_their_pages(november, browser):
    case = queries.get(november.supervisor, close(november).counted.first().case_id)
    clerk = browser("department_clerk", department=november.property.pk)
    typed = {"exclude-ground": "no_duty", "exclude-words": "在红线以外"}
    assert clerk.post(reverse("cases:exclude", args=[case.pk]), {}).status_code == 422
    clerk.post(reverse("cases:exclude", args=[case.pk]), typed)
    asked = Exclusion.objects.get()
    assert asked.department == november.property
    supervisor = browser("supervisor")
    assert case.number in words(supervisor.get(reverse("cases:exclusions")))
    verdict = {"decide-verdict": "refused", "decide-words": "在红线以内"}
    supervisor.post(reverse("cases:decide_exclusion", args=[asked.pk]), verdict)
    page = reverse("cases:exclusion", args=[asked.pk])
    assert "在红线以内" in words(clerk.get(page))
    clerk.post(reverse("cases:appeal_exclusion", args=[asked.pk]), {"appeal-appeal": "有图纸"})
    heard = {"hear-verdict": "granted", "hear-words": "属实"}
    same = supervisor.post(reverse("cases:hear_appeal", args=[asked.pk]), heard)
    assert same.status_code >= 400, "an appeal goes higher"


def test_a_page_of_a_month_asks_equally_often_however_many_parties(november, browser):
    desk = browser("evaluator")

    def count(closing):
        desk.get(reverse("cases:month", args=[closing.pk]))
        with CaptureQueriesContext(connection) as asked:
            desk.get(reverse("cases:month", args=[closing.pk]))
        return len(asked)

    few = count(close(november))
    with clock.stopped_at(DECEMBER_3.replace(month=11)):
        november.accepted(november.management)
    assert count(close(november, reason="补录")) == few
