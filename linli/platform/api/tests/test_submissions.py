from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client

from linli.core.divisions.models import Department
from linli.kernel import clock
from linli.kernel.ids import new_id
from linli.platform.accounts.models import Account
from linli.platform.api.models import Answer

pytestmark = pytest.mark.urls("linli.platform.api.tests.house")
NOTES = "/notes/write/"


@pytest.fixture
def form():
    return {"submission_id": str(new_id()), "title": "楼道灯不亮"}


def sign_in():
    account = Account.objects.create(username="王", kind="resident", created_at=clock.now())
    person = Client()
    person.force_login(account)
    return person


@pytest.fixture
def resident(db):
    return sign_in()


def test_a_double_click_makes_one_row_and_shows_it_twice(resident, form):
    first, second = resident.post(NOTES, form), resident.post(NOTES, form)
    assert first.status_code == second.status_code == 302
    assert first["Location"] == second["Location"]
    assert Department.objects.count() == 1


def test_the_same_page_can_be_mended_and_sent_again(resident, form):
    assert resident.post(NOTES, form | {"title": ""}).status_code == 422
    assert resident.post(NOTES, form).status_code == 302


def test_another_page_is_another_row(resident, form):
    resident.post(NOTES, form)
    resident.post(NOTES, form | {"submission_id": str(new_id()), "title": "再报一件"})
    assert Department.objects.count() == 2


@pytest.mark.parametrize("submission", ["", "x", "1" * 4000])
def test_a_form_without_a_sound_id_is_taken_as_it_is(resident, form, submission):
    answer = resident.post(NOTES, form | {"submission_id": submission})
    assert answer.status_code in {302, 422}
    assert not Answer.objects.exists()


def test_each_page_drawn_names_itself_anew(resident):
    pages = {resident.get(NOTES).text for _each in range(2)}
    assert len(pages) == 2


def test_clicks_that_arrive_at_once_wait_for_the_first_and_share_its_answer(committed, form):
    cookies = sign_in().cookies

    def click(_number):
        browser = Client()
        browser.cookies = cookies
        try:
            return browser.post(NOTES, form)["Location"]
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        places = set(pool.map(click, range(4)))
    assert len(places) == 1
    assert Department.objects.count() == 1
