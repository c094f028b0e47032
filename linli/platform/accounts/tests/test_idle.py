"""A desk that nobody sits at is signed out; one that somebody works at is not."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

import linli
from linli.kernel import clock
from linli.platform.accounts.middleware import ASKED_BY, CLOCK
from linli.platform.accounts.rules import IDLE, Kind
from linli.platform.accounts.tests.conftest import signed_in

pytestmark = pytest.mark.django_db
HALF = IDLE[Kind.STAFF] / 2


def pages_after(client, spans, **headers):
    """The answer to one call at the end of each span, on a clock that stands still meanwhile."""
    moment, answers = clock.now(), []
    for span in spans:
        moment += span
        with clock.stopped_at(moment):
            answers.append(client.get("/notices/bell/", headers=headers).status_code)
    return answers


def test_whoever_works_all_morning_stays_signed_in(clerk):
    assert pages_after(signed_in(clerk), [HALF] * 8) == [200] * 8


def test_a_rest_longer_than_allowed_ends_the_session(clerk):
    late = IDLE[Kind.STAFF] + timedelta(seconds=1)
    assert pages_after(signed_in(clerk), [HALF, late]) == [200, 302]


def test_what_a_page_asks_by_itself_keeps_nobody_signed_in(clerk):
    asked = pages_after(signed_in(clerk), [HALF] * 3, **{ASKED_BY: CLOCK})
    assert asked == [200, 302, 302]


def test_every_page_that_asks_by_itself_says_so():
    for page in Path(linli.__path__[0]).rglob("*.html"):
        for tag in re.findall(r"<[^<]*hx-trigger=.every [^>]*>", page.read_text(encoding="utf-8")):
            assert f'"{ASKED_BY}": "{CLOCK}"' in tag, page.name
