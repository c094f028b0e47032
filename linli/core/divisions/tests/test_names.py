"""Names are kept in each process, and change with the deed that changes them."""

import pytest

from linli.core.divisions import actions, queries
from linli.core.divisions.rules import DepartmentKind, Level
from linli.core.divisions.tests.conftest import HERE, THERE, somebody
from linli.core.divisions.tree_files import Row

pytestmark = pytest.mark.django_db


def test_a_renamed_community_is_called_by_its_new_name_at_once(two_communities, linli):
    assert queries.community_names()[HERE] == two_communities[HERE].name
    actions.import_divisions(linli, [Row(HERE, "阿福巷社区", Level.COMMUNITY)], only_under=HERE)
    assert queries.community_names()[HERE] == "阿福巷社区"


def test_a_department_is_named_from_the_moment_it_opens(two_communities, linli):
    assert queries.department_names() == {}
    opened = actions.open_department(
        linli, name="安居物业", kind=DepartmentKind.PROPERTY, area=HERE
    )
    assert queries.department_names() == {opened.pk: "安居物业"}


@pytest.mark.parametrize("area", [HERE, f"{HERE}001", HERE[:9], HERE[:6]])
def test_whoever_holds_a_permission_is_offered_the_communities_of_their_area(two_communities, area):
    actor = somebody(area, "cases.view")
    offered = [code for code, _name in queries.communities_named(actor, "cases.view")]
    assert offered == list(
        queries.communities_of(actor, "cases.view").values_list("code", flat=True)
    )
    assert (THERE in offered) is (len(area) == 6)


def test_whoever_holds_it_nowhere_is_offered_none(two_communities):
    assert queries.communities_named(somebody(HERE), "cases.view") == []
