"""Objections, extensions and waivers, and what the dispatcher's superior makes of them."""

from datetime import timedelta

import pytest

from linli.core.divisions.models import Department
from linli.domains.cases import actions, queries
from linli.domains.cases.errors import (
    AlreadyRuled,
    AskedTooLate,
    AskedTwice,
    CoHandlersOpen,
    JudgeInOwnCause,
    LoopNeedsDesignation,
    MoveNotAllowed,
    NotTheLead,
    PartiesUnclear,
)
from linli.domains.cases.models import Case, Ruling
from linli.domains.cases.rules import Result, Share, Status
from linli.domains.cases.rules.rulings import Plea, Verdict, is_loop
from linli.domains.cases.tests.conftest import SUBDISTRICT
from linli.kernel import clock
from linli.kernel.errors import Invalid, NotPermitted

REASON, BASIS = "现场在红线以外", "权责清单第 12 条"


def objects(town, case, department=None):
    department = department or town.property
    return actions.object_to_dispatch(
        actor=town.clerk_of(department), assignment=town.share(case, department),
        reason=REASON, basis=BASIS,
    )  # fmt: skip


def rules(town, ruling, verdict, **changes):
    values = {"actor": town.supervisor, "words": "已到现场核实"} | changes
    return actions.rule(ruling=ruling, verdict=verdict, **values)


def dispatch(town, case, lead, **changes):
    category = queries.categories().get(code="lift")
    return actions.dispatch_case(
        actor=town.dispatcher, case=case, category=category, lead=lead, **changes
    )


@pytest.fixture
def bureau(town):
    return Department.objects.create(name="住建办", kind="government", area=SUBDISTRICT)


def test_an_objection_needs_its_reason_and_its_basis(town):
    case = town.dispatched()
    share = town.share(case, town.property)
    for reason, basis in ((" ", BASIS), (REASON, " ")):
        with pytest.raises(Invalid):
            actions.object_to_dispatch(
                actor=town.clerk, assignment=share, reason=reason, basis=basis
            )
    with pytest.raises(NotPermitted):
        actions.object_to_dispatch(actor=town.helper, assignment=share, reason=REASON, basis=BASIS)


def test_while_an_objection_waits_its_clock_stands_and_that_of_the_case_runs(town, later):
    case = town.dispatched()
    share, due = town.share(case, town.property), case.due_at
    ruling = objects(town, case)
    with later(days=1):
        rules(town, ruling, Verdict.REFUSED)
        after = town.share(case, town.property)
    case.refresh_from_db()
    assert after.due_at == share.due_at + timedelta(days=1)
    assert (case.due_at, case.status) == (due, Status.HANDLING)


def test_a_granted_objection_puts_the_case_back_on_the_board(town):
    case = town.dispatched()
    rules(town, objects(town, case), Verdict.GRANTED)
    case.refresh_from_db()
    assert case.status == Status.REPORTED
    assert town.share(case, town.property).status == Share.RETURNED
    assert queries.visible_to(town.clerk).exists()


def test_a_refused_objection_cannot_be_raised_again(town):
    case = town.dispatched()
    rules(town, objects(town, case), Verdict.REFUSED)
    with pytest.raises(AskedTwice):
        objects(town, case)
    share = town.share(case, town.property)
    assert actions.accept_share(actor=town.clerk, assignment=share).status == Share.ACCEPTED


def test_whoever_has_accepted_can_no_longer_object(town):
    with pytest.raises(MoveNotAllowed):
        objects(town, town.accepted())


def test_a_co_handlers_objection_leaves_the_case_with_its_lead(town):
    case = town.dispatched(town.management)
    rules(town, objects(town, case, town.management), Verdict.GRANTED)
    case.refresh_from_db()
    assert case.status == Status.HANDLING
    assert [each.department for each in queries.shares_of(case) if each.is_open] == [town.property]


def test_nobody_rules_on_what_they_dispatched_or_asked(town):
    ruling = objects(town, town.dispatched())
    both = town.supervisor.__class__(
        town.supervisor.kind, "两职", town.dispatcher.account_id, town.supervisor.holdings
    )
    with pytest.raises(JudgeInOwnCause):
        rules(town, ruling, Verdict.GRANTED, actor=both)
    with pytest.raises(NotPermitted):
        rules(town, ruling, Verdict.GRANTED, actor=town.dispatcher)
    with pytest.raises(Invalid):
        rules(town, ruling, Verdict.GRANTED, words=" ")


def test_the_second_who_rules_hears_that_it_is_decided(town):
    ruling = objects(town, town.dispatched())
    rules(town, ruling, Verdict.REFUSED)
    with pytest.raises(AlreadyRuled):
        rules(town, Ruling.objects.get(pk=ruling.pk), Verdict.GRANTED)


def test_a_case_does_not_go_back_to_a_party_that_a_ruling_released(town, bureau):
    case = town.dispatched()
    rules(town, objects(town, case), Verdict.GRANTED)
    with pytest.raises(LoopNeedsDesignation):
        dispatch(town, case, town.property)
    case = dispatch(town, case, town.management)
    with pytest.raises(LoopNeedsDesignation):
        dispatch(town, case, town.management, co_handlers=[town.property])
    rules(town, objects(town, case, town.management), Verdict.GRANTED)
    with pytest.raises(LoopNeedsDesignation):
        dispatch(town, case, bureau)
    assert list(queries.awaiting_designation(town.supervisor)) == [case]


def test_a_designated_lead_takes_it_and_cannot_object(town):
    case = town.dispatched()
    rules(town, objects(town, case), Verdict.GRANTED)
    case = actions.designate_lead(
        actor=town.supervisor, case=case, lead=town.property, words="产权在物业"
    )
    lead = case.assignments.select_related("department", "case").get(status=Share.SENT)
    assert (lead.is_lead, lead.is_designated, case.status) == (True, True, Status.HANDLING)
    with pytest.raises(AskedTwice):
        actions.object_to_dispatch(actor=town.clerk, assignment=lead, reason=REASON, basis=BASIS)
    with pytest.raises(PartiesUnclear):
        actions.designate_lead(
            actor=town.supervisor, case=case, lead=town.management, words="换一家"
        )


@pytest.mark.parametrize(
    ("released", "wanted", "leads", "loops"),
    [("", "B", 0, False), ("A", "B", 1, False), ("A", "A", 1, True), ("AB", "C", 2, True),
     ("A", "BA", 0, True)],
)  # fmt: skip
def test_a_loop_is_a_way_back_or_a_third_lead(released, wanted, leads, loops):
    assert is_loop(released, wanted, leads_released=leads) is loops


def test_more_time_asked_for_in_time_is_granted_after_the_deadline_too(town, later):
    case = town.accepted()
    share = town.share(case, town.property)
    with later(days=6):
        ask = {"actor": town.clerk, "assignment": town.share(case, town.property)}
        ruling = actions.ask_extension(amount=3, reason="等电梯配件", **ask)
        with pytest.raises(AskedTwice):
            actions.ask_extension(amount=3, reason="还要等", **ask)
    with later(days=9):
        assert share.due_at < clock.now()
        ruling = rules(town, ruling, Verdict.GRANTED)
    after, whole = town.share(case, town.property), Case.objects.get(pk=case.pk)
    assert (ruling.due_before, ruling.due_after) == (share.due_at, after.due_at)
    assert after.due_at == share.due_at + timedelta(days=3)
    assert whole.due_at == case.due_at + timedelta(days=5)  # three working days over a weekend


def test_nobody_asks_for_time_once_it_has_run_out(town, later):
    case = town.accepted()
    with later(days=9), pytest.raises(AskedTooLate):
        actions.ask_extension(
            actor=town.clerk, assignment=town.share(case, town.property), amount=1, reason="忘了"
        )


def test_a_refused_extension_leaves_both_deadlines_as_they_were(town):
    case = town.accepted()
    share = town.share(case, town.property)
    ruling = actions.ask_extension(actor=town.clerk, assignment=share, amount=2, reason="人手不够")
    ruling = rules(town, ruling, Verdict.REFUSED)
    assert ruling.due_after == share.due_at == town.share(case, town.property).due_at


def test_the_lead_need_not_wait_for_whom_the_superior_waives(town):
    case = town.accepted(town.management)
    lead, helper = town.share(case, town.property), town.share(case, town.management)
    asked = {"actor": town.clerk, "assignment": lead, "co_handler": helper}
    with pytest.raises(Invalid):
        actions.ask_waiver(reason=" ", **asked)
    ruling = actions.ask_waiver(reason="绿化补种要等春天", **asked)
    report = {"actor": town.clerk, "result": Result.SOLVED, "words": "修好了"}
    with pytest.raises(CoHandlersOpen):
        actions.report_result(assignment=lead, **report)
    rules(town, ruling, Verdict.GRANTED)
    assert actions.report_result(assignment=lead, **report).status == Status.RESULT_REPORTED
    left = town.share(case, town.management)
    assert left.is_open
    assert actions.finish_share(actor=town.helper, assignment=left, words="已补种").done_at


def test_a_co_handler_cannot_waive_anybody(town):
    case = town.accepted(town.management)
    lead, helper = town.share(case, town.property), town.share(case, town.management)
    with pytest.raises(NotTheLead):
        actions.ask_waiver(actor=town.helper, assignment=helper, co_handler=lead, reason="不想等")
    with pytest.raises(NotTheLead):
        actions.ask_waiver(actor=town.clerk, assignment=lead, co_handler=lead, reason="不想等")


def test_what_was_asked_about_a_share_that_is_over_needs_no_verdict(town):
    case = town.accepted(town.management)
    lead, helper = town.share(case, town.property), town.share(case, town.management)
    ruling = actions.ask_waiver(
        actor=town.clerk, assignment=lead, co_handler=helper, reason="等不及"
    )
    actions.finish_share(actor=town.helper, assignment=helper, words="已配合")
    ruling.refresh_from_db()
    assert (ruling.verdict, queries.open_pleas(town.supervisor)) == (Verdict.DROPPED, [])


def test_the_superior_sees_what_waits_and_a_stranger_sees_nothing(town, django_assert_num_queries):
    for _each in range(3):
        objects(town, town.dispatched())
    with django_assert_num_queries(1):
        assert [each.plea for each in queries.open_pleas(town.supervisor)] == [Plea.OBJECTION] * 3
    with pytest.raises(NotPermitted):
        queries.open_pleas(town.clerk)


def test_the_catalogue_names_the_lead_and_where_it_is_silent_the_first_receiver_leads(town):
    lift = queries.categories().get(code="lift")
    supervisor = town.supervisor
    entry = actions.set_catalogue_entry(
        actor=supervisor, category=lift, department=town.management, area=SUBDISTRICT,
        is_lead=True, basis="派单目录第 3 条",
    )  # fmt: skip
    case = actions.dispatch_case(
        actor=town.dispatcher, case=town.reported(), category=lift, co_handlers=[town.property]
    )
    assert queries.lead_of(case).department == town.management
    actions.end_catalogue_entry(actor=supervisor, entry=entry)
    silent = actions.dispatch_case(
        actor=town.dispatcher, case=town.reported("楼道灯不亮"), category=lift,
        co_handlers=[town.property, town.management],
    )  # fmt: skip
    assert queries.lead_of(silent).department == town.property
    with pytest.raises(PartiesUnclear):
        actions.dispatch_case(actor=town.dispatcher, case=town.reported("水管漏水"), category=lift)


def test_a_nearer_entry_of_the_catalogue_wins_and_a_new_lead_takes_the_old_ones_place(town):
    lift = queries.categories().get(code="lift")
    write = {"actor": town.supervisor, "category": lift, "is_lead": True, "basis": "目录"}
    far = actions.set_catalogue_entry(department=town.management, area=SUBDISTRICT, **write)
    near = town.property.area
    actions.set_catalogue_entry(department=town.property, area=near, **write)
    assert queries.answering_for(lift, near) == town.property
    assert queries.departments_named(lift.pk, near).lead == town.property.pk
    other = Department.objects.create(name="住建办", kind="government", area=SUBDISTRICT)
    actions.set_catalogue_entry(department=other, area=SUBDISTRICT, **write)
    far.refresh_from_db()
    assert far.effective_until == clock.now()
    assert queries.answering_for(lift, SUBDISTRICT) == other


def test_the_lead_whistles_for_others_who_report_with_clocks_of_their_own(town):
    case = town.accepted()
    blown = actions.whistle(
        actor=town.clerk, case=case, departments=[town.management], reason="需要执法人员到场"
    )
    called = town.share(case, town.management)
    assert (called.whistle, called.is_lead, called.task) == (blown, False, "需要执法人员到场")
    assert blown.department == town.property
    with pytest.raises(PartiesUnclear):
        actions.whistle(
            actor=town.clerk, case=case, departments=[town.management], reason="再来一次"
        )


def test_only_who_takes_part_or_has_the_place_may_whistle(town, bureau):
    case = town.reported()
    with pytest.raises(NotPermitted):
        actions.whistle(
            actor=town.clerk_of(bureau), case=case, departments=[town.management], reason="到场"
        )
    with pytest.raises(MoveNotAllowed):
        actions.whistle(actor=town.worker, case=case, departments=[town.management], reason="到场")
    case = town.accepted()
    assert (
        actions.whistle(
            actor=town.worker, case=case, departments=[bureau], reason="到场"
        ).department
        is None
    )
