"""One form sent many times at once, each in a transaction that really commits."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client

from linli.core.divisions.models import Division
from linli.core.places import actions
from linli.domains.cases.models import Case
from linli.kernel.ids import new_id
from linli.platform.access.actor import machine
from linli.platform.database import scope
from linli.project import config

pytestmark = pytest.mark.drill

COMMUNITY = "110101001001"
CLICKS = config.load().web_threads  # as many as one web process answers at once


@pytest.fixture
def form(committed):
    """The address of the resident's form behind a QR code."""
    community = Division.objects.create(code=COMMUNITY, name="花园社区", level="community")
    with scope.limited_to([COMMUNITY]):
        code = actions.make_code(actor=machine("drill"), community=community)
    return f"/report/{code.token}/"


def test_a_double_click_makes_one_case(form):
    typed = {"submission_id": str(new_id()), "description": "三号楼电梯门关不上"}

    def click(_number):
        try:
            return Client(raise_request_exception=False).post(form, typed)
        finally:
            connection.close()

    with ThreadPoolExecutor(CLICKS) as fingers:
        answers = list(fingers.map(click, range(CLICKS)))
    with scope.system("the drill counts the cases of one submission"):
        (case,) = Case.objects.filter(submission_id=typed["submission_id"])
    assert {(each.status_code, each["Location"]) for each in answers} == {
        (302, f"/received/{case.pk}/")
    }
