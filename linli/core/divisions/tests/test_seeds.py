"""The people of the demonstration hold their roles as everybody does."""

import pytest

from linli.core.divisions import demonstration
from linli.core.divisions.seeds import seed
from linli.kernel import clock
from linli.kernel.demonstration import DemoPlan
from linli.platform.access.models import Grant
from linli.platform.access.roles import SEPARATE_POWERS
from linli.platform.accounts import actions as accounts
from linli.platform.audit.models import Entry

pytestmark = pytest.mark.django_db
GRANTED = ("access.role_granted", "access.first_appointed")


def seeded():
    seed(DemoPlan(until=clock.now()), lambda *_words: None)
    return Grant.objects.filter(account__is_demonstration=True)


def test_every_role_of_the_demonstration_has_its_line_in_the_trail():
    grants = seeded()
    assert grants.count() == len(demonstration.POSTS)
    recorded = Entry.objects.filter(deed__in=GRANTED).values_list("subject_id", flat=True)
    assert set(recorded) == {str(each.pk) for each in grants}


def test_a_house_with_administrators_gets_none_whom_everybody_could_be():
    for power in SEPARATE_POWERS:
        accounts.appoint_first(power, power, power)
    assert not seeded().filter(role__in=SEPARATE_POWERS).exists()
