"""The dispute on paper."""

from django.test import Client
from django.urls import reverse

from linli.domains.mediation.tests.conftest import COMMUNITY, NAMES, PHONES
from linli.platform.access.models import Grant
from linli.platform.accounts.actions import sync_roles
from linli.platform.accounts.models import Account
from linli.platform.audit.models import Entry


def sheet(role, dispute):
    sync_roles()
    account = Account.objects.create(username=role, name=role, kind="staff")
    Grant.objects.create(account=account, role_id=role, area=COMMUNITY)
    browser = Client()
    browser.force_login(account)
    return browser.get(reverse("mediation:sheet", args=[dispute.pk])).content.decode()


def test_the_paper_says_how_a_dispute_stands_with_the_names_masked(town):
    agreement = town.in_effect()
    page = sheet("secretary", agreement.dispute)
    for told in (agreement.dispute.number, "楼上漏水赔偿", "王调解", "赔偿修理费三千元", "张**"):
        assert told in page
    assert not any(told in page for told in (*NAMES, *PHONES, "甲方赔偿乙方三千元"))
    assert Entry.objects.filter(deed="mediation.print").count() == 1


def test_on_the_paper_of_whoever_may_not_know_there_are_no_parties(town):
    page = sheet("community_worker", town.in_effect().dispute)
    assert "张**" not in page
    assert "赔偿修理费三千元" not in page
