"""What everybody reads of a community's decisions: totals and where things stand, never a name."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from linli.core.divisions import demonstration
from linli.core.divisions.models import Division
from linli.domains.council.models import BodySeat, Poll
from linli.domains.council.rules.life import Status
from linli.domains.council.seeds import polls, proposals
from linli.domains.council.tests.test_seeds_hall import UNTIL, first  # noqa: F401
from linli.kernel.demonstration import DemoPlan
from linli.platform.database import scope


@pytest.fixture
def told(first):  # noqa: F811
    for each in (polls.seed, proposals.seed):
        each(DemoPlan(until=UNTIL), lambda *_told: None)


def read(name="community", *args):
    return Client().get(reverse(f"hall:{name}", args=args or [demonstration.FIRST]))


@pytest.mark.usefixtures("told")
def test_a_visitor_reads_what_was_decided_and_how_many_were_for_it():
    page = read().content.decode()
    with scope.limited_to([demonstration.FIRST]):
        ended = Poll.objects.get(status=Status.PUBLISHED)
        open_ = Poll.objects.exclude(status=Status.PUBLISHED)
        names = {each.name for each in BodySeat.objects.all()}
        assert ended.title in page
        assert all(item.text in page for item in ended.items.all())
        assert not any(each.title in page for each in open_), "what is still open tells nothing"
    assert "正在落实" in page
    assert "同意 " in page
    assert names
    assert not [name for name in names if name in page]


@pytest.mark.usefixtures("told")
def test_the_choice_leads_to_who_has_published_and_to_nobody_else():
    with scope.system("test data"):
        Division.objects.create(code="110102001001", name="别处", level="community")
    chosen = Client().get(reverse("hall:choose")).content.decode()
    assert reverse("hall:community", args=[demonstration.FIRST]) in chosen
    assert "别处" not in chosen
    assert read("community", "110102001001").status_code == 404
    assert read("community", "nowhere").status_code == 404


@pytest.mark.usefixtures("told")
def test_much_that_was_decided_costs_no_more_queries_than_little():
    def statements():
        with CaptureQueriesContext(connection) as asked:
            read()
        return len(asked)

    statements()
    before = statements()
    polls.seed(DemoPlan(until=UNTIL), lambda *_told: None)
    assert statements() == before
