"""Who may read the trail, and what everybody may read about themselves."""

import pytest
from django.test import Client
from django.urls import reverse

from linli.kernel.ids import new_id
from linli.kernel.manifest import Manifest, domains
from linli.platform.access.actor import Actor, Kind
from linli.platform.access.models import Role
from linli.platform.audit import trail
from linli.platform.audit.models import Entry
from linli.platform.audit.tests.stage import account, auditor

pytestmark = pytest.mark.django_db


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


class Somewhere(Role):
    """A subject that stands at a place."""

    class Meta:
        proxy = True
        app_label = "access"

    area = "110101001001"


def deed(person, name="cases.report", area="110101001001", **more):
    subject = Somewhere(key=str(new_id()))
    subject.area = area
    trail.record(Actor(Kind.STAFF, person.name, account_id=person.pk), name, subject, **more)


def page(client, **wanted):
    return client.get(reverse("audit:trail"), wanted).content.decode()


def test_the_auditor_reads_the_trail_and_is_on_record():
    deed(account("王"))

    assert "登记事件</td>" in page(signed_in(auditor()))
    assert Entry.objects.filter(deed="audit.read").count() == 1


def test_nobody_else_reads_it():
    deed(account("王"))

    answer = signed_in(account("李")).get(reverse("audit:trail"))

    assert answer.status_code == 403
    assert not Entry.objects.filter(deed="audit.read").exists()


def test_the_auditor_sees_the_own_area_alone():
    deed(account("王"), name="cases.report", area="110101001001")
    deed(account("李"), name="cases.take", area="110102001001")

    shown = page(signed_in(auditor("110101")))

    assert "登记事件</td>" in shown
    assert "认领事件</td>" not in shown


@pytest.mark.parametrize(
    "wanted",
    [{"deed": "cases.report"}, {"who": "王"}, {"since": "2020-01-01", "deed": "cases.report"}],
)
def test_a_filter_narrows(wanted):
    deed(account("王"), name="cases.report")
    deed(account("李"), name="cases.take")

    shown = page(signed_in(auditor()), **wanted)

    assert "登记事件</td>" in shown
    assert "认领事件</td>" not in shown


def test_a_filter_that_cannot_be_read_says_so():
    answer = signed_in(auditor()).get(reverse("audit:trail"), {"since": "yesterday"})

    assert answer.status_code == 422
    assert "yesterday" in answer.content.decode()


def test_a_long_trail_has_pages():
    person = account("王")
    for _each in range(60):
        deed(person)
    client = signed_in(auditor())

    assert page(client).count("登记事件</td>") == 50
    assert page(client, page=2).count("登记事件</td>") == 10


@pytest.fixture
def resident(monkeypatch):
    """A resident's account that is one person of the registry."""
    person = account("居民", kind="resident")
    person.registry_id = new_id()
    people = Manifest(
        key="people", title="",
        own_persons=(lambda key: [person.registry_id] if key == person.pk else [],),
    )  # fmt: skip
    monkeypatch.setattr(domains, "_by_key", {**domains._by_key, "people": people})
    return person


def test_a_resident_sees_who_looked_and_why(resident):
    clerk = account("王干部")
    actor = Actor(Kind.STAFF, clerk.name, account_id=clerk.pk)
    trail.look(actor, clerk, ["phone"], person_id=resident.registry_id, reason="回访")
    trail.look(actor, clerk, ["phone"], person_id=resident.pk)
    trail.look(actor, clerk, ["phone"], person_id=new_id(), reason="别人")

    shown = signed_in(resident).get(reverse("audit:mine")).content.decode()

    assert shown.count("王干部 查看了您的信息") == 2
    assert "回访" in shown
    assert "别人" not in shown


def test_what_people_do_with_their_own_data_is_not_told_back(resident):
    me = Actor(Kind.RESIDENT, "", account_id=resident.pk)
    trail.look(me, resident, ["phone"], person_id=resident.pk)

    assert "还没有人查看过" in signed_in(resident).get(reverse("audit:mine")).content.decode()
