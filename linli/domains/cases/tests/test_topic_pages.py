"""The pages of governance topics and of the forecast: what staff, departments and residents read."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from linli.domains.cases import queries
from linli.domains.cases.models import Case, GovernanceTopic, RecurrenceRule, TopicMeasure
from linli.domains.cases.rules.topics import WEEK
from linli.domains.cases.tests import test_topics as told
from linli.domains.cases.tests.conftest import COMMUNITY, ELSEWHERE, GRID, MONDAY, SUBDISTRICT
from linli.domains.cases.tests.test_score_pages import browser, words  # noqa: F401
from linli.kernel import clock
from linli.platform.accounts.models import Account

past = told.past


@pytest.fixture
def topic(past):
    told.cluster(past)
    told.found()
    return told.the_topic()


def at(name, *args):
    return reverse(f"cases:{name}", args=args)


def test_the_secretary_takes_a_topic_from_proposal_to_its_end(topic, browser):  # noqa: F811
    with clock.stopped_at(MONDAY + timedelta(hours=1)):
        desk = browser("secretary", COMMUNITY)
        assert topic.number in words(desk.get(at("topics")))
        page = words(desk.get(at("topic", topic.pk)))
        assert "自动发现" in page
        assert "6 人反映" in page
        adopted = {"adopt-target": "1.5", "adopt-quiet_weeks": "2", "adopt-words": "本月一题"}
        assert desk.post(at("adopt_topic", topic.pk), adopted).status_code == 302
        measure = {"measure-words": "换门机", "measure-due": "2026-11-20"}
        assert desk.post(at("add_measure", topic.pk), measure).status_code == 302
        done = {"done-result": "已换"}
        made = TopicMeasure.objects.get()
        assert desk.post(at("finish_measure", made.pk), done).status_code == 302
        early = desk.post(at("close_topic", topic.pk), {"close-words": "好了"})
        assert early.status_code == 409
        assert "还不能结束" in words(early)
    with clock.stopped_at(MONDAY + WEEK * 3):
        desk.force_login(Account.objects.get())
        desk.post(at("close_topic", topic.pk), {"close-words": "好了"})
    assert GovernanceTopic.objects.get().status == "closed"


def test_a_refusal_and_a_new_baseline_need_words(topic, browser):  # noqa: F811
    with clock.stopped_at(MONDAY + timedelta(hours=1)):
        desk = browser("secretary", COMMUNITY)
        assert desk.post(at("refuse_topic", topic.pk), {}).status_code == 422
        assert desk.post(at("rebaseline_topic", topic.pk), {}).status_code == 422
        refused = desk.post(at("refuse_topic", topic.pk), {"refuse-words": "已在大修"})
        assert refused.status_code == 302


def test_the_list_of_a_case_leads_to_its_topic_and_the_evidence_back(topic, browser):  # noqa: F811
    desk = browser("secretary", COMMUNITY)
    (evidence,) = queries.evidence_of(topic)
    case_id = evidence.listed.first().case_id
    assert topic.number in words(desk.get(at("case", case_id)))
    page = words(desk.get(at("topic_evidence", topic.pk, evidence.pk)))
    assert str(case_id) in page
    assert desk.get(at("topic_evidence", topic.pk, evidence.pk + 1)).status_code == 404


def test_a_department_reads_only_the_topics_that_it_works_at_and_counts_no_voices(past, browser):  # noqa: F811
    topic = told.adopted(past, owner=past.property)
    clerk = browser("department_clerk", SUBDISTRICT, past.property.pk)
    page = clerk.get(at("topic", topic.pk))
    assert page.status_code == 200
    assert "人反映" not in words(page)
    GovernanceTopic.objects.update(owner_department=past.management)
    assert clerk.get(at("topic", topic.pk)).status_code == 404
    assert clerk.post(at("adopt_topic", topic.pk), {}).status_code == 404


def test_the_accused_who_owns_a_topic_reads_no_word_of_those_who_complained(past, browser):  # noqa: F811
    told.cluster(past, confidential=True)
    Case.objects.update(accused=past.property)
    told.found()
    topic = told.the_topic()
    GovernanceTopic.objects.update(owner_department=past.property)
    (evidence,) = queries.evidence_of(topic)
    cases = Case.objects.filter(pk__in=evidence.listed.values("case_id"))
    clerk = browser("department_clerk", SUBDISTRICT, past.property.pk)
    page = words(clerk.get(at("topic_evidence", topic.pk, evidence.pk)))
    assert all(each.number in page for each in cases)
    assert not any(each.headline in page or str(each.pk) in page for each in cases)
    assert "人反映" not in words(clerk.get(at("topic", topic.pk)))


def test_another_community_finds_no_topic(topic, browser):  # noqa: F811
    desk = browser("secretary", ELSEWHERE)
    assert desk.get(at("topic", topic.pk)).status_code == 404
    assert topic.number not in words(desk.get(at("topics")))


def test_a_topic_is_named_by_hand_from_the_list_of_cases(past, browser):  # noqa: F811
    told.cluster(past, 2)
    lift = queries.categories().get(code="lift")
    desk = browser("secretary", COMMUNITY)
    with clock.stopped_at(MONDAY):
        page = words(desk.get(at("list"), {"community": COMMUNITY, "category": lift.pk}))
        assert at("open_topic") in page
        typed = {"area": GRID, "category": lift.pk, "title": "电梯老坏", "reason": "代表提出"}
        assert desk.get(at("open_topic"), {"area": GRID}).status_code == 200
        assert desk.post(at("open_topic"), typed).status_code == 302
        again = desk.post(at("open_topic"), typed)
    assert "已经有一个专题" in words(again)


def test_the_pages_take_as_many_queries_however_much_there_is(past, topic, browser):  # noqa: F811
    desk = browser("secretary", COMMUNITY)

    def asked(address):
        desk.get(address)
        with CaptureQueriesContext(connection) as seen:
            assert desk.get(address).status_code == 200
        return len(seen)

    addresses = [at("topics"), at("topic", topic.pk), at("forecast"),
                 reverse("voice:topics_of", args=[COMMUNITY])]  # fmt: skip
    before = [asked(each) for each in addresses]
    later = MONDAY + WEEK * 3
    told.cluster(past, 7, until=later, category="noise")
    told.found(later)
    assert GovernanceTopic.objects.count() == 2
    assert [asked(each) for each in addresses] == before


def test_residents_read_the_topics_of_a_community_without_signing_in(past):
    told.running(past)
    page = words(Client().get(reverse("voice:topics_of", args=[COMMUNITY])))
    assert "更换门机" in page
    assert "第一网格" not in page
    assert "安居物业" not in page
    assert COMMUNITY in words(Client().get(reverse("voice:topics")))


def test_a_new_version_of_the_rule_is_announced_for_later(past, browser):  # noqa: F811
    admin = browser("system_admin", "")
    typed = {
        "scope": "grid", "window": 6, "cases": 8, "reporters": 5, "buildings": 0, "tail": "0.001",
        "past": 52, "least_past": 12, "growth": "0.5", "quiet_weeks": 10, "basis": "街道文件",
        "effective_from": "2026-11-03",
    }  # fmt: skip
    with clock.stopped_at(MONDAY):
        assert admin.post(at("recurrence"), typed).status_code == 302
        late = admin.post(at("recurrence"), typed | {"effective_from": "2026-11-01"})
    assert "现在以后开始" in words(late)
    assert RecurrenceRule.objects.count() == 4


def test_the_forecast_says_that_the_past_is_too_short(past, browser):  # noqa: F811
    told.cluster(past)
    desk = browser("supervisor")
    with clock.stopped_at(MONDAY):
        page = words(desk.get(at("forecast")))
        assert desk.get(at("forecast"), {"community": COMMUNITY}).status_code == 200
    assert "历史不够" in page
