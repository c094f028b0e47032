"""The pages of a deliberation: vote, write, moderate, enter, read the result and the digest."""

from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from linli.domains.council import actions
from linli.domains.council.models import (
    Contribution,
    Deliberation,
    Entry,
    Helpful,
    Opinion,
    Participant,
)
from linli.domains.council.rules.deliberation import Form, Publishing, Standing
from linli.domains.council.tests.conftest import COMMUNITY, MONDAY, PHONES, actor, resident
from linli.domains.council.tests.test_deliberation import (
    AFTER,
    DURING,
    brought,
    camps,
    grouped,
    opened,
    removed,
    writes,
)
from linli.domains.council.tests.test_pages import at, browser
from linli.kernel import clock
from linli.platform.accounts.actions import sync_roles


@pytest.fixture
def talk(town):
    return opened(town)


@pytest.fixture
def worker(town):
    sync_roles()
    return browser("community_worker", name="desk")


@pytest.fixture
def wang(worker):
    return browser("resident", "resident", "wang")


def test_statements_come_one_at_a_time_with_three_buttons_and_no_script(talk, wang):
    for _each in range(3):
        page = at(DURING, wang, "vote_next", talk.pk).content.decode()
        assert page.count('name="said"') == 3
        assert "onclick" not in page
        number = next(n for n in (1, 2, 3) if reverse("council:vote_on", args=[talk.pk, n]) in page)
        assert at(DURING, wang, "vote_on", talk.pk, number, said="1").status_code == 302
    assert Opinion.objects.values("statement").distinct().count() == 3
    assert "全部表态完了" in at(DURING, wang, "vote_next", talk.pk).content.decode()


def test_a_vote_is_read_and_changed_by_its_owner_alone(talk, wang):
    at(DURING, wang, "vote_on", talk.pk, 2, said="-1")
    assert "不同意" in at(DURING, wang, "own", talk.pk).content.decode()
    at(DURING, wang, "vote_on", talk.pk, 2, said="0")
    assert "跳过" in at(DURING, wang, "own", talk.pk).content.decode()
    li = browser("resident", "resident", "li")
    assert "还没有表态" in at(DURING, li, "own", talk.pk).content.decode()
    assert at(DURING, wang, "vote_on", talk.pk, 2, said="7").status_code == 422
    assert at(DURING, wang, "vote_on", talk.pk, 99, said="1").status_code == 404
    assert at(AFTER, wang, "vote_on", talk.pk, 2, said="1").status_code == 409


def test_similar_statements_are_shown_once_before_one_is_sent(talk, wang):
    text = "充电棚应该建在北门口"
    hinted = at(DURING, wang, "state", talk.pk, text=text, seen="")
    assert "已经有相近的观点" in hinted.content.decode()
    assert Contribution.objects.count() == 3
    assert at(DURING, wang, "state", talk.pk, text=text, seen=text).status_code == 302
    assert Contribution.objects.get(number=4).text == text
    assert at(DURING, wang, "state", talk.pk, text="花园种树", seen="").status_code == 302
    again = at(DURING, wang, "state", talk.pk, text="花园种树", seen="花园种树")
    assert (again.status_code, "完全相同" in again.content.decode()) == (409, True)


def test_reasons_are_written_below_a_statement_and_marked(talk, wang):
    at(DURING, wang, "arguments", talk.pk, 1, form="for", text="离消防车道近")
    at(DURING, wang, "arguments", talk.pk, 0, form="against", text="以后再说")
    made = Contribution.objects.get(form=Form.FOR)
    assert made.about.number == 1
    at(DURING, wang, "helpful", made.pk, x="")
    assert Helpful.objects.count() == 1
    page = at(DURING, wang, "arguments", talk.pk, 1).content.decode()
    assert "您觉得有帮助" in page
    assert "以后再说" not in page
    assert "以后再说" in at(DURING, wang, "arguments", talk.pk, 0).content.decode()


def test_a_worker_publishes_what_waits_and_takes_out_by_a_rule(town, worker, wang):
    talk = opened(town, Publishing.BEFORE)
    at(DURING, wang, "state", talk.pk, text="三号楼的人都是小偷", seen="")
    made = Contribution.objects.get(number=4)
    assert made.text in at(DURING, worker, "queue", talk.pk).content.decode()
    assert at(DURING, worker, "moderate", made.pk, step="remove", reason="").status_code == 422
    at(DURING, worker, "moderate", made.pk, step="remove", reason="insult")
    log = at(DURING, browser("resident", "resident", "li"), "log", talk.pk).content.decode()
    assert "侮辱" in log
    assert made.text not in log
    assert "desk" not in log
    assert "侮辱" in at(DURING, wang, "own", talk.pk).content.decode()
    at(DURING, wang, "appeal", made.pk, words="说的是去年的事")
    refused = at(DURING, worker, "answer_appeal", made.pk, upheld="yes", words="好")
    assert refused.status_code == 409
    other = browser("secretary", name="second")
    at(DURING, other, "answer_appeal", made.pk, upheld="yes", words="可以")
    made.refresh_from_db()
    assert made.standing == Standing.SHOWN


def test_a_worker_enters_a_sheet_and_words_and_they_are_marked(talk, worker):
    typed = {"way": "paper", "who": PHONES["wang"], "witness": "见证人陈"}
    sent = at(DURING, worker, "enter_votes", talk.pk, **typed, said_1="1", said_2="", said_3="-1")
    assert sent.status_code == 302
    assert Opinion.objects.filter(entry__isnull=False).count() == 2
    assert Participant.objects.get().way == "paper"
    sent = at(DURING, worker, "enter_words", talk.pk, **typed, form="for", number="1", text="近")
    assert sent.status_code == 302
    assert Entry.objects.count() == 2
    wrong = at(DURING, worker, "enter_votes", talk.pk, **(typed | {"who": "8-8"}), said_1="1")
    assert wrong.status_code == 409


def test_a_worker_opens_a_deliberation(worker):
    tomorrow = (MONDAY + timedelta(days=1)).date().isoformat()
    typed = {
        "community": COMMUNITY, "question": "花园怎样改？", "background": "", "seeds": "种树\n种花\n",
        "publishing": "before", "opens_on": tomorrow, "closes_on": tomorrow,
    }  # fmt: skip
    assert at(MONDAY, worker, "open_deliberation", **typed).status_code == 302
    assert [each.text for each in Contribution.objects.all()] == ["种树", "种花"]
    assert (
        at(MONDAY, worker, "open_deliberation", **typed | {"seeds": "长" * 141}).status_code == 422
    )


def test_the_result_is_a_map_with_tables_and_one_s_own_place(talk, wang):
    assert "表态的人还不够" in at(DURING, wang, "results", talk.pk).content.decode()
    brought(talk, camps(30, 3, other=12))
    grouped(talk)
    at(DURING, wang, "vote_on", talk.pk, 2, said="-1")
    page = at(DURING, wang, "results", talk.pk).content.decode()
    for told in ("<svg", "A 组", "B 组", "各组都同意", "您的看法离 B 组最近"):
        assert told in page
    assert "style=" not in page.split("<svg")[1].split("</svg>")[0]
    worker = browser("community_worker", name="other-desk")
    assert "您的看法" not in at(DURING, worker, "results", talk.pk).content.decode()


def test_the_result_says_when_an_appeal_was_upheld_after_it_was_frozen(town, talk, wang):
    made, later = writes("wang", talk, "物业都是骗子"), AFTER + timedelta(hours=1)
    brought(talk, camps(30, 3, other=12))
    removed(town, talk, made)
    with clock.stopped_at(DURING):
        actions.appeal(actor=resident("wang"), contribution=made, words="说的是事实")
    grouped(talk, AFTER)
    assert "申诉成立" not in at(AFTER, wang, "results", talk.pk).content.decode()
    with clock.stopped_at(later):
        actions.answer_appeal(
            actor=actor("secretary"), contribution=made, upheld=True, words="可以公开"
        )
    assert "有 1 条内容申诉成立" in at(later, wang, "results", talk.pk).content.decode()


def test_the_digest_comes_after_the_close_as_page_word_and_data(talk, worker, wang):
    assert "截止以后才有摘要" in at(DURING, worker, "digest", talk.pk).content.decode()
    assert at(DURING, worker, "digest_paper", talk.pk).status_code == 404
    writes("wang", talk, "北门离消防车道近", Form.FOR)
    brought(talk, camps(30, 3, other=12))
    grouped(talk, AFTER)
    talk = Deliberation.objects.get()
    page = at(AFTER, worker, "digest", talk.pk).content.decode()
    assert talk.digest_hash in page
    assert "北门离消防车道近" in page
    word = at(AFTER, worker, "digest_paper", talk.pk).content
    body = ZipFile(BytesIO(word)).read("word/document.xml").decode()
    for told in ("议题协商摘要", talk.digest_hash, "北门离消防车道近", "充电棚建在北门"):
        assert told in body
    assert at(AFTER, worker, "digest_file", talk.pk).content == talk.digest.encode()
    assert at(AFTER, wang, "digest", talk.pk).status_code == 403


def test_the_number_of_queries_does_not_grow_with_what_was_said(town, worker, wang):
    small, large = opened(town), opened(town)
    for number in range(8):
        statement = writes("li", large, f"第{'一二三四五六七八'[number]}件事情")
        writes("zhao", large, f"因为{number}", Form.FOR, statement)
        writes("wang", large, f"我的{number}")
        removed(town, large, writes("wang", large, f"乱说{number}", Form.AGAINST))
    at(DURING, wang, "vote_on", large.pk, 1, said="1")
    at(DURING, wang, "vote_on", small.pk, 1, said="1")
    removed(town, small, writes("wang", small, "乱说", Form.AGAINST))
    for talk, people in ((small, 10), (large, 60)):
        brought(talk, camps(people, 3))
        grouped(talk)
    for client, name, more in (
        (wang, "deliberation", ()), (wang, "vote_next", ()), (wang, "own", ()),
        (wang, "arguments", (1,)), (wang, "results", ()), (wang, "log", ()), (worker, "queue", ()),
        (worker, "enter_votes", ()),
    ):  # fmt: skip
        counts = []
        for talk in (small, large):
            with CaptureQueriesContext(
                connection,
            ) as seen:
                assert at(DURING, client, name, talk.pk, *more).status_code == 200
            counts.append(len(seen))
        assert counts[0] == counts[1], f"{name}: {counts}"
        assert counts[1] <= 30, name


def test_the_list_costs_the_same_for_one_and_for_many(town, wang):
    opened(town)
    counts = []
    for _times in range(2):
        with CaptureQueriesContext(connection) as seen:
            assert at(DURING, wang, "deliberations").status_code == 200
        counts.append(len(seen))
        for _more in range(5):
            opened(town)
    assert counts[0] == counts[1]
