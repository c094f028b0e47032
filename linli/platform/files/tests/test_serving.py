import re
from datetime import timedelta

import pytest
from django.urls import reverse
from PIL import Image

from linli.kernel import clock
from linli.kernel.ids import new_id
from linli.platform.audit.models import Entry
from linli.platform.database import scope
from linli.platform.files import actions, links, queries
from linli.platform.files.tests.conftest import (
    HERE,
    OPEN_LETTERS,
    actor_of,
    read,
    upload,
    where,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def photo(neighbour, letter):
    with scope.limited_to([HERE]):
        return actions.keep_photo(actor_of(neighbour), upload(name="楼道.jpg"), **where(letter))


@pytest.fixture
def page(client, neighbour):
    client.force_login(neighbour)
    return client


def address(file, name="show"):
    return reverse(f"files:{name}", args=[file.pk])


def test_whoever_sees_the_letter_sees_its_photo_and_thumbnail(page, photo):
    large, small = (
        Image.open(read(page.get(address(photo, name)))) for name in ("show", "thumbnail")
    )
    assert large.size == (640, 480)
    assert small.size == (400, 300)


def test_a_photo_is_answered_so_that_no_browser_runs_or_shares_it(page, photo):
    response = page.get(address(photo))
    assert response["Content-Type"] == "image/jpeg"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"].startswith("sandbox")
    assert response["Cache-Control"] == "private, no-cache"
    assert response["Content-Disposition"].startswith("inline; filename*=utf-8''")


def test_a_browser_that_has_the_photo_is_told_so_but_only_after_the_access_check(page, photo):
    etag = page.get(address(photo))["ETag"]
    assert page.get(address(photo), headers={"If-None-Match": etag}).status_code == 304
    assert page.get(address(photo, "thumbnail"), headers={"If-None-Match": etag}).status_code == 200
    OPEN_LETTERS.clear()
    assert page.get(address(photo), headers={"If-None-Match": etag}).status_code == 404


def without_tokens(response):
    """The page without what differs between any two answers: forms' tokens and the address asked for."""
    text = response.content.decode().replace(response.request["PATH_INFO"], "")
    return re.sub(r"[A-Za-z0-9]{64}", "", text)


def test_a_foreign_photo_looks_like_none(client, stranger, photo):
    client.force_login(stranger)
    foreign = client.get(address(photo))
    missing = client.get(reverse("files:show", args=[new_id()]))
    assert foreign.status_code == missing.status_code == 404
    assert without_tokens(foreign) == without_tokens(missing)


def test_a_letter_that_is_closed_to_the_reader_closes_its_photo(page, photo):
    OPEN_LETTERS.clear()
    assert page.get(address(photo)).status_code == 404
    assert page.get(address(photo, "thumbnail")).status_code == 404


def test_a_kind_of_owner_that_no_domain_answers_for_is_seen_by_nobody(page, photo):
    with scope.limited_to([HERE]):
        type(photo).objects.update(owner_kind="orphan")
    assert page.get(address(photo)).status_code == 404


def test_a_visitor_sees_nothing_without_a_link(client, photo):
    assert client.get(address(photo)).status_code == 302  # to the sign-in
    assert client.get(address(photo, "thumbnail")).status_code == 302


def test_a_signed_link_opens_one_photo_for_half_an_hour(client, photo):
    link, small = links.signed_url(photo), links.signed_url(photo, thumbnail=True)
    assert Image.open(read(client.get(link))).size == (640, 480)
    assert Image.open(read(client.get(small))).size == (400, 300)
    with clock.stopped_at(clock.now() + timedelta(minutes=31)):
        assert client.get(link).status_code == 404


def test_a_link_that_was_changed_opens_nothing(client, photo):
    link = links.signed_url(photo)
    other = link.replace(photo.pk.hex, new_id().hex)
    assert client.get(other).status_code == 404
    assert client.get(link[:-3] + "aa/").status_code == 404


def test_a_link_to_a_photo_that_is_gone_opens_nothing(client, neighbour, photo):
    link = links.signed_url(photo)
    with scope.limited_to([HERE]):
        actions.forget(actor_of(neighbour), photo)
    assert client.get(link).status_code == 404


def test_a_document_is_handed_over_to_be_saved_and_the_reader_is_recorded(page, neighbour, letter):
    with scope.limited_to([HERE]):
        document = actions.keep_document(
            actor_of(neighbour), upload(b"%PDF-1.7\n", "plan.pdf"), **where(letter)
        )
    response = page.get(address(document))
    assert response["Content-Disposition"] == 'attachment; filename="plan.pdf"'
    assert Entry.objects.filter(deed="files.read", actor_id=neighbour.pk).count() == 1
    assert page.get(address(document, "thumbnail")).status_code == 404


def test_the_files_of_a_letter_come_in_order_and_to_its_readers_only(neighbour, photo, letter):
    me = actor_of(neighbour)
    with scope.limited_to([HERE]):
        second = actions.keep_photo(me, upload(), **where(letter))
        assert queries.attached_to(me, "letter", letter) == (photo, second)
        OPEN_LETTERS.clear()
        assert queries.attached_to(me, "letter", letter) == ()
