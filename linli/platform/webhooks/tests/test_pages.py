"""The pages of webhooks, as an administrator and an integrator see them."""

import pytest
from django.test import Client
from django.urls import reverse
from jsonschema import Draft202012Validator

from linli.kernel import clock
from linli.kernel.manifest import domains
from linli.platform.notices.tests.stage import NOON, worker
from linli.platform.webhooks import catalogue, dispatch
from linli.platform.webhooks.models import Delivery, Subscription
from linli.platform.webhooks.rules import Standing, State
from linli.platform.webhooks.tests.stage import REPORTED, happened, subscribed

pytestmark = pytest.mark.django_db
WISH = {
    "name": "大数据平台",
    "address": "https://93.184.215.14/hook",
    "area": "110101001",
    "types": [REPORTED],
}


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def admin():
    return signed_in(worker("管理员", area="110101", permissions=("webhooks.manage",)))


@pytest.fixture
def made():
    with clock.stopped_at(NOON):
        return subscribed(WISH["address"]).subscription


def test_the_secret_is_shown_once(admin):
    answer = admin.post(reverse("webhooks:new"), WISH)

    made = Subscription.objects.get()
    assert made.secret in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    page = admin.get(reverse("webhooks:subscription", args=[made.pk])).content.decode()
    assert made.secret not in page
    assert "反映了新事件" in page


def test_a_new_secret_is_shown_once_too(admin, made):
    answer = admin.post(reverse("webhooks:rotate", args=[made.pk]))

    made.refresh_from_db()
    assert made.secret in answer.content.decode()
    assert "旧密钥到" in answer.content.decode()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"address": "http://93.184.215.14/"}, "必须以 https:// 开头"),
        ({"address": "https://127.0.0.1/"}, "指向内部网络"),
        ({"types": []}, "至少选择一种事件"),
        ({"area": "北京"}, "区划代码只有数字"),
        ({"area": "4403"}, "没有这项权限"),
    ],
)
def test_what_is_wrong_with_a_subscription_is_said_and_nothing_typed_is_lost(admin, wrong, words):
    answer = admin.post(reverse("webhooks:new"), WISH | wrong)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "大数据平台" in answer.content.decode()
    assert not Subscription.objects.exists()


def test_the_log_says_what_became_of_each_event(admin, made, monkeypatch):
    with clock.stopped_at(NOON):
        happened()
        happened()
        Delivery.objects.update(state=State.DEAD, answered=422, reason="对方答复 422")
    address = reverse("webhooks:subscription", args=[made.pk])

    page = admin.get(address).content.decode()
    assert "没有送到，不再自动重试" in page
    assert "对方答复 422" in page
    assert "全部重新发送" in page
    assert "还没有记录" in admin.get(address, {"state": "delivered"}).content.decode()

    admin.post(reverse("webhooks:replay", args=[Delivery.objects.first().pk]))
    assert Delivery.objects.filter(state=State.WAITING).count() == 1
    admin.post(reverse("webhooks:replay_all", args=[made.pk]))
    assert Delivery.objects.filter(state=State.WAITING).count() == 2


def test_an_administrator_stops_resumes_and_closes_a_subscription(admin, made):
    for deed, standing in (
        ("stop", Standing.STOPPED),
        ("resume", Standing.ACTIVE),
        ("close", Standing.CLOSED),
    ):
        admin.post(reverse(f"webhooks:{deed}", args=[made.pk]))
        made.refresh_from_db()
        assert made.standing == standing
    assert "还没有订阅" in admin.get(reverse("webhooks:list")).content.decode()


def test_a_list_takes_as_many_queries_however_long_it_is(admin, django_assert_max_num_queries):
    with clock.stopped_at(NOON):
        for number in range(5):
            subscribed(WISH["address"], name=f"系统{number}")
    with django_assert_max_num_queries(14):
        admin.get(reverse("webhooks:list"))


def test_another_places_subscription_is_not_there(made):
    elsewhere = signed_in(worker("外区", area="4403", permissions=("webhooks.manage",)))

    assert elsewhere.get(reverse("webhooks:subscription", args=[made.pk])).status_code == 404
    assert elsewhere.post(reverse("webhooks:close", args=[made.pk])).status_code == 404


def test_every_kind_of_event_stands_on_the_page_with_its_schema():
    page = Client().get(reverse("webhooks:events")).content.decode()
    schemas = Client().get(reverse("webhooks:schemas")).json()["$defs"]

    for name, schema in schemas.items():
        assert name in page
        Draft202012Validator.check_schema(schema)
    assert schemas[REPORTED]["properties"]["case_id"] == {
        "format": "uuid", "title": "Case Id", "type": "string",
    }  # fmt: skip


def test_what_an_app_publishes_is_among_the_kinds():
    for domain in domains:
        for event_type in domain.events:
            assert catalogue.name_of(event_type) in catalogue.kinds()


def test_doctor_speaks_of_what_did_not_get_through(made):
    from linli.platform.webhooks import queries

    assert queries.what_died() == []
    with clock.stopped_at(NOON):
        happened()
    Delivery.objects.update(state=State.DEAD)
    assert "1" in queries.what_died()[0]
    assert dispatch.recover() == 0
