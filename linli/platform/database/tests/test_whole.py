"""A history written from many deeds stands or falls as one."""

import contextlib

import pytest
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext

from linli.platform.database import scope
from linli.platform.database.models import Milestone

pytestmark = pytest.mark.django_db


def savepoints() -> int:
    with CaptureQueriesContext(connection) as asked, transaction.atomic():
        pass
    return sum("SAVEPOINT" in each["sql"] for each in asked.captured_queries)


def test_a_deed_in_a_whole_transaction_needs_no_savepoint():
    assert savepoints() == 2
    with scope.whole():
        assert savepoints() == 0
    assert savepoints() == 2


def test_what_was_refused_in_a_whole_transaction_cannot_be_built_upon(committed):
    with scope.whole(), pytest.raises(TransactionManagementError):
        _go_on_after_a_refusal()


@transaction.atomic
def _go_on_after_a_refusal() -> None:
    with contextlib.suppress(ValueError), transaction.atomic():
        raise ValueError("refused")
    Milestone.objects.count()
