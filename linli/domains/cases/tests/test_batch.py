"""Twenty cases sent out at one go, previewed first and taken back if need be."""

import pytest
from django.urls import reverse

from linli.domains.cases import actions, queries
from linli.domains.cases.actions import Order
from linli.domains.cases.errors import TooLateToUndo
from linli.domains.cases.rules import Share, Status
from linli.domains.cases.tests.conftest import SUBDISTRICT
from linli.kernel.errors import NotPermitted
from linli.platform.calendar import clocks


def order(town, case, **changes):
    lift = queries.categories().get(code="lift")
    values = {"category": lift, "lead": town.property, "seen_version": case.version} | changes
    return Order(case, **values)


def test_each_case_of_a_batch_is_sent_by_itself_and_a_refusal_says_why(town):
    cases = [town.reported() for _each in range(3)]
    actions.take_case(actor=town.colleague, case=cases[1])
    sent = actions.dispatch_many(
        actor=town.dispatcher, orders=[order(town, case) for case in cases]
    )
    assert [bool(each.refusal) for each in sent] == [False, True, False]
    for case, status in zip(cases, ("handling", "reported", "handling"), strict=True):
        case.refresh_from_db()
        assert case.status == status
    with pytest.raises(NotPermitted):
        actions.dispatch_many(actor=town.clerk, orders=[order(town, cases[1])])


def test_the_catalogue_and_the_suggestion_have_already_chosen(town, django_assert_num_queries):
    lift = queries.categories().get(code="lift")
    actions.set_catalogue_entry(
        actor=town.supervisor, category=lift, department=town.management, area=SUBDISTRICT,
        is_lead=True, basis="目录",
    )  # fmt: skip
    for case in [town.reported() for _each in range(5)]:
        actions.suggest_category(actor=town.dispatcher, case=case)
    with django_assert_num_queries(4):
        waiting = queries.waiting_for_dispatch(town.dispatcher)
    assert {(each.category_id, each.lead_id) for each in waiting} == {(lift.pk, town.management.pk)}
    assert {name for _pk, name in waiting[0].departments} == {"安居物业", "城市管理办"}


def test_what_a_colleague_has_taken_is_not_in_the_batch(town):
    mine, theirs = town.reported(), town.reported()
    actions.take_case(actor=town.dispatcher, case=mine)
    actions.take_case(actor=town.colleague, case=theirs)
    assert [each.case for each in queries.waiting_for_dispatch(town.dispatcher)] == [mine]


def test_a_dispatch_taken_back_leaves_the_case_as_it_was_and_both_lines_in_its_timeline(town):
    before = town.reported()
    case = actions.dispatch_case(
        actor=town.dispatcher, case=before, category=queries.categories().get(code="lift"),
        lead=town.property, co_handlers=[town.management],
    )  # fmt: skip
    case = actions.undo_dispatch(actor=town.dispatcher, case=case)
    assert (case.status, case.due_at) == (Status.REPORTED, before.due_at)
    assert {each.status for each in queries.shares_of(case)} == {Share.WITHDRAWN}
    assert {"dispatch", "withdraw"} <= set(case.steps.values_list("kind", flat=True))
    assert clocks.status_of(clocks.from_plain(case.solution_clock)) == "running"


def test_what_somebody_has_begun_or_sent_long_ago_is_not_taken_back(town, later):
    case = town.accepted()
    with pytest.raises(TooLateToUndo):
        actions.undo_dispatch(actor=town.dispatcher, case=case)
    case = town.dispatched()
    with pytest.raises(TooLateToUndo):
        actions.undo_dispatch(actor=town.colleague, case=case)
    with later(minutes=11), pytest.raises(TooLateToUndo):
        actions.undo_dispatch(actor=town.dispatcher, case=case)


def test_nothing_is_sent_unseen_and_nothing_typed_is_lost(town, desk):
    """The pages as a browser without JavaScript walks through them."""
    case, browser = town.reported(), desk("dispatcher", SUBDISTRICT)
    lift, key = queries.categories().get(code="lift"), str(case.pk)
    typed = {
        "case": key, f"{key}-chosen": "on", f"{key}-version": case.version,
        f"{key}-category": str(lift.pk), f"{key}-lead": str(town.property.pk),
    }  # fmt: skip
    assert case.number in browser.get(reverse("cases:batch")).content.decode()
    wrong = browser.post(reverse("cases:batch"), typed | {f"{key}-category": ""})
    assert (wrong.status_code, "要有分类" in wrong.content.decode()) == (422, True)
    preview = browser.post(reverse("cases:batch"), typed).content.decode()
    assert town.property.name in preview
    case.refresh_from_db()
    assert case.status == Status.REPORTED
    browser.post(reverse("cases:batch"), typed | {"step": "send"})
    case.refresh_from_db()
    assert case.status == Status.HANDLING
    browser.post(reverse("cases:undo_batch"), {"case": key})
    case.refresh_from_db()
    assert case.status == Status.REPORTED
