"""A reader of English meets no Chinese but what people wrote themselves."""

import pytest
from django.utils.translation import override

from linli.domains.cases import queries
from linli.domains.cases.models import Category
from linli.domains.cases.queries import machine

pytestmark = pytest.mark.django_db


def test_a_category_is_called_what_its_reader_calls_it():
    lift = queries.categories().get(code="lift")
    for language, name in (
        ("zh-hans", "电梯故障"),
        ("en", "Lift out of order"),
        ("zh-hans", "电梯故障"),
    ):
        with override(language):
            assert lift.called == str(lift) == name
            assert machine.category_names()[lift.pk] == name
            assert (lift.pk, name) in queries.category_choices()


def test_a_category_without_an_english_name_keeps_its_own():
    with override("en"):
        assert Category(name="河道保洁").called == "河道保洁"
