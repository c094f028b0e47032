"""A new key reaches everything that lies encrypted, and can stop on the way."""

import os

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.apps import apps

from linli.domains.cases.models import Contact
from linli.platform.accounts.models import Account
from linli.platform.database import rotation, secrecy
from linli.project import checks
from linli.project import rotation as everything

pytestmark = pytest.mark.django_db
PHONES = [f"1380000{number:04}" for number in range(7)]


def told(*_progress):
    """Nobody looks at the bar."""


@pytest.fixture
def rotated(settings):
    """Seven residents and a second factor from before a new key came; one resident from after."""
    for phone in PHONES:
        Account.objects.create(username=phone, kind="resident", phone=phone)
    first = Account.objects.get(username=PHONES[0])
    secret = get_adapter().encrypt("JBSWY3DPEHPK3PXP")
    Authenticator.objects.create(user=first, type="totp", data={"secret": secret, "used_mask": 0})
    settings.RETIRED_FIELD_KEYS = [settings.FIELD_KEY]
    settings.FIELD_KEY = os.urandom(32).hex()
    Account.objects.create(username="later", kind="resident", phone="13900000000")
    return settings


def test_doctor_counts_what_still_stands_under_the_old_key(rotated):
    assert checks.old_keys() == [
        "accounts_account.phone 还有 7 个值用旧密钥。",
        "mfa_authenticator.data 还有 1 个值用旧密钥。",
    ]


def test_afterwards_the_old_key_can_be_taken_away(rotated):
    found = everything.renew(told)
    rotated.RETIRED_FIELD_KEYS = []

    assert (found["accounts_account"].renewed, found["mfa_authenticator"].renewed) == (7, 1)
    assert checks.old_keys() == checks.lost_keys() == []
    phones = {each.username: each.phone for each in Account.objects.all()}
    assert phones == {**{phone: phone for phone in PHONES}, "later": "13900000000"}
    kept = Authenticator.objects.get().data
    assert get_adapter().decrypt(kept["secret"]) == "JBSWY3DPEHPK3PXP"
    assert kept["used_mask"] == 0


def test_it_goes_on_where_it_was_broken_off_and_does_nothing_twice(rotated, monkeypatch):
    monkeypatch.setattr(rotation, "AT_ONCE", 3)

    def stop(_table, done, _of):
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        everything.renew(stop)
    assert everything.stale_values()["accounts_account.phone"] == 4
    assert everything.renew(told)["accounts_account"].renewed == 4
    assert sum(each.renewed for each in everything.renew(told).values()) == 0


def test_a_value_that_was_altered_stays_as_it_is_and_is_told(rotated):
    one, other = Account.objects.filter(username__in=PHONES[:2]).order_by("username")
    stored = Account.objects.filter(pk=one.pk).values_list("phone", flat=True).get()
    Account.objects.filter(pk=other.pk).delete()
    altered = secrecy.Sealed(stored[:-1] + bytes([stored[-1] ^ 1]))
    Account.objects.filter(pk=one.pk).update(phone=altered)

    found = everything.renew(told)["accounts_account"]

    assert (found.renewed, found.shut) == (5, 1)
    assert Account.objects.filter(pk=one.pk).values_list("phone", flat=True).get() == altered


def test_rows_of_every_community_are_reached_and_every_encrypted_table_is_looked_at(rotated):
    tables = {each.model._meta.db_table for each in secrecy.encrypted_fields(apps)}
    assert set(everything.renew(told)) == {*tables, "mfa_authenticator"}
    assert Contact._meta.db_table in tables
    assert not everything.stale_values()
