"""Every entry of the menu opens for a desk and a phone, for everybody's eyes."""

import pytest
from django.urls import reverse

from linli.kernel import clock
from linli.kernel.manifest import domains
from linli.platform.access.models import Grant, Role
from linli.platform.accounts.models import Account, Kind
from tests.browser.axe import LOOKS, overflow, violations
from tests.browser.conftest import DESK, PHONE

SUBDISTRICT = "110101001"


@pytest.fixture
def anybody(site):
    """Somebody who may open every page of the house."""
    everything = sorted({each.key for each in domains.gather("permissions")})
    role = Role.objects.create(key="everything", title="全部", permissions=everything)
    account = Account.objects.create(
        username="wang", name="王芳", kind=Kind.STAFF, created_at=clock.now()
    )
    Grant.objects.create(account=account, role=role, area=SUBDISTRICT)
    return account


@pytest.mark.parametrize("entry", domains.gather("nav"), ids=lambda entry: entry.url_name)
def test_an_entry_of_the_menu_shuts_nobody_out(desk, site, anybody, entry):
    site.sign_in(desk, anybody)
    answer = desk.goto(site.url + reverse(entry.url_name))
    assert answer.status == 200
    found = {}
    for size in (DESK, PHONE):
        desk.set_viewport_size(size)
        desk.evaluate("document.documentElement.dataset.mode = 'normal'")
        found[f"normal {size}"] = violations(desk)
        desk.evaluate("document.documentElement.dataset.mode = 'elder'")
        found[f"elder {size}"] = violations(desk, rules=LOOKS)
        assert overflow(desk) <= 0, size
    assert not any(found.values()), found
