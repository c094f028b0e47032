import pytest
from django.db import connection, transaction

from linli.core.divisions.models import Division, Grid
from linli.platform.database import scope

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_grids():
    with scope.system("test data"):
        for code in ("110101001001", "110101002001"):
            Division.objects.create(code=code, name=code, level="community")
            Grid.objects.create(code=f"{code}001", community_id=code, name="g")


def seen():
    return set(Grid.objects.values_list("community_id", flat=True))


def test_without_a_scope_nothing_is_seen(two_grids):
    assert seen() == set()


def test_a_scope_opens_its_own_communities_and_no_others(two_grids):
    with scope.limited_to(["110101001"]):
        assert seen() == {"110101001001"}
    assert seen() == set()


def test_a_row_cannot_be_written_into_a_foreign_community(two_grids):
    from django.db import ProgrammingError

    with scope.limited_to(["110101001"]), pytest.raises(ProgrammingError), transaction.atomic():
        Grid.objects.create(code="110101002001002", community_id="110101002001", name="g")


def test_the_system_scope_crosses_borders_and_ends(two_grids):
    with scope.system("test"):
        assert len(seen()) == 2
    assert seen() == set()
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("linli_app",)
