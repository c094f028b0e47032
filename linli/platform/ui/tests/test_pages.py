"""What every page carries: the reader's choice, the language, the policy, and a good answer to a no."""

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import Http404, HttpResponse
from django.middleware.csrf import get_token
from django.test import Client
from django.urls import include, path

from linli.kernel import clock
from linli.kernel.errors import Conflict, Invalid, NotFound, TooMany
from linli.platform.accounts.models import Account, Kind
from linli.platform.ui.answers import add_refusal
from linli.platform.ui.gallery import ReportForm

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


def refusing(error):
    def view(request):
        raise error

    return view


urlpatterns = [
    path("form/", lambda request: HttpResponse(get_token(request))),
    path("gone/", refusing(Http404())),
    path("hidden/", refusing(NotFound("这件事不在您的社区。"))),
    path("denied/", refusing(PermissionDenied())),
    path("taken/", refusing(Conflict("李明刚刚接手了。"))),
    path("often/", refusing(TooMany("请一分钟后再试。", retry_after=60))),
    path("broken/", refusing(RuntimeError("内部细节"))),
    path("away/", refusing(OperationalError("server closed the connection"))),
    path("", include("linli.project.urls")),
]
handler400 = "linli.platform.ui.refusals.bad_request"
handler403 = "linli.platform.ui.refusals.not_allowed"
handler404 = "linli.platform.ui.refusals.not_found"
handler500 = "linli.platform.ui.refusals.broken"


@pytest.fixture
def reader(settings):
    """Somebody who has signed in and holds no permission at all."""
    settings.DEMONSTRATION = True
    settings.SECOND_FACTOR = False
    client = Client(raise_request_exception=False)
    account = Account.objects.create(
        username="wang", name="王芳", kind=Kind.STAFF, created_at=clock.now()
    )
    client.force_login(account)
    return client


def without_token(answer):
    return re.sub(r"[A-Za-z0-9]{64}|/(gone|hidden)/", "", answer.content.decode())


def test_what_is_not_yours_looks_like_what_is_not_there(reader):
    gone, hidden = reader.get("/gone/"), reader.get("/hidden/")
    assert gone.status_code == hidden.status_code == 404
    assert without_token(gone) == without_token(hidden)


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/denied/", 403, "系统管理员"),
        ("/taken/", 409, "李明刚刚接手了。"),
        ("/often/", 429, "请一分钟后再试。"),
        ("/broken/", 500, "不是您的操作有误"),
        ("/away/", 503, "已提交的内容不会丢失"),
    ],
)
def test_a_refusal_says_in_plain_words_how_to_go_on(reader, address, status, words):
    answer = reader.get(address)
    assert answer.status_code == status
    assert words in answer.content.decode()
    assert "内部细节" not in answer.content.decode()


def test_a_limit_says_when_it_opens_again(reader):
    assert reader.get("/often/")["Retry-After"] == "60"


def test_a_refusal_in_the_middle_of_a_page_is_a_toast(reader):
    answer = reader.get("/taken/", headers={"HX-Request": "true"})
    assert answer["HX-Retarget"] == "#toasts"
    assert "<html" not in answer.content.decode()


@pytest.fixture
def strict():
    """A browser whose token no longer counts."""
    return Client(enforce_csrf_checks=True)


def test_a_form_with_an_old_token_keeps_what_was_typed(strict):
    typed = {"title": "电梯<坏>了", "password": "geheim"}
    answer = strict.post("/form/", typed, headers={"Origin": "http://testserver"})
    page = answer.content.decode()
    assert answer.status_code == 403
    assert 'value="电梯&lt;坏&gt;了"' in page
    assert "geheim" not in page


def test_a_form_from_another_site_is_not_offered_again(strict):
    answer = strict.post("/form/", {"title": "x"}, headers={"Origin": "https://elsewhere.example"})
    assert answer.status_code == 403
    assert "再次提交" not in answer.content.decode()


def test_a_refusal_stands_beside_the_field_it_speaks_of():
    form = ReportForm({})
    add_refusal(form, Invalid("有内容要改。", title="请换一个说法。", unknown="请再看一遍。"))
    assert "请换一个说法。" in form.errors["title"]
    assert form.non_field_errors() == ["请再看一遍。"]


def test_the_mode_a_reader_chose_stays(reader):
    reader.post("/ui/reader/", {"mode": "elder", "next": "/ui/gallery/public/"})
    reader.post("/ui/reader/", {"size": "3", "next": "/ui/gallery/public/"})
    page = reader.get("/ui/gallery/public/").content.decode()
    assert 'data-mode="elder" data-size="3"' in page
    assert "退出长辈版" in page


def test_a_mode_that_nobody_knows_changes_nothing(reader):
    reader.cookies["reader"] = "<script>-9"
    assert 'data-mode="normal" data-size="1"' in reader.get("/ui/gallery/").content.decode()


def test_choosing_a_mode_leads_to_no_other_site(reader):
    answer = reader.post("/ui/reader/", {"mode": "dark", "next": "https://elsewhere.example/"})
    assert answer["Location"] == "/"


def test_a_reader_can_change_to_english_and_back(reader):
    reader.post("/ui/language/", {"language": "en", "next": "/"})
    assert "Skip to content" in reader.get("/ui/gallery/").content.decode()
    reader.post("/ui/language/", {"language": "zh-hans", "next": "/"})
    assert "跳到正文" in reader.get("/ui/gallery/").content.decode()


def test_no_page_lets_foreign_or_inline_script_run(reader):
    policy = reader.get("/ui/gallery/")["Content-Security-Policy"]
    assert "script-src 'self';" in policy + ";"
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("address", ["/ui/gallery/", "/ui/gallery/errors/", "/ui/gallery/public/"])
def test_no_page_carries_inline_style_or_script(reader, address):
    page = reader.get(address).content.decode()
    assert not re.search(r"\sstyle=|\son\w+=|<style", page)
    assert not re.search(r"<script(?![^>]*(src=|application/json))", page)


def test_the_gallery_is_closed_where_real_people_are_served(reader, settings):
    settings.DEMONSTRATION = False
    assert reader.get("/ui/gallery/").status_code == 404
