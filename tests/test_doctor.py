"""What `linli doctor` finds of the ground that everything stands on."""

import os

import pytest

from linli.platform.accounts.models import Account
from linli.project import checks


@pytest.mark.django_db
def test_doctor_names_the_columns_that_no_key_opens(settings):
    Account.objects.create(username="zhang", kind="resident", phone="13800000913")
    assert checks.lost_keys() == []
    old, settings.FIELD_KEY = settings.FIELD_KEY, os.urandom(32).hex()
    assert checks.lost_keys() == ["accounts_account.phone"]
    settings.RETIRED_FIELD_KEYS = [old]
    assert checks.lost_keys() == []
