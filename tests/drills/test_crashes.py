"""Two hundred reports while everything is killed in turn; two dispatchers at one case."""

from collections import Counter
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from tests.runtime.conftest import until

pytestmark = pytest.mark.drill

BATCHES = {
    "web": range(70),
    "worker": range(70, 130),
    "database": range(130, 200),
}
AT_ONE_TIME = 4
EFFECTS = {"cases.report", "cases.suggest", "cases.index", "cases.tell"}  # one deed each
STORED = "SELECT description, number FROM cases_case WHERE description LIKE '电梯坏了%'"
WAITING = """
SELECT count(*) FROM procrastinate_jobs
WHERE status IN ('todo', 'doing') AND task_name = 'jobs.deliver'
"""
DONE = """
SELECT subject_id, deed, count(*) FROM audit_entry
WHERE subject_kind = 'cases.case' AND deed <> 'cases.take' GROUP BY 1, 2
"""


def reports(people, site, numbers):
    """The answers to come of reports sent by careful programs, who try again."""
    said = {f"电梯坏了，第{number}次": f"report-{number}" for number in numbers}
    return {words: people.submit(site.insist, words, once) for words, once in said.items()}


def some_of(answers: list[Future]) -> bool:
    return sum(answer.done() for answer in answers) >= len(answers) // 5


def test_nothing_acknowledged_is_lost_or_doubled_while_everything_is_killed_in_turn(site):
    acknowledged = {}
    for part, numbers in BATCHES.items():
        with ThreadPoolExecutor(AT_ONE_TIME) as people:
            answers = reports(people, site, numbers)
            until(lambda answers=answers: some_of([*answers.values()]), "some are acknowledged")
            site.kill(part)
        acknowledged |= {words: answer.result()["number"] for words, answer in answers.items()}
    stored = site.select(STORED)
    assert len(stored) == len(acknowledged) == 200
    assert dict(stored) == acknowledged
    until(lambda: site.select(WAITING) == [[0]], "every job is done")
    effects = Counter({(case, deed): times for case, deed, times in site.select(DONE)})
    assert {deed for _case, deed in effects} == EFFECTS
    assert set(effects.values()) == {1}
    assert len(effects) == 200 * len(EFFECTS)


def test_of_two_dispatchers_who_take_one_case_one_gets_it_and_the_other_sees_who(site):
    for attempt in range(5):
        case = site.insist("路灯不亮", once=f"lamp-{attempt}")["id"]
        path = f"/api/v1/cases/{case}/take/"
        with ThreadPoolExecutor(2) as people:
            tries = [
                people.submit(site.post, path, {}, f"take-{attempt}-{by}", by) for by in (0, 1)
            ]
            answers = [each.result() for each in tries]
        assert sorted(status for status, _answer in answers) == [200, 409]
        winner = next(by for by, (status, _answer) in enumerate(answers) if status == 200)
        refusal = answers[1 - winner][1]
        assert site.names[winner] in refusal["detail"]
