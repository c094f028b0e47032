"""Whole rows are written and fetched as Django would, at less cost."""

import pytest
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext

from linli.core.divisions.models import Division
from linli.core.people.models import Resident
from linli.domains.cases.models import Case, Step
from linli.kernel import clock
from linli.platform.database import rows

COMMUNITY = "110101001001"


def as_read(row):
    """Every value of a row, as Django itself reads it."""
    fresh = type(row).objects.get(pk=row.pk)
    return {field.attname: getattr(fresh, field.attname) for field in row._meta.concrete_fields}


def person(name):
    return Resident(
        community_id=COMMUNITY, area=COMMUNITY, name=name, name_sort="li", phone="13800000000",
        who_index="w", gender="female", relation="owner", registered_at=clock.now(),
    )  # fmt: skip


def test_a_row_written_has_its_key_and_every_value(town):
    case = town.reported()
    step = rows.insert(
        Step(
            case=case, community_id=case.community_id, at=clock.now(), kind="add",
            words="还在响", details={"photos": [1, None, "三"]},
        )
    )  # fmt: skip
    told = {field.attname: getattr(step, field.attname) for field in step._meta.concrete_fields}
    assert as_read(step) == told
    assert not step._state.adding


def test_many_rows_written_at_once_are_the_same_rows(town):
    people = [person("张三"), person('李"四\\')]
    rows.insert_many(people)
    for each in people:
        told = {field.attname: getattr(each, field.attname) for field in each._meta.concrete_fields}
        assert as_read(each) == told


def test_what_is_secret_travels_sealed(town):
    with CaptureQueriesContext(connection) as asked:
        rows.insert_many([person("张三丰")])
    (said,) = [each["sql"] for each in asked.captured_queries]
    assert "张三丰" not in said
    assert "13800000000" not in said


def test_a_row_fetched_is_the_row_that_django_reads(town):
    case = town.dispatched(town.management)
    fetched = rows.fetch(Case, case.pk, lock=True)
    told = {
        field.attname: getattr(fetched, field.attname) for field in fetched._meta.concrete_fields
    }
    assert told == as_read(case)


def test_a_row_that_is_not_there_is_neither_fetched_nor_changed(town):
    with pytest.raises(Division.DoesNotExist):
        rows.fetch(Division, "999999999999")
    with pytest.raises(DatabaseError):
        rows.update(Division(code="999999999999", name="无", level="community"), ["name"])


def test_only_the_fields_named_are_changed(town):
    case = town.reported()
    case.location, case.description = "5号楼", "不写这个"
    rows.update(case, ["location"])
    read = as_read(case)
    assert (read["location"], read["description"]) == ("5号楼", "三号楼电梯门关不上")
