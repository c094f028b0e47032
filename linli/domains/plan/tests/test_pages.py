"""The pages, as secretary, sub-district and administrator open them."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from linli.domains.plan.actions import templates
from linli.domains.plan.models import Entry, Plan, Value
from linli.domains.plan.tests.conftest import COMMUNITY, NEIGHBOUR, SUBDISTRICT
from linli.kernel import clock
from linli.platform.access.models import Grant
from linli.platform.accounts.actions import sync_roles
from linli.platform.accounts.models import Account


def browser(role, area):
    account = Account.objects.create(
        username=f"{role}-{area}", name=role, kind="staff", created_at=clock.now()
    )
    Grant.objects.create(
        account=account, role_id=role, area=area, granted_at=clock.now(), in_force_at=clock.now()
    )
    client = Client()
    client.force_login(account)
    return client


@pytest.fixture
def secretary(town):
    sync_roles()
    return browser("secretary", COMMUNITY)


@pytest.fixture
def supervisor(secretary):
    return browser("supervisor", SUBDISTRICT)


def page(client, name, *args, **asked):
    return client.get(reverse(f"plan:{name}", args=args), asked)


def post(client, name, *args, **typed):
    return client.post(reverse(f"plan:{name}", args=args), typed)


def test_a_plan_is_started_moved_and_reached_by_forms_alone(secretary):
    assert page(secretary, "start").status_code == 200
    wrong = post(secretary, "start", community=COMMUNITY, starts_on="someday")
    assert wrong.status_code == 422
    assert post(secretary, "start", community=COMMUNITY, starts_on="2026-04-15").status_code == 302
    plan = Plan.objects.get()
    assert "完成社区职能清单梳理" in page(secretary, "plan", plan.pk).content.decode()
    typed = {"target": "55", "reason": "新接三项法定事项"}
    assert post(secretary, "target", plan.pk, "duty_count", **typed).status_code == 302
    shown = page(secretary, "indicator", plan.pk, "duty_count").content.decode()
    assert "新接三项法定事项" in shown
    assert "逾期" in page(secretary, "plan", plan.pk).content.decode()
    due = {str(each.pk): each.due_on.isoformat() for each in plan.milestones.all()}
    first = str(plan.milestones.get(key="month_6").pk)
    moved = {**due, first: "2027-01-01", "reason": "等街道清理"}
    assert post(secretary, "rebaseline", plan.pk, **moved).status_code == 302
    assert "等街道清理" in page(secretary, "plan", plan.pk).content.decode()
    told = {"day": "2026-11-01", "evidence": "清单 2026 版"}
    assert post(secretary, "reach", plan.pk, "month_6", **told).status_code == 302
    plan.refresh_from_db()
    assert plan.milestones.get(key="month_6").reached_on
    assert post(secretary, "end", plan.pk, reason="换一份").status_code == 302


def test_the_administrator_hands_in_a_template_and_reads_what_is_wrong_with_it(secretary):
    admin = browser("system_admin", "")
    assert page(admin, "templates").status_code == 200
    wrong = post(admin, "templates", text="title: 半份")
    assert wrong.status_code == 422
    assert "没有写，请补上" in wrong.content.decode()
    assert post(admin, "templates", text=templates.standard_text()).status_code == 302
    assert "社区治理两年方案" in page(admin, "templates").content.decode()
    assert page(admin, "template", 1).content.decode().startswith("# The two-year plan")
    assert page(secretary, "templates").status_code == 403


def test_what_isnt_there_or_is_elsewhere_isnt_found(secretary, town):
    plan = town.started()
    stranger = browser("secretary", "110102001001")
    assert page(stranger, "plan", plan.pk).status_code == 404
    assert page(secretary, "indicator", plan.pk, "happiness").status_code == 404
    assert post(secretary, "reach", plan.pk, "month_7").status_code == 404


def test_a_value_is_entered_by_one_and_confirmed_by_another_in_the_browser(
    secretary, supervisor, town
):
    plan = town.started()
    typed = {"month": "2026-10-09", "numerator": "40", "denominator": "90", "evidence": "问卷"}
    wrong = post(secretary, "enter", plan.pk, "satisfaction", **{**typed, "denominator": "0"})
    assert wrong.status_code == 422
    assert post(secretary, "enter", plan.pk, "satisfaction", **typed).status_code == 302
    assert "待核实" in page(secretary, "indicator", plan.pk, "satisfaction").content.decode()
    entry = Entry.objects.get()
    post(secretary, "confirm", entry.pk)
    assert "不能自己核实" in page(secretary, "plan", plan.pk).content.decode()
    assert "核实同事的填报" in page(supervisor, "plan", plan.pk).content.decode()
    post(supervisor, "confirm", entry.pk)
    shown = page(secretary, "plan", plan.pk).content.decode()
    assert "44.4" in shown
    assert "人工填报" in shown


def test_what_was_published_is_read_again(secretary, town):
    plan = town.started()
    assert post(secretary, "publish", plan.pk).status_code == 302
    shown = page(secretary, "snapshot", plan.snapshots.get().pk).content.decode()
    assert "与发布时一致" in shown
    assert plan.snapshots.get().digest in shown


def test_the_wall_display_refreshes_itself_and_names_nobody(secretary, town):
    plan = town.started()
    shown = page(secretary, "wall", plan.pk).content.decode()
    assert 'hx-trigger="every 300s"' in shown
    assert "secretary" not in shown


def test_communities_stand_in_the_order_of_their_codes(supervisor, town):
    for code in (NEIGHBOUR, COMMUNITY):
        town.started(code)
    shown = page(supervisor, "compare", indicator="mediation_success").content.decode()
    assert shown.index("地001") < shown.index("地002")
    assert "其他社区" in shown
    assert page(supervisor, "compare", indicator="nonsense").status_code == 422


def test_pages_ask_as_often_for_many_plans_and_values_as_for_few(supervisor, town):
    plan = town.started()

    def statements(name, *args):
        with CaptureQueriesContext(connection) as asked:
            assert page(supervisor, name, *args).status_code == 200
        return len(asked)

    names = (("plan", plan.pk), ("indicator", plan.pk, "satisfaction"), ("compare",), ("list",))
    for each in names:
        statements(*each)  # what is kept is read once
    few = [statements(*each) for each in names]
    town.started(NEIGHBOUR)
    for n in range(9):
        typed = {"month": f"2026-0{n + 1}-01", "numerator": n, "denominator": 9, "evidence": "表"}
        assert post(supervisor, "enter", plan.pk, "satisfaction", **typed).status_code == 403
        Value.objects.create(
            community_id=COMMUNITY, area=COMMUNITY, indicator="mediation_success",
            month=f"2026-0{n + 1}-01", numerator=n, denominator=9, computed_at=clock.now(),
        )  # fmt: skip
    assert [statements(*each) for each in names] == few


def test_what_waits_is_confirmed_on_one_page_by_whoever_did_not_enter_it(secretary, supervisor):
    post(secretary, "start", community=COMMUNITY, starts_on="2026-04-15")
    plan = Plan.objects.get()
    typed = {"month": "2026-10-05", "numerator": "40", "denominator": "90", "evidence": "问卷"}
    assert post(secretary, "enter", plan.pk, "satisfaction", **typed).status_code == 302
    entry = Entry.objects.get()
    assert "没有等您核实的填报" in page(secretary, "waiting", plan.pk).content.decode()
    assert "2026-10：40 / 90（问卷）" in page(supervisor, "waiting", plan.pk).content.decode()
    assert "1 条填报等另一位同事核实" in page(supervisor, "plan", plan.pk).content.decode()
    assert post(supervisor, "waiting", plan.pk).status_code == 422
    assert post(secretary, "waiting", plan.pk, entries=str(entry.pk)).status_code == 422
    assert post(supervisor, "waiting", plan.pk, entries=str(entry.pk)).status_code == 302
    entry.refresh_from_db()
    assert entry.status == "confirmed"


def test_indicators_are_folded_unless_all_are_asked_for(secretary):
    post(secretary, "start", community=COMMUNITY, starts_on="2026-04-15")
    plan = Plan.objects.get()
    folded = page(secretary, "plan", plan.pk).content.decode()
    assert folded.count('<details class="group"><summary>') == 6
    whole = page(secretary, "plan", plan.pk, whole="").content.decode()
    assert '<details class="group"><summary>' not in whole
    assert whole.count('<details class="group" open><summary>') == 6
