"""What isn't taken up is counted by the ground that its reporter was told."""

import csv

import pytest
from django.urls import reverse

from linli.domains.cases import actions, queries
from linli.domains.cases.queries import Period
from linli.domains.cases.rules import Ground
from linli.domains.cases.tests.conftest import COMMUNITY, MONDAY, SUBDISTRICT
from linli.kernel import clock
from linli.platform.exports.actions import write_to
from linli.platform.exports.rules import Form


@pytest.fixture
def left(town):
    """Two matters left to the emergency call, one that isn't ours, one taken up."""

    def decline(ground):
        return actions.decline_case(
            actor=town.dispatcher, case=town.reported(), ground=ground, explanation="请找区里"
        )

    town.dispatched()
    return [decline(each) for each in (Ground.EMERGENCY, Ground.EMERGENCY, Ground.BEYOND_DUTIES)]


def day(n):
    return Period(COMMUNITY, MONDAY.replace(day=n), MONDAY.replace(day=n + 1))


def test_each_ground_has_its_count_and_a_ground_that_nobody_used_says_none(left, town):
    counted = dict(queries.exits(town.supervisor, day(2)))
    assert counted == {each: 0 for each in Ground} | {
        Ground.EMERGENCY: 2, Ground.BEYOND_DUTIES: 1,
    }  # fmt: skip
    assert sum(n for _ground, n in queries.exits(town.supervisor, day(3))) == 0


def test_behind_each_count_are_just_its_cases_with_what_was_told(left, town):
    for ground, n in queries.exits(town.supervisor, day(2)):
        found = list(queries.declined(town.supervisor, day(2), ground))
        assert len(found) == n
        assert all(case.ground == ground and "请找区里" in case.told for case in found)


def test_exits_elsewhere_are_nobody_s_here(left, town):
    assert sum(n for _ground, n in queries.exits(town.stranger, day(2))) == 0


def test_the_figures_open_the_cases_behind_them(left, desk):
    browser = desk("supervisor", SUBDISTRICT)
    page = browser.get(reverse("cases:rates"))
    shown = {str(ground): (n, url) for ground, n, url in page.context["exits"]}
    count, url = next(each for each in shown.values() if each[0] == 2)
    behind = browser.get(url)
    assert len(behind.context["rows"]) == count == behind.content.decode().count("cell-number")
    assert reverse("exports:ask", args=["cases.exits"]) in behind.content.decode()


def test_who_measures_but_may_not_read_cases_sees_neither_words_nor_links(left, desk):
    page = desk("evaluator", SUBDISTRICT).get(reverse("cases:exits")).content.decode()
    assert left[0].number in page
    assert "电梯" not in page
    assert "请找区里" not in page


def test_the_file_of_exits_has_the_rows_of_the_page(left, town, tmp_path):
    target, today = tmp_path / "exits.csv", str(clock.local_date(clock.now()))
    filters = {"ground": "emergency", "since": today, "until": today}
    write_to(town.supervisor, "cases.exits", target, form=Form.CSV, filters=filters)
    with target.open(encoding="utf-8-sig", newline="") as file:
        _head, *rows = list(csv.reader(file))[:-1]
    assert sorted(row[0] for row in rows) == sorted(case.number for case in left[:2])


def test_a_ground_that_there_is_not_is_no_page(town, desk):
    answer = desk("supervisor", SUBDISTRICT).get(reverse("cases:exits"), {"ground": "nonsense"})
    assert answer.status_code == 404
