"""What a browser keeps of the page is nobody's: no name, no task, no answer for one person."""

import json
from datetime import UTC, datetime

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from linli.kernel import clock
from linli.kernel.ids import new_id
from linli.platform.accounts.models import Account, Session
from linli.platform.field.parcels import KEY
from linli.platform.field.rules import Parcel, without_numbers
from linli.platform.field.views.shell import SCRIPTS, files, version

pytestmark = pytest.mark.django_db
PUBLIC = ("shell/", "worker.js", "app.webmanifest", "icon.png")


@pytest.fixture
def someone():
    return Account.objects.create(username="grid", name="何玉芬", kind="staff")


@pytest.mark.parametrize("path", PUBLIC)
def test_the_shell_is_the_same_for_everybody(path, someone):
    visitor, worker = Client(), Client()
    worker.force_login(someone)
    answer = worker.get(f"/field/{path}")
    assert answer.status_code == 200
    assert answer.content == visitor.get(f"/field/{path}").content
    assert "何玉芬" not in answer.content.decode("utf-8", "replace")
    assert "sessionid" not in visitor.cookies


def test_the_worker_keeps_the_shell_and_files_that_there_are(client):
    script = client.get("/field/worker.js").content.decode()
    kept = json.loads(script.splitlines()[0].removeprefix("const KEPT = ").rstrip(";"))
    assert (kept["shell"], kept["home"], kept["version"]) == ("/field/shell/", "/field/", version())
    assert all(address.startswith("/static/") for address in kept["files"])
    assert all(finders.find(name) for name in SCRIPTS)


def test_every_script_that_the_page_imports_is_kept():
    imported = {
        line.split('"')[1].removeprefix("./")
        for name in SCRIPTS
        for line in open(finders.find(name), encoding="utf-8")  # noqa: SIM115
        if line.startswith("import ")
    }
    kept = {address.rpartition("/")[2] for address in files()}
    assert imported <= kept
    assert "vault.js" in kept


def test_the_scripts_of_the_page_are_small():
    """What a cheap phone loads of ours, unpacked; dexie comes to 88 kB more."""
    assert sum(len(open(finders.find(name), "rb").read()) for name in SCRIPTS) < 40_000  # noqa: SIM115


def test_a_visit_that_ran_out_rests_and_one_that_was_ended_does_not(client, someone):
    visit = new_id()
    Session.objects.create(
        session_key="x", account=someone, visit_id=visit, expire_date=clock.now(), session_data=""
    )
    asked = f"/field/standing/?visit={visit}"
    assert client.get(asked).json() == {"rests": True}
    Session.objects.all().delete()
    assert client.get(asked).json() == {"rests": False}
    for other in ("", "x", str(new_id())):
        assert client.get("/field/standing/", {"visit": other}).json() == {"rests": False}


def test_a_parcel_is_another_one_as_soon_as_anything_of_it_is():
    at = datetime(2026, 11, 2, tzinfo=UTC)
    one = Parcel(
        new_id(), "cases.seen", at, payload={"a": "1", "b": "2"}, after=[new_id(), new_id()]
    )
    same = Parcel(one.client_id, one.key, at, payload={"b": "2", "a": "1"}, after=one.after[::-1])
    assert one.digest == same.digest
    assert one.digest != Parcel(one.client_id, one.key, at, payload={"a": "1", "b": "3"}).digest


@pytest.mark.parametrize(
    ("told", "left"),
    [
        ("电话13800000913，李某", "电话…，李某"),
        ("138 0000 0913", "…"),
        ("0571-88000000转8", "…转8"),
        ("11010119900101123X", "…"),
        ("３号楼５０１室", "３号楼５０１室"),
        ("１３８００００００００", "…"),
    ],
)
def test_no_number_of_a_person_lies_on_a_phone(told, left):
    assert without_numbers(told) == left


@pytest.mark.parametrize("key", ["", "a b", "甲", "a" * 61, "a\0b", "A"])
def test_a_key_is_a_plain_name(key):
    assert not KEY.fullmatch(key)
