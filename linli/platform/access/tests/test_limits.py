"""A try counts, whatever becomes of the page on which it was made."""

from datetime import timedelta

import pytest
from django.db import transaction

from linli.kernel.errors import TooMany
from linli.platform.access import limits

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def take(most=2):
    limits.take("door", most=most, within=HOUR)


def undone(deed):
    """Do it in a transaction that then fails."""
    with transaction.atomic():
        deed()
        raise ZeroDivisionError


def test_a_try_stays_counted_when_its_transaction_is_undone():
    for _page in range(2):
        with pytest.raises(ZeroDivisionError):
            undone(take)
    with pytest.raises(TooMany):
        take()


def test_a_try_that_turned_out_well_is_forgotten_at_once():
    take(most=1)
    with pytest.raises(ZeroDivisionError):
        undone(lambda: limits.forget("door"))
    take(most=1)
    limits.give_back("door")
    take(most=1)
