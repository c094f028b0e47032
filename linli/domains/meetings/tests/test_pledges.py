"""What parties promise to bring in, and what comes."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from linli.domains.meetings import actions, queries
from linli.domains.meetings.errors import NotOnThisBody, SameHand
from linli.domains.meetings.models import Pledge
from linli.domains.meetings.tests.conftest import COMMUNITY
from linli.domains.meetings.tests.test_pages import browser, secretary, statements  # noqa: F401
from linli.kernel import clock
from linli.kernel.errors import Invalid, NotPermitted

FRIDAY = date(2026, 11, 6)


def pledged(town, seat=2, amount=120, due_on=FRIDAY, by=None):
    return actions.pledge(
        actor=by or town.recorder, seat=town.seats[seat], resource="错时停车位", amount=amount,
        unit="个", due_on=due_on,
    )  # fmt: skip


def deliver(town, pledge, amount, by=None):
    return actions.deliver(
        actor=by or town.recorder, pledge=pledge, amount=amount, evidence="已划线，照片在群里"
    )


def share(measure, town, days=30):
    now = clock.now()
    return measure(town.chair, COMMUNITY, now - timedelta(days=days), now)


def test_a_pledge_is_delivered_in_parts_until_all_of_it_has_come(town):
    pledge = pledged(town)
    deliver(town, pledge, 100)
    assert Pledge.objects.get().delivered_at is None
    assert queries.pledges_of(town.chair, town.body).get().come == 100
    with pytest.raises(Invalid):
        deliver(town, pledge, 21)
    deliver(town, pledge, 20)
    assert Pledge.objects.get().delivered_at == clock.now()
    with pytest.raises(Invalid):
        deliver(town, pledge, 1)


def test_a_member_promises_for_their_own_seat_alone(town):
    assert pledged(town, seat=1, by=town.member)
    with pytest.raises(NotOnThisBody):
        pledged(town, seat=2, by=town.member)


def test_nobody_notes_that_their_own_promise_was_kept(town):
    with pytest.raises(SameHand):
        deliver(town, pledged(town, seat=0), 120, by=town.chair)
    with pytest.raises(NotPermitted):
        deliver(town, pledged(town, seat=1), 120, by=town.member)


@pytest.mark.parametrize("wrong", [{"amount": 0}, {"amount": -1}, {"due_on": date(2026, 11, 1)}])
def test_a_pledge_is_of_something_and_for_a_day_to_come(town, wrong):
    with pytest.raises(Invalid):
        pledged(town, **wrong)


def test_a_seat_that_was_left_promises_nothing(town):
    actions.leave_seat(actor=town.chair, seat=town.seats[2])
    town.seats[2].refresh_from_db()
    with pytest.raises(Invalid):
        pledged(town)


def test_the_share_delivered_counts_what_had_come_by_its_day(town, later):
    kept, late = pledged(town), pledged(town)
    deliver(town, kept, 120)
    assert share(queries.delivered, town) is None
    with later(days=10):
        deliver(town, late, 120)
        assert share(queries.delivered, town) == 0.5


def test_the_resource_integration_rate_counts_seats_that_brought_something(town, later):
    deliver(town, pledged(town, seat=2), 1)
    deliver(town, pledged(town, seat=2), 1)
    pledged(town, seat=3)
    with later(days=1):
        assert share(queries.integration, town) == 0.25


def test_a_pledge_goes_by_forms_alone(town, secretary):  # noqa: F811
    address = reverse("meetings:pledges", args=[town.body.pk])
    typed = {
        "pledge-seat": town.seats[2].pk, "pledge-resource": "场地", "pledge-amount": 2,
        "pledge-unit": "间", "pledge-due_on": "2026-11-06",
    }  # fmt: skip
    assert secretary.post(address, {}).status_code == 422
    assert secretary.post(address, typed).status_code == 302
    pledge = Pledge.objects.get()
    deed, prefix = reverse("meetings:deliver", args=[pledge.pk]), pledge.pk.hex
    too_many = {f"{prefix}-amount": 3, f"{prefix}-evidence": "钥匙"}
    assert secretary.post(deed, too_many).status_code == 422
    assert secretary.post(deed, too_many | {f"{prefix}-amount": 2}).status_code == 302
    assert "已全部兑现" in secretary.get(address).content.decode()
    assert browser("supervisor").get(address).status_code == 200


def test_more_pledges_cost_no_more_statements(town, secretary):  # noqa: F811
    deliver(town, pledged(town), 20)
    before = statements(secretary, "pledges", town.body.pk)
    for seat in (1, 2, 3):
        deliver(town, pledged(town, seat=seat, amount=40), 10)
    assert statements(secretary, "pledges", town.body.pk) == before
