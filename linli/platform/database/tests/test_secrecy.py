import os

import pytest
from django.core.exceptions import FieldError
from django.db import connection, models

from linli.kernel.ids import new_id
from linli.platform.database import secrecy
from linli.platform.database.secrecy import EncryptedTextField, Unreadable, blind

HERE, ELSEWHERE = "people_resident.phone:1", "people_resident.phone:2"


class Neighbour(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id)
    name = EncryptedTextField(blank=True)
    note = EncryptedTextField(null=True)

    class Meta:
        app_label = "database"
        managed = False
        db_table = "neighbour_for_tests"

    def __str__(self):
        return str(self.pk)


@pytest.fixture
def table(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE neighbour_for_tests"
            " (id uuid PRIMARY KEY, name bytea NOT NULL, note bytea)"
        )
    return Neighbour


def stored(column="name"):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM neighbour_for_tests")
        return [bytes(value) for (value,) in cursor.fetchall()]


def test_a_name_is_read_back_and_never_lies_in_the_database_in_clear(table):
    zhang = table.objects.create(name="张三丰")
    assert table.objects.get(pk=zhang.pk).name == "张三丰"
    assert "张".encode() not in stored()[0]


def test_the_same_name_never_looks_the_same_twice(table):
    table.objects.bulk_create([table(name="李四"), table(name="李四")])
    assert len(set(stored())) == 2


def test_nothing_stays_nothing(table):
    row = table.objects.create()
    assert (table.objects.get(pk=row.pk).name, table.objects.get(pk=row.pk).note) == ("", None)


def test_a_value_copied_to_another_row_does_not_open_there(table):
    li, wang = table.objects.bulk_create([table(name="李四"), table(name="王五")])
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE neighbour_for_tests SET name ="
            " (SELECT name FROM neighbour_for_tests WHERE id = %s)",
            [li.pk],
        )
    assert table.objects.get(pk=li.pk).name == "李四"
    with pytest.raises(Unreadable, match="moved here"):
        _ = table.objects.get(pk=wang.pk).name


def test_a_row_saved_without_being_read_keeps_its_value(table):
    row = table.objects.create(name="李四", note="怕狗")
    again = table.objects.get(pk=row.pk)
    again.note = "不怕狗"
    again.save()
    fresh = table.objects.get(pk=row.pk)
    assert (fresh.name, fresh.note) == ("李四", "不怕狗")


def test_a_deferred_value_is_fetched_when_read(table):
    row = table.objects.create(name="李四")
    assert table.objects.defer("name").get(pk=row.pk).name == "李四"


def test_a_bare_list_of_values_shows_nothing(table):
    row = table.objects.create(name="李四")
    (value,) = table.objects.values_list("name", flat=True)
    assert repr(value) == str(value) == "<sealed>"
    assert table._meta.get_field("name").open(value, row.pk) == "李四"


@pytest.mark.parametrize(
    "misuse",
    [
        lambda table: table.objects.filter(name="李四"),
        lambda table: table.objects.filter(name__startswith="李"),
        lambda table: table.objects.update(name="李四"),
    ],
)
def test_comparing_or_overwriting_a_column_is_refused_with_the_way_to_do_it(table, misuse):
    with pytest.raises(FieldError, match="encrypted"):
        misuse(table)


def test_every_altered_byte_is_noticed():
    sealed = secrecy.seal("13800000913", HERE)
    for position in range(1, len(sealed)):
        altered = sealed[:position] + bytes([sealed[position] ^ 1]) + sealed[position + 1 :]
        with pytest.raises(Unreadable):
            secrecy.unseal(altered, HERE)


def test_a_value_does_not_open_in_another_place():
    with pytest.raises(Unreadable):
        secrecy.unseal(secrecy.seal("13800000913", HERE), ELSEWHERE)


def test_after_a_rotation_old_values_open_as_long_as_the_old_key_is_given(settings):
    old = settings.FIELD_KEY
    sealed = secrecy.seal("13800000913", HERE)
    assert secrecy.is_current(sealed)
    settings.FIELD_KEY = os.urandom(32).hex()
    with pytest.raises(Unreadable, match="not among the keys"):
        secrecy.unseal(sealed, HERE)
    settings.RETIRED_FIELD_KEYS = (old,)
    assert secrecy.unseal(sealed, HERE) == "13800000913"
    assert not secrecy.is_current(sealed)


def test_a_migration_of_an_encrypted_field_names_no_key(settings):
    _name, path, args, kwargs = Neighbour._meta.get_field("note").deconstruct()
    assert (path, args, kwargs) == (
        "linli.platform.database.secrecy.EncryptedTextField",
        [],
        {"null": True},
    )


def test_a_blind_index_finds_every_spelling_and_joins_no_two_columns():
    assert blind("１３８ 0000 0913", "phone") == blind("13800000913", "phone")
    assert blind("13800000913", "phone") != blind("13800000913", "id_number")
    assert len(blind("13800000913", "phone")) == 32
    assert blind("  ", "phone") == ""


@pytest.mark.parametrize(
    ("typed", "dialled"),
    [
        ("138 0000 0913", "13800000913"),
        ("+86 138-0000-0913", "13800000913"),
        ("００８６１３８０００００９１３", "13800000913"),
        ("008613800000913", "13800000913"),
        ("(0571) 8888-6666", "057188886666"),
        ("86-0571-88886666", "057188886666"),
        ("+852 2345 6789", "+85223456789"),
        ("12345", "12345"),
        ("", ""),
    ],
)
def test_a_phone_is_kept_as_it_is_dialled(typed, dialled):
    assert secrecy.normalise_phone(typed) == dialled


@pytest.mark.parametrize(
    ("phone", "dials"),
    [
        ("13800000913", True),
        ("0571-88886666", True),
        ("+852 2345 6789", True),
        ("12345", True),
        ("1380000091", False),
        ("没有", False),
        ("", False),
    ],
)
def test_a_number_that_cannot_be_dialled_is_told_apart(phone, dials):
    assert secrecy.is_phone(phone) is dials


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("张三", "张**"),
        ("张三丰", "张**"),
        ("欧阳修", "欧阳**"),
        ("单于", "单**"),
        ("阿依古丽·买买提", "阿**"),
        ("", ""),
    ],
)
def test_a_masked_name_keeps_the_surname_alone(name, masked):
    assert secrecy.mask_name(name) == masked


@pytest.mark.parametrize(
    ("phone", "masked"),
    [
        ("13800000913", "138****0913"),
        ("057188886666", "057****6666"),
        ("88886666", "****66"),
        ("12345", "****"),
        ("", ""),
    ],
)
def test_a_masked_phone_keeps_what_its_owner_recognises(phone, masked):
    assert secrecy.mask_phone(phone) == masked


def test_a_masked_citizen_number_hides_birth_and_place():
    number = "11010519491231002X"
    assert secrecy.mask_id_number(number) == "11**************2X"
