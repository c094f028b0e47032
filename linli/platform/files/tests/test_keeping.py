import hashlib
import resource
from datetime import timedelta

import pytest
from django.db import transaction

from linli.kernel import clock
from linli.platform.audit.models import Entry
from linli.platform.database import scope
from linli.platform.files import actions, checks, errors, rules
from linli.platform.files.models import StoredFile
from linli.platform.files.store import BODY, KEPT, THUMBNAIL
from linli.platform.files.tests import hostile
from linli.platform.files.tests.conftest import HERE, actor_of, upload, where

pytestmark = pytest.mark.django_db


@pytest.fixture
def inside(neighbour):
    with scope.limited_to([HERE]):
        yield actor_of(neighbour)


def on_disk():
    return [each for each in KEPT.folder.rglob("*") if each.is_file()]


def test_a_kept_photo_has_a_row_its_bytes_and_a_trail(inside, letter):
    file = actions.keep_photo(inside, upload(hostile.with_gps()), **where(letter))
    body = KEPT.open(file.store_key).read()
    assert (file.size, file.sha256) == (len(body), hashlib.sha256(body).hexdigest())
    assert b"GPS" not in body
    assert KEPT.path(file.store_key, THUMBNAIL).is_file()
    assert Entry.objects.get(subject_id=str(file.pk)).deed == "files.keep"
    assert not checks.rows_without_bytes()


def test_a_refused_file_leaves_neither_row_nor_bytes(inside, letter):
    for name, body in hostile.not_pictures():
        with pytest.raises(errors.FileRefused) as refusal:
            actions.keep_photo(inside, upload(body, name), **where(letter))
        assert refusal.value.status == 422
        assert str(refusal.value) == str(refusal.value.fields["file"]), name
    assert not on_disk()
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.png", "passwd.jpg"),
        ("C:\\照片\\楼道 1.JPEG", "楼道 1.jpg"),
        ("evil\u202egpj.exe", "evilgpj.jpg"),
        ("a\r\nSet-Cookie: x.jpg", "aSet-Cookie: x.jpg"),
        ("𠮷野家.jpg", "𠮷野家.jpg"),
        ("...", "file.jpg"),
        ("", "file.jpg"),
        ("长" * 300 + ".jpg", "长" * 76 + ".jpg"),
    ],
)
def test_a_name_keeps_its_words_and_loses_its_tricks(given, kept):
    assert rules.clean_name(given, rules.JPEG) == kept


def test_a_full_disk_refuses_clearly_and_leaves_nothing_behind(inside, letter):
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, hard))  # the kernel stops the write half-way
    try:
        with pytest.raises(errors.StorageFull) as refusal:
            actions.keep_photo(inside, upload(), **where(letter))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert refusal.value.status == 507
    assert not on_disk()
    assert not StoredFile.objects.exists()


def test_the_sweep_takes_what_no_row_names_after_a_day_and_nothing_else(inside, letter):
    kept = actions.keep_photo(inside, upload(), **where(letter))
    with transaction.atomic():
        actions.keep_photo(inside, upload(), **where(letter))
        transaction.set_rollback(True)  # the deed around it failed
    assert actions.sweep() == 0
    with clock.stopped_at(clock.now() + timedelta(hours=25)):
        assert len(checks.bytes_without_row()) == 1
        assert actions.sweep() == 1
        assert not checks.bytes_without_row()
    assert {each.name[:32] for each in on_disk()} == {kept.store_key}


def test_a_sweep_over_the_wrong_database_takes_nothing(inside, letter):
    for _ in range(actions.FEW + 1):
        KEPT.put({BODY: b"x"})
    with clock.stopped_at(clock.now() + timedelta(hours=25)):
        assert actions.sweep() == 0
    assert len(on_disk()) == actions.FEW + 1


def test_doctor_names_a_row_whose_bytes_are_gone_or_cut(inside, letter):
    gone, cut, _whole = (actions.keep_photo(inside, upload(), **where(letter)) for _ in range(3))
    KEPT.path(gone.store_key).unlink()
    KEPT.path(cut.store_key).write_bytes(b"half")
    found = " ".join(checks.rows_without_bytes())
    assert str(gone.pk) in found
    assert str(cut.pk) in found
    assert len(checks.rows_without_bytes()) == 2


def test_a_forgotten_file_loses_its_bytes_once_that_is_certain(
    inside, letter, django_capture_on_commit_callbacks
):
    file = actions.keep_photo(inside, upload(), **where(letter))
    with django_capture_on_commit_callbacks() as after:
        actions.forget(inside, file)
    assert on_disk()
    after[0]()
    assert not on_disk()
    assert not StoredFile.objects.exists()


DOCUMENTS = {
    "plan.pdf": (b"%PDF-1.7\n1 0 obj\n%%EOF\n", rules.PDF),
    "letter.bin": (hostile.office(), rules.DOCX),
    "table.doc": (hostile.office("xl/workbook.xml"), rules.XLSX),
}
DOCTYPE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
NOT_DOCUMENTS = {
    "old.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "page.pdf": hostile.HTML,
    "late.pdf": b"\n\n%PDF-1.7",
    "photo.pdf": hostile.picture(),
    "macro.docx": hostile.office(extra=[("word/vbaProject.bin", b"x")]),
    "bomb.xlsx": hostile.office("xl/workbook.xml", [("xl/sheet.xml", b"0" * 60_000_000)]),
    "dense.xlsx": hostile.office("xl/workbook.xml", [("xl/sheet.xml", b"0" * 9_000_000)]),
    "climbs.docx": hostile.office(extra=[("../../evil.sh", b"x")]),
    "xxe.docx": hostile.office(extra=[("word/item.xml", DOCTYPE)]),
    "locked.docx": hostile.encrypted(hostile.office()),
    "cut.docx": hostile.office()[:-30],
    "both.docx": hostile.office(extra=[("xl/workbook.xml", b"<x/>")]),
    "plain.zip": hostile.office("readme.txt"),
    "two-in-one.pdf": b"%PDF-1.7\n" + hostile.office(),
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_plain_document_is_kept_as_it_came_under_its_true_type(inside, letter, name):
    body, content_type = DOCUMENTS[name]
    file = actions.keep_document(inside, upload(body, name), **where(letter))
    assert file.content_type == content_type
    assert file.name == name.split(".")[0] + rules.EXTENSIONS[content_type]
    assert KEPT.open(file.store_key).read() == body


@pytest.mark.parametrize("name", NOT_DOCUMENTS)
def test_a_document_with_something_hidden_in_it_is_refused(inside, letter, name):
    with pytest.raises(errors.FileRefused):
        actions.keep_document(inside, upload(NOT_DOCUMENTS[name], name), **where(letter))
    assert not on_disk()
