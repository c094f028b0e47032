"""What is kept of the configuration holds until somebody changes it, in whichever process."""

import threading
from datetime import date

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils.translation import get_language, override

from linli.platform.access.actor import machine
from linli.platform.calendar import actions, queries
from linli.platform.calendar.rules import Window
from linli.platform.database import editions, scope

OFFICE = machine("test")


def statements_of(work):
    with CaptureQueriesContext(connection) as asked:
        work()
    return len(asked)


def test_a_transaction_with_a_scope_knows_the_calendar_without_asking(db):
    with scope.limited_to(["110101001"]):
        queries.current()
        assert statements_of(queries.current) == 0


def test_a_publication_is_seen_at_once_by_whoever_published(db):
    with scope.limited_to(["110101001"]):
        before = queries.current().version
        number = actions.set_hours(OFFICE, date(2090, 1, 1), [Window.parse("09:00-12:00")])
        assert queries.current().version == number > before


def test_what_was_undone_is_not_kept(db):
    before = queries.current().version
    with transaction.atomic():
        actions.set_hours(OFFICE, date(2090, 1, 1), [Window.parse("09:00-12:00")])
        queries.current()
        transaction.set_rollback(True)
    assert queries.current().version == before


def test_another_connection_reads_again_after_the_commit(committed):
    asked = []
    read = editions.kept(lambda: asked.append(1))

    def elsewhere():
        with scope.limited_to(["110101001"]), transaction.atomic():
            read()
        connection.close()

    def in_another_thread():
        thread = threading.Thread(target=elsewhere)
        thread.start()
        thread.join()

    in_another_thread()
    in_another_thread()
    assert len(asked) == 1
    with transaction.atomic():
        editions.renew()
        in_another_thread()
        assert len(asked) == 1
    in_another_thread()
    assert len(asked) == 2


def test_what_is_read_in_one_language_is_not_given_to_another(db):
    greeting = editions.kept(get_language)
    for language in ("zh-hans", "en", "zh-hans"):
        with override(language):
            assert greeting() == language
