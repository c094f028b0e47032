"""A picture that another system names is fetched and kept, or it is said honestly that it wasn't."""

import threading
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO

import pytest
from PIL import Image

from linli.domains.cases import tasks
from linli.domains.cases.models import Case, MediaLink, Step
from linli.domains.cases.rules.asking import Fetching
from linli.domains.cases.tests.conftest import SUBDISTRICT
from linli.domains.cases.tests.open311 import get, post, program, said
from linli.kernel import clock
from linli.platform.database import scope
from linli.platform.files.models import StoredFile


class Shelf:
    """What a server in another office has at its only address."""

    def __init__(self):
        self.status, self.headers, self.body, self.asked = 200, {}, b"", 0


@contextmanager
def serving():
    shelf = Shelf()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            shelf.asked += 1
            self.send_response(shelf.status)
            for name, value in shelf.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(shelf.body)

        def log_message(self, *_args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    shelf.host = f"127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield shelf
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def shelf(settings):
    with serving() as shelf:
        settings.CALLS_ALLOWED_TO = (shelf.host,)
        drawn = BytesIO()
        Image.new("RGB", (9, 9)).save(drawn, "PNG")
        shelf.body = drawn.getvalue()
        yield shelf


@pytest.fixture
def reported(town, shelf):
    answer = post(
        api_key=program(), service_code="lift", address_string="三号楼", description="灯不亮",
        media_url=f"http://{shelf.host}/secret-name.png",
    )  # fmt: skip
    assert answer.status_code == 200


def link():
    with scope.limited_to([SUBDISTRICT]):
        return MediaLink.objects.get()


def last_step():
    with scope.limited_to([SUBDISTRICT]):
        return Step.objects.order_by("-id")[0]


def test_the_picture_is_fetched_and_kept_with_the_case(reported, shelf):
    assert tasks.fetch_media() == 1

    with scope.limited_to([SUBDISTRICT]):
        case = Case.objects.get()
        photo = StoredFile.objects.get(owner_id=case.pk)
    assert (photo.width, photo.content_type) == (9, "image/jpeg")
    assert (link().state, link().address) == (Fetching.KEPT, "")
    assert last_step().kind == "photos"
    (request,) = said(get("requests.json", key=program(name="另一个")))
    assert "/files/s/" in request["media_url"]
    assert tasks.fetch_media() == 0
    assert shelf.asked == 1


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"status": 404}, "404"),
        ({"status": 302, "headers": {"Location": "http://127.0.0.1/"}}, "302"),
        ({"body": b"<html>"}, "不是可用的照片"),
        ({"body": b""}, "空的"),
        ({"body": b"\xff\xd8\xff" * 4_000_000}, "超过 10 MB"),
    ],
)
def test_a_picture_that_cannot_be_kept_is_said_in_the_case(reported, shelf, changes, words):
    vars(shelf).update(changes)
    tasks.fetch_media()

    step = last_step()
    assert (step.kind, step.is_public) == ("photo_missed", True)
    assert words in step.words
    assert "secret-name.png" in step.words
    assert (link().state, link().address) == (Fetching.MISSED, "")
    assert not StoredFile.objects.exists()


def test_an_address_inside_the_own_network_is_not_called(reported, shelf, settings):
    settings.CALLS_ALLOWED_TO = ()
    tasks.fetch_media()

    assert shelf.asked == 0
    assert last_step().kind == "photo_missed"


def test_a_server_in_trouble_is_asked_again_and_at_last_given_up(reported, shelf):
    shelf.status = 503
    for hours in range(6):
        with clock.stopped_at(clock.now() + timedelta(hours=2 * hours)):
            tasks.fetch_media()

    assert shelf.asked == 4
    assert last_step().kind == "photo_missed"
    assert "503" in last_step().words


def test_a_server_that_has_recovered_gives_its_picture(reported, shelf):
    shelf.status = 503
    tasks.fetch_media()
    shelf.status = 200
    assert tasks.fetch_media() == 0
    with clock.stopped_at(clock.now() + timedelta(minutes=2)):
        tasks.fetch_media()

    assert link().state == Fetching.KEPT


def test_a_request_without_a_picture_has_nothing_to_fetch(town):
    post(api_key=program(), service_code="lift", address_string="三号楼", media_url="")
    assert tasks.fetch_media() == 0


def test_the_address_lies_encrypted(reported):
    from django.db import connection

    with connection.cursor() as cursor, scope.limited_to([SUBDISTRICT]):
        cursor.execute("SELECT address::text FROM cases_medialink")
        assert "secret-name" not in str(cursor.fetchall())
