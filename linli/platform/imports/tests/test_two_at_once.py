"""Two imports of the same table at the same time, on connections of their own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from linli.core.divisions.models import Division, Grid
from linli.platform.access.actor import machine
from linli.platform.database import scope
from linli.platform.imports import actions
from linli.platform.imports.models import ImportBatch
from linli.platform.imports.rules import Mode
from linli.platform.imports.tests import tables
from linli.platform.imports.tests.conftest import HERE


@pytest.mark.parametrize("mode", Mode)
def test_two_imports_of_one_table_at_once_make_no_doubles(committed, tmp_path, mode):
    with scope.system("test data"):
        Division.objects.create(code=HERE, name=HERE, level="community")
    path = tmp_path / "grids.csv"
    path.write_bytes(tables.text(tables.good(60)))
    together = Barrier(2)

    def bring_in(_number):
        try:
            together.wait()
            return actions.run(machine("import"), "grids.import", path, area=HERE, mode=mode).batch
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(bring_in, range(2))
    assert first.created + second.created == 60
    assert first.unchanged + second.unchanged == 60
    with scope.system("test"):
        assert Grid.objects.count() == 60
    assert ImportBatch.objects.filter(state="done").count() == 2
