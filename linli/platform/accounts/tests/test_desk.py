import re

import pytest
from django.test import Client

from linli.core.divisions.models import Department, Division
from linli.kernel import clock
from linli.kernel.demonstration import DemoPlan
from linli.platform.access.actor import machine
from linli.platform.access.models import Grant, Role
from linli.platform.accounts import actions
from linli.platform.accounts.models import Account
from linli.platform.accounts.seeds import seed
from linli.platform.accounts.tests.conftest import signed_in, staff
from linli.platform.audit.models import Entry

pytestmark = pytest.mark.django_db

STREET = "110101001"
MISSING = "0198c0de-0000-7000-8000-000000000000"


@pytest.fixture
def desk(administrators):
    """The three administrators, each at a browser."""
    return {power: signed_in(account) for power, account in administrators.items()}


@pytest.fixture
def tree(db):
    Division.objects.create(code="11", name="北京市", level="province")
    Division.objects.create(code="1101", name="市辖区", level="city", parent_id="11")


def test_the_desk_opens_for_administrators_and_shows_what_they_may_do(desk, clerk):
    page = desk["system_admin"].get("/accounts/").content.decode()
    assert "开通账号" in page
    assert "Clerk" in page
    assert "开通账号" not in desk["audit_admin"].get("/accounts/").content.decode()


def test_a_clerk_finds_no_desk(clerk):
    client = signed_in(clerk)
    for address in ("", "new/", "proposals/", "roles/", "roles/new/", "counter/"):
        assert client.get(f"/accounts/{address}").status_code == 403


def test_accounts_are_found_by_name_and_state(desk, clerk, security):
    actions.deactivate(security, clerk, "left")
    find = desk["security_admin"].get
    assert "Clerk" in find("/accounts/?words=cle&state=closed").content.decode()
    assert "Clerk" not in find("/accounts/?words=cle&state=active").content.decode()


def test_looking_at_an_account_is_recorded(desk, clerk, administrators):
    desk["audit_admin"].get(f"/accounts/{clerk.pk}/")
    seen = Entry.objects.get(deed="accounts.look")
    assert (seen.actor_id, seen.person_id) == (administrators["audit_admin"].pk, clerk.pk)


def test_what_is_not_yours_looks_like_what_is_not_there(clerk, security, audit):
    local = staff("local")
    actions.confirm_grant(audit, actions.grant_role(security, local, "audit_admin", "110102"))
    client = signed_in(local)
    answers = [client.get(f"/accounts/{each}/") for each in (clerk.pk, MISSING)]
    assert [each.status_code for each in answers] == [404, 404]
    pages = [
        re.sub(r'(value|X-CSRFToken)[^>]*|/accounts/[^"]*', "", a.content.decode()) for a in answers
    ]
    assert pages[0] == pages[1]


def test_a_system_administrator_opens_an_account_and_hands_over_a_link(desk):
    client = desk["system_admin"]
    form = {"name": "新同事", "username": "newcomer", "area": STREET}
    page = client.post("/accounts/new/", form).content.decode()
    link = re.search(r"/account/set-up/[\w-]+/", page)[0]
    assert Client().get(link).status_code == 200
    assert client.post("/accounts/new/", form).status_code == 422
    assert client.post("/accounts/new/", form | {"area": "abc"}).status_code == 422


def test_a_security_administrator_picks_a_place_and_grants(desk, clerk, tree):
    client = desk["security_admin"]
    page = client.get(f"/accounts/{clerk.pk}/grant/").content.decode()
    assert "北京市" in page
    page = client.get(f"/accounts/{clerk.pk}/grant/?at=11").content.decode()
    assert "市辖区" in page
    assert 'value="11"' in page
    form = {"role": "community_worker", "area": "1101"}
    assert client.post(f"/accounts/{clerk.pk}/grant/", form).status_code == 302
    assert "市辖区" in client.get(f"/accounts/{clerk.pk}/").content.decode()


@pytest.mark.parametrize("area", ["abc", "1101010010011234567", "１１０１x"])
def test_a_wrong_place_is_refused_with_the_form_kept(desk, clerk, area):
    form = {"role": "community_worker", "area": area}
    answer = desk["security_admin"].post(f"/accounts/{clerk.pk}/grant/", form)
    assert answer.status_code == 422
    assert area in answer.content.decode()


def test_an_administrators_grant_is_confirmed_on_a_page_by_another(desk, clerk):
    form = {"role": "audit_admin", "area": STREET}
    desk["security_admin"].post(f"/accounts/{clerk.pk}/grant/", form)
    grant = Grant.objects.get(account=clerk)
    assert "等待另一位管理员" in desk["security_admin"].get("/accounts/proposals/").content.decode()
    confirm = f"/accounts/grants/{grant.pk}/confirm/"
    assert desk["security_admin"].post(confirm).status_code == 403
    assert desk["system_admin"].post(confirm).status_code == 302
    grant.refresh_from_db()
    assert grant.in_force_at


def test_a_grant_is_taken_back_with_a_reason(desk, clerk):
    grant = actions.grant_role(machine("test"), clerk, "community_worker", STREET)
    address = f"/accounts/grants/{grant.pk}/end/"
    assert desk["security_admin"].post(address, {"reason": ""}).status_code == 422
    assert desk["security_admin"].post(address, {"reason": "moved"}).status_code == 302
    grant.refresh_from_db()
    assert grant.ended_at


@pytest.mark.parametrize("deed", ["close", "reset-factor"])
def test_closing_and_resetting_are_for_the_security_administrator(desk, clerk, deed):
    address, form = f"/accounts/{clerk.pk}/{deed}/", {"reason": "asked"}
    assert desk["audit_admin"].post(address, form).status_code in {403, 422}
    clerk.refresh_from_db()
    assert clerk.is_active
    assert desk["security_admin"].get(address).status_code == 200
    assert desk["security_admin"].post(address, form).status_code == 302


def test_the_role_editor_lists_the_permissions_of_every_manifest(desk):
    page = desk["security_admin"].get("/accounts/roles/community_worker/").content.decode()
    assert "accounts.issue_code" in page
    assert "access.grant" not in page, "kept for administrators"


def test_a_role_is_edited_and_restored_on_its_page(desk):
    client, address = desk["security_admin"], "/accounts/roles/community_worker/"
    assert client.post(address, {"permission": []}).status_code == 302
    assert Role.objects.get(pk="community_worker").permissions == []
    assert client.post(f"{address}restore/").status_code == 302
    assert Role.objects.get(pk="community_worker").permissions
    assert client.post(address, {"permission": ["access.grant"]}).status_code == 422
    assert desk["audit_admin"].post(address, {"permission": []}).status_code == 403


def test_who_holds_what_stands_on_the_page_of_the_role(desk, clerk):
    actions.grant_role(machine("test"), clerk, "community_worker", "")
    assert "Clerk" in desk["audit_admin"].get("/accounts/roles/community_worker/").content.decode()


def test_the_counter_prints_a_slip(clerk):
    actions.grant_role(machine("test"), clerk, "community_worker", "110101001001")
    client = signed_in(clerk)
    form = {"area": "110101001001", "name": "王奶奶"}
    page = client.post("/accounts/counter/", form).content.decode()
    assert re.search(r'class="slip-code">[2-9A-Z]{10}<', page)
    assert client.post("/accounts/counter/", {"area": "110101001002"}).status_code == 422


def test_every_page_of_the_desk_speaks_without_inline_script_or_style(desk, clerk, tree):
    client = desk["security_admin"]
    grant = actions.grant_role(machine("test"), clerk, "community_worker", STREET)
    addresses = [
        "/accounts/", "/accounts/roles/", "/accounts/roles/new/", "/accounts/proposals/",
        "/accounts/roles/dispatcher/", f"/accounts/{clerk.pk}/", f"/accounts/{clerk.pk}/grant/",
        f"/accounts/{clerk.pk}/close/", f"/accounts/{clerk.pk}/reopen/",
        f"/accounts/{clerk.pk}/reset-factor/", f"/accounts/grants/{grant.pk}/end/",
    ]  # fmt: skip
    for address in addresses:
        answer = client.get(address)
        page = answer.content.decode()
        assert answer.status_code == 200, address
        assert not re.findall(r"\son\w+=|style=", page), address
        assert "<h1>" in page


# One's own page, and the demonstration


def test_my_page_shows_what_is_held_and_links_to_who_looked(clerk):
    page = signed_in(clerk).get("/account/").content.decode()
    for words in ("Clerk", "工作人员", "在哪些设备上登录着", "修改密码", "退出登录"):
        assert words in page


def test_my_name_can_be_corrected_and_staff_keep_one(clerk):
    client = signed_in(clerk)
    assert client.post("/account/name/", {"name": "小李"}).status_code == 302
    assert client.post("/account/name/", {"name": ""}).status_code == 422
    clerk.refresh_from_db()
    assert clerk.name == "小李"


def test_my_sessions_are_listed_and_another_device_can_be_signed_out(clerk):
    here, there = signed_in(clerk), signed_in(clerk)
    page = here.get("/account/sessions/").content.decode()
    assert "本设备" in page
    end = re.search(r"/account/sessions/[\w-]+/end/", page)[0]
    assert here.post(end).status_code == 302
    assert (here.get("/account/").status_code, there.get("/account/").status_code) == (200, 302)


def test_nobody_ends_the_session_of_another(clerk):
    mine, other = signed_in(clerk), signed_in(staff("other"))
    visit = other.session["visit"]["id"]
    assert mine.post(f"/account/sessions/{visit}/end/").status_code == 404
    assert other.get("/account/").status_code == 200


@pytest.fixture
def demonstration(roles, settings):
    settings.DEMONSTRATION = True
    account = staff("demo-worker", is_demonstration=True)
    actions.grant_role(machine("demo"), account, "community_worker", "110101001001")
    return account


def test_in_the_demonstration_one_press_signs_in_as_a_role(demonstration, client):
    assert "社区工作者" in client.get("/account/demo/").content.decode()
    client.post("/account/demo/", {"username": "demo-worker"})
    assert client.get("/accounts/counter/").status_code == 200


def test_nobody_but_demonstration_accounts_can_be_signed_in_that_way(demonstration, clerk, client):
    assert client.post("/account/demo/", {"username": "clerk"}).status_code == 404
    assert client.get("/account/").status_code == 302


def test_nonsense_pressed_in_the_demonstration_signs_nobody_in(demonstration, client):
    for nonsense in ("", "\x00", "x" * 500, "' OR 1=1"):
        assert client.post("/account/demo/", {"username": nonsense}).status_code in {400, 404}


def test_outside_a_demonstration_there_is_no_such_page(demonstration, settings, client):
    settings.DEMONSTRATION = False
    assert client.get("/account/demo/").status_code == 404
    assert client.post("/account/demo/", {"username": "demo-worker"}).status_code == 404


def test_a_signed_in_person_whose_account_vanishes_is_a_visitor(clerk):
    client = signed_in(clerk)
    Account.objects.filter(pk=clerk.pk).update(is_active=False)
    assert client.get("/account/").status_code == 302


def test_a_clerk_of_a_department_is_granted_its_share_of_a_place(desk, clerk, tree):
    water = Department.objects.create(name="水务站", kind="utility", area="1101")
    Department.objects.create(name="别处的物业", kind="property", area="12")
    client, address = desk["security_admin"], f"/accounts/{clerk.pk}/grant/"
    page = client.get(f"{address}?at=11").content.decode()
    assert "水务站" in page
    assert "别处的物业" not in page
    form = {"role": "department_clerk", "area": "11", "department": str(water.pk)}
    assert client.post(f"{address}?at=11", form).status_code == 302
    assert "水务站" in client.get(f"/accounts/{clerk.pk}/").content.decode()
    assert Grant.objects.get(account=clerk).department_id == water.pk


def test_the_demonstration_has_a_resident_who_signs_in_with_one_press(settings, client, roles):
    settings.DEMONSTRATION = True
    seed(DemoPlan(until=clock.now()), lambda *_: None)
    assert "王奶奶" in client.get("/account/demo/").content.decode()
    resident = Account.objects.get(is_demonstration=True)
    answer = client.post("/account/demo/", {"username": resident.username})
    assert answer["Location"] == "/account/"
