"""The settings pages, as an administrator sees them."""

import html
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation

from linli.kernel import clock
from linli.platform.access.models import Grant, Role
from linli.platform.accounts.models import Account
from linli.platform.calendar import queries
from linli.platform.calendar.tests.offices import as_csv, as_json, rows_2027
from linli.platform.calendar.tests.situations import moment

pytestmark = pytest.mark.django_db
FORM = {"year": "2027", "published": "yes", "source": "", "days": as_json()}
WORDS_OF_COMPONENTS = {"紧凑", "返回", "必填", "选填"}  # translated where the components are
PAGES = ("calendar:index", "calendar:publish", "calendar:hours")


@pytest.fixture(autouse=True)
def november():
    """A Sunday; and whatever language a page is asked for, the next test reads Chinese again."""
    with clock.stopped_at(moment("2026-11-22", "10:00")), translation.override("zh-hans"):
        yield


def signed_in(*permissions, area=""):
    account = Account.objects.create(
        username="office", name="office", kind="staff", created_at=clock.now()
    )
    role = Role.objects.create(key="office", permissions=list(permissions))
    Grant.objects.create(account=account, role=role, area=area)
    client = Client()
    client.force_login(account)
    return client


@pytest.fixture
def office():
    return signed_in("calendar.publish")


def test_the_page_lists_every_year_and_the_hours(office):
    page = office.get(reverse("calendar:index")).content.decode()
    assert "2026" in page
    assert "09:00-12:00、13:30-17:30" in page
    assert reverse("calendar:publish") in page


def test_a_year_is_drawn_month_by_month_with_its_feasts(office):
    page = office.get(reverse("calendar:year", args=[2026])).content.decode()
    assert page.count("<caption>") == 12
    assert "春节" in page
    assert "班" in page


def test_a_year_without_notice_says_that_deadlines_are_provisional(office):
    page = office.get(reverse("calendar:year", args=[2027])).content.decode()
    assert "未公布" in page
    assert "自动重算一次" in page


def test_a_year_outside_the_calendar_is_not_found(office):
    assert office.get(reverse("calendar:year", args=[2100])).status_code == 404


def test_a_notice_is_previewed_first_and_nothing_is_published(office):
    page = office.post(reverse("calendar:publish"), FORM)
    assert "放假 15 天，调休上班 1 天" in page.content.decode()
    assert 2027 not in queries.current().published


def test_a_notice_is_published_as_it_was_previewed(office):
    page = office.post(reverse("calendar:publish"), FORM).content.decode()
    hidden = re.findall('type="hidden" name="(.*?)" value="(.*?)"', page, re.DOTALL)
    previewed = {name: html.unescape(value) for name, value in hidden}
    answer = office.post(reverse("calendar:publish"), previewed | {"publish": "yes"})
    assert answer.url == reverse("calendar:year", args=[2027])
    assert 2027 in queries.current().published


def test_publishing_twice_makes_one_version(office):
    numbers = []
    for _again in range(2):
        office.post(reverse("calendar:publish"), FORM | {"publish": "yes"})
        numbers.append(queries.latest_number())
    assert numbers[0] == numbers[1]


@pytest.mark.parametrize("charset", ["utf-8-sig", "gb18030"])
def test_a_file_is_shown_as_if_pasted_so_that_it_need_not_be_chosen_again(office, charset):
    file = SimpleUploadedFile("2027.csv", as_csv().encode(charset))
    form = FORM | {"days": "", "source": "通知", "file": file}
    page = office.post(reverse("calendar:publish"), form).content.decode()
    assert "2027-02-01,春节,休" in page
    assert 'value="2027"' in page
    assert "核对无误，发布" in page


def test_bad_input_comes_back_with_what_is_wrong_and_nothing_lost(office):
    words = as_csv([*rows_2027(), ("2027-99-01", "元旦", True)])
    page = office.post(reverse("calendar:publish"), FORM | {"days": words, "source": "通知"})
    assert page.status_code == 422
    assert "第 18 行" in page.content.decode()
    assert "2027-99-01,元旦,休" in page.content.decode()


@pytest.mark.parametrize(
    "change",
    [
        {"year": "1999"},
        {"year": ""},
        {"days": ""},
        {"published": "perhaps"},
        {"days": "x" * 200_001},
        {"file": SimpleUploadedFile("2027.csv", b"\x80\xff\x00\xff")},
        {"file": SimpleUploadedFile("2027.csv", b"x" * 200_001)},
    ],
    ids=lambda each: next(iter(each)),
)
def test_no_bad_form_breaks_the_page(office, change):
    assert office.post(reverse("calendar:publish"), FORM | change).status_code == 422


def test_summer_hours_are_typed_as_people_write_them(office):
    typed = {"since": "2027-05-01", "windows": "08：30—12：00，14:30~18:00"}
    assert office.post(reverse("calendar:hours"), typed).url == reverse("calendar:index")
    windows = [str(each) for each in queries.current().hours[-1].windows]
    assert windows == ["08:30-12:00", "14:30-18:00"]


@pytest.mark.parametrize(
    "change",
    [
        {"since": "2020-01-01"},
        {"since": "soon"},
        {"windows": "9"},
        {"windows": "13:30-17:30 09:00-12:00"},
        {"windows": "、"},
    ],
)
def test_hours_that_cannot_be_are_refused_on_the_page(office, change):
    typed = {"since": "2027-05-01", "windows": "08:30-12:00"} | change
    page = office.post(reverse("calendar:hours"), typed)
    assert page.status_code == 422
    assert "error-summary" in page.content.decode()


@pytest.mark.parametrize("name", PAGES)
def test_pages_are_closed_to_who_may_not_publish(name):
    assert signed_in("cases.see").get(reverse(name)).status_code == 403


def test_who_may_publish_only_in_one_place_looks_but_does_not_publish():
    client = signed_in("calendar.publish", area="110101001")
    page = client.get(reverse("calendar:index"))
    assert page.status_code == 200
    assert reverse("calendar:publish") not in page.content.decode()
    assert client.post(reverse("calendar:publish"), FORM).status_code == 403


@pytest.mark.parametrize("name", PAGES)
def test_pages_speak_english(office, name):
    office.cookies["django_language"] = "en"
    page = office.get(reverse(name)).content.decode()
    main = page.partition("<main")[2].partition("</main>")[0]
    assert set(re.findall("[\u4e00-\u9fff]+", main)) <= WORDS_OF_COMPONENTS
