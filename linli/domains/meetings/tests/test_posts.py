"""The levels of a community's organisation, their posts, and who holds them."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from linli.core.divisions.models import Grid
from linli.domains.meetings import actions, queries
from linli.domains.meetings.errors import PostNotHere
from linli.domains.meetings.models import Post, Tenure
from linli.domains.meetings.rules.posts import OFFICES, Office, Tier, tier_of
from linli.domains.meetings.tests.conftest import COMMUNITY, SUBDISTRICT, actor
from linli.domains.meetings.tests.test_pages import browser, secretary, statements  # noqa: F401
from linli.kernel import clock
from linli.kernel.errors import Invalid, NotPermitted
from linli.platform.database import scope

GRIDS = (COMMUNITY + "001", COMMUNITY + "002")
SINCE = date(2026, 1, 5)


def appoint(by, area=COMMUNITY, office=Office.SECRETARY, holder="李书记", **more):
    return actions.appoint(
        actor=by, area=area, organisation="党组织", office=office, holder=holder,
        **{"since": SINCE, **more},
    )  # fmt: skip


def share(measure, town):
    now = clock.now()
    return measure(town.chair, COMMUNITY, now - timedelta(days=30), now)


@pytest.fixture
def grids(town):
    for code in GRIDS:
        Grid.objects.create(code=code, community=town.body.community, name=f"网格{code[-1]}")


def test_every_level_has_its_offices_and_no_others():
    areas = {Tier.SUBDISTRICT: SUBDISTRICT, Tier.COMMUNITY: COMMUNITY, Tier.GRID: GRIDS[0]}
    for tier, area in areas.items():
        for office in OFFICES[tier]:
            assert tier_of(area, office) == tier
    assert tier_of(GRIDS[0], Office.GROUP_HEAD) == Tier.GROUP
    for area, office in (
        (GRIDS[0], Office.CHAIR),
        (COMMUNITY, Office.GROUP_HEAD),
        (SUBDISTRICT, Office.CHAIR),
        (SUBDISTRICT[:6], Office.SECRETARY),
    ):
        with pytest.raises(PostNotHere):
            tier_of(area, office)


def test_posts_are_entered_where_one_presides(town):
    assert appoint(actor("secretary", SUBDISTRICT)).post.tier == Tier.COMMUNITY
    for who in (town.recorder, town.stranger):
        with pytest.raises(NotPermitted):
            appoint(who, holder="另一位")


def test_a_post_stays_when_its_holder_leaves(town):
    tenure = appoint(town.chair)
    actions.leave_post(actor=town.chair, tenure=tenure)
    (post,) = queries.posts(town.chair)
    assert post.holders == []
    appoint(town.chair, holder="王书记")
    (post,) = queries.posts(town.chair)
    assert [each.holder for each in post.holders] == ["王书记"]
    assert Tenure.objects.count() == 2


def test_nobody_holds_a_post_twice_nor_from_a_day_to_come(town):
    appoint(town.chair)
    for wrong in (
        {},
        {"holder": "王", "since": date(2027, 1, 1)},
        {"holder": "王", "term_ends_on": SINCE},
    ):
        with pytest.raises(Invalid):
            appoint(town.chair, **wrong)


def test_the_cross_appointment_rate_counts_secretaries_who_chair_the_committee(town):
    assert share(queries.cross_appointed, town) is None
    appoint(town.chair)
    assert share(queries.cross_appointed, town) == 0
    appoint(town.chair, office=Office.CHAIR)
    assert share(queries.cross_appointed, town) == 1


def test_the_rate_of_a_period_stays_when_somebody_leaves_later(town):
    appoint(town.chair)
    chair = appoint(town.chair, office=Office.CHAIR)
    actions.leave_post(actor=town.chair, tenure=chair)
    assert share(queries.cross_appointed, town) == 1


def test_a_grid_is_covered_while_its_branch_has_a_secretary(town, grids):
    assert share(queries.grids_covered, town) == 0
    appoint(town.chair, GRIDS[0])
    appoint(town.chair, GRIDS[1], Office.MEMBER)
    assert share(queries.grids_covered, town) == 0.5


def test_posts_go_by_forms_alone(town, secretary, grids):  # noqa: F811
    address = reverse("meetings:posts")
    typed = {
        "area": GRIDS[0], "organisation": "第一网格党支部", "office": "secretary", "holder": "何玉芬",
        "since": "2026-01-05",
    }  # fmt: skip
    assert secretary.post(address, typed | {"holder": ""}).status_code == 422
    assert secretary.post(address, typed | {"office": "chair"}).status_code == 409
    assert secretary.post(address, typed).status_code == 302
    assert "何玉芬" in browser("supervisor").get(address).content.decode()
    tenure = Tenure.objects.get()
    assert secretary.post(reverse("meetings:leave_post", args=[tenure.pk])).status_code == 302
    assert "空缺" in secretary.get(address).content.decode()


def test_more_posts_cost_no_more_statements(town, secretary, grids):  # noqa: F811
    appoint(town.chair)
    before = statements(secretary, "posts")
    for number in range(4):
        appoint(town.chair, holder=f"成员{number}", office=Office.MEMBER)
    appoint(town.chair, GRIDS[0], holder="支部书记")
    assert statements(secretary, "posts") == before


def test_the_sub_district_has_posts_of_its_own_that_its_communities_do_not_see(town):
    above = actor("supervisor", SUBDISTRICT)
    appoint(above, SUBDISTRICT, holder="郑书记")
    appoint(above, COMMUNITY, holder="周书记")
    told = [(each.tier, each.holders[0].holder) for each in queries.posts(above)]
    assert told == [(Tier.SUBDISTRICT, "郑书记"), (Tier.COMMUNITY, "周书记")]
    with pytest.raises(NotPermitted):
        appoint(town.chair, SUBDISTRICT, holder="自己")
    with scope.limited_to([COMMUNITY]):
        assert [each.tier for each in Post.objects.all()] == [Tier.COMMUNITY], "by RLS alone"
        with pytest.raises(DatabaseError), transaction.atomic():
            Post.objects.create(
                community_id=SUBDISTRICT, area=SUBDISTRICT, tier=Tier.SUBDISTRICT,
                organisation="街道党工委", office=Office.DEPUTY,
            )  # fmt: skip
