"""The pages, as secretary, sub-district and administrator open them."""

import pytest
from django.test import Client
from django.urls import reverse

from linli.domains.plan.actions import templates
from linli.domains.plan.models import Plan
from linli.domains.plan.tests.conftest import COMMUNITY, SUBDISTRICT
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
