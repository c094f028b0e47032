"""Each line of a score opens the list that it counts."""

import pytest
from django.urls import reverse

from linli.domains.cases import actions, queries
from linli.domains.cases.rules.scores import Role
from linli.domains.cases.tests.conftest import SUBDISTRICT
from linli.domains.cases.tests.test_publication import DECEMBER_3, close
from linli.kernel import clock
from linli.kernel.errors import NotFound


@pytest.fixture
def busy(town, later):
    """A case with a helper, one whistled to, one taken up again; seen from December."""
    case = town.accepted(town.management)
    actions.finish_share(
        actor=town.helper, assignment=town.share(case, town.management), words="已配合"
    )
    actions.whistle(
        actor=town.worker, case=town.accepted(), departments=[town.management], reason="一起到场"
    )
    closed = town.closed()
    with later(days=1):
        actions.reopen_case(actor=town.worker, case=closed, reason="又坏了")
    with clock.stopped_at(DECEMBER_3):
        yield close(town)


def test_every_line_of_every_party_lists_as_many_as_it_counts(town, busy):
    roles = set()
    for score in queries.scores_shown(town.supervisor, busy):
        for line in score.lines:
            found = queries.behind_line(town.supervisor, busy, line.count)
            roles.add(score.role)
            assert len(found) == line.count.denominator, line
            assert sum(good for _case, good in found) == line.count.numerator, line
    assert roles == {*Role}


def test_every_line_on_the_page_has_a_list_that_opens(town, busy, desk):
    browser = desk("supervisor", SUBDISTRICT)
    page = browser.get(reverse("cases:month", args=[busy.pk]))
    lines = [line for score in page.context["scores"] for line in score["lines"]]
    assert len(lines) > 3
    for line in lines:
        assert browser.get(line["href"]).status_code == 200, line


def test_a_department_opens_no_list_of_another(town, busy):
    scores = queries.scores_shown(town.supervisor, busy)
    others = [each for each in scores if each.party == str(town.property.pk)]
    with pytest.raises(NotFound):
        queries.behind_line(town.helper, busy, others[0].lines[0].count)
