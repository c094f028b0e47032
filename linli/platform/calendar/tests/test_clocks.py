import itertools
import json
from datetime import date, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from linli.kernel.errors import DomainError, Invalid
from linli.platform.calendar import errors
from linli.platform.calendar.clocks import (
    NEXT,
    REFUSALS,
    Entry,
    Extended,
    Paused,
    Reclassified,
    Resumed,
    Started,
    Status,
    Stopped,
    Term,
    Unit,
    from_plain,
    reading,
    status_of,
    to_plain,
    with_entry,
)
from linli.platform.calendar.rules import Day, DayKind
from linli.platform.calendar.tests.situations import (
    MINUTE,
    NaiveCounter,
    calendar_of,
    known,
    moment,
)

CALENDAR, SAME = known(), known()
OTHERS = (
    calendar_of(),
    calendar_of(2026, special={date(2026, 10, day): Day(DayKind.WORKING) for day in range(1, 12)}),
)
WEEK = Term(7, Unit.WORK_DAYS)
terms = st.builds(Term, st.integers(1, 12), st.sampled_from(Unit))
working_terms = st.builds(Term, st.integers(1, 900), st.just(Unit.WORK_MINUTES)) | st.builds(
    Term, st.integers(1, 30), st.just(Unit.WORK_HOURS)
)


@st.composite
def histories(draw, given_terms=terms, most=8):
    """A log as an office writes it: entries in order, each accepted when it was entered."""
    at = moment("2026-09-21") + draw(st.integers(0, 10 * 24 * 60)) * MINUTE
    log = (Started(at, draw(given_terms)),)
    for _ in range(draw(st.integers(0, most))):
        at += draw(st.integers(0, 3 * 24 * 60)) * MINUTE
        term = draw(given_terms)
        entry = draw(
            st.sampled_from(
                [
                    Paused(at, "等待材料"),
                    Resumed(at),
                    Extended(at, term, "需要配件"),
                    Reclassified(at, term),
                    Stopped(at),
                ]
            )
        )
        try:
            log = with_entry(log, entry, CALENDAR)
        except DomainError:
            continue
    return log


@settings(max_examples=40, deadline=None)
@given(
    working_terms,
    st.integers(0, 5 * 24 * 60),
    st.lists(st.integers(1, 2000), max_size=6),
)
def test_a_clock_with_pauses_equals_a_count_minute_by_minute(term, start, steps):
    since = at = moment("2026-09-28") + start * MINUTE
    log = (Started(since, term),)
    for place, step in enumerate(steps):
        at += step * MINUTE
        if status_of(log) is Status.RUNNING and reading(log, CALENDAR, at).overdue:
            break
        log = (*log, Paused(at, "等待") if place % 2 == 0 else Resumed(at))
    if status_of(log) is Status.PAUSED:
        log = (*log, Resumed(at))
    assert reading(log, CALENDAR, at).due_at == naive_due(log, term)


short_terms = st.builds(Term, st.integers(1, 600), st.just(Unit.WORK_MINUTES)) | st.builds(
    Term, st.integers(1, 10), st.just(Unit.WORK_HOURS)
)


@settings(max_examples=100, deadline=None)
@given(histories(short_terms, most=7))
def test_any_history_equals_a_count_minute_by_minute(log):
    """Pauses, extensions and reclassifications in any order that an office may enter them in."""
    at = log[-1].at
    log = tuple(each for each in log if not isinstance(each, Stopped))
    if status_of(log) is Status.PAUSED:
        log = (*log, Resumed(at))
    assert reading(log, CALENDAR, at).due_at == counted_due(log)


def counted_due(log):
    """Every open minute that runs is one used; the class is the last one given, extensions add to
    it, and a pause counts unless the deadline had passed."""
    counter, at, paused, used = NaiveCounter(CALENDAR), log[0].at, False, 0
    whole = in_minutes([each.term for each in log if isinstance(each, Started | Reclassified)][-1])
    entries, reached = list(log[1:]), {}
    while used < whole or entries:
        while entries and entries[0].at == at:
            match entries.pop(0):
                case Paused():
                    # With no minute left there is none to count: any moment up to the resumption.
                    assume(at != reached.get(whole))
                    paused = used < whole
                case Resumed():
                    paused = False
                case Extended() as more:
                    whole += in_minutes(more.term)
        if counter.is_open(at) and not paused:
            used += 1
            reached[used] = at + MINUTE
        at += MINUTE
    return reached[whole]


def in_minutes(term):
    return term.amount * (60 if term.unit is Unit.WORK_HOURS else 1)


def naive_due(log, term):
    counter, at, status = NaiveCounter(CALENDAR), log[0].at, Status.RUNNING
    left = term.amount * (60 if term.unit is Unit.WORK_HOURS else 1)
    entries = list(log[1:])
    while left or entries:
        while entries and entries[0].at == at:
            status = Status.PAUSED if isinstance(entries.pop(0), Paused) else Status.RUNNING
        if not left:
            break
        left -= status is Status.RUNNING and counter.is_open(at)
        at += MINUTE
    return at


@settings(max_examples=60, deadline=None)
@given(histories(), st.integers(0, 5000))
def test_a_paused_clock_keeps_the_minutes_it_had_left(log, minutes):
    at = log[-1].at
    before = reading(log, CALENDAR, at)
    if status_of(log) is Status.RUNNING and not before.overdue:
        log = with_entry(log, Paused(at, "等待居民"), CALENDAR)
        later = at + minutes * MINUTE
        waiting = reading(log, CALENDAR, later)
        resumed = reading((*log, Resumed(later)), CALENDAR, later)
        assert waiting.due_at is None
        assert not waiting.overdue
        assert before.remaining == waiting.remaining == resumed.remaining
        assert before.used == waiting.used == resumed.used


@settings(max_examples=60, deadline=None)
@given(histories(), terms)
def test_a_reclassified_clock_is_as_if_it_had_been_of_that_class_from_the_start(log, term):
    at = log[-1].at
    if status_of(log) is not Status.STOPPED:
        changed = reading((*log, Reclassified(at, term)), CALENDAR, at)
        kept = [each for each in log if not isinstance(each, Reclassified)]
        anew = reading([Started(log[0].at, term), *kept[1:]], CALENDAR, at)
        assert changed._replace(reasons=()) == anew._replace(reasons=())


@settings(max_examples=60, deadline=None)
@given(histories(), terms)
def test_reclassification_keeps_the_time_already_used(log, term):
    at, before = log[-1].at, reading(log, CALENDAR, log[-1].at)
    same_time = term.unit.is_working == before.in_working_time
    given = [each.term for each in log if isinstance(each, Started | Reclassified)]
    in_time = all(pauses_in_time(log, each) for each in (given[-1], term))
    if status_of(log) is not Status.STOPPED and same_time and in_time:
        assert reading((*log, Reclassified(at, term)), CALENDAR, at).used == before.used


def pauses_in_time(log, term):
    """Whether a clock that had `term` from the start was never past its deadline when it paused."""
    return not any(
        reading([Started(log[0].at, term), *happened_before(log, each)], CALENDAR, each.at).overdue
        for each in log
        if isinstance(each, Paused)
    )


def happened_before(log, entry):
    return [each for each in log[1 : log.index(entry)] if not isinstance(each, Reclassified)]


@settings(max_examples=60, deadline=None)
@given(histories(), st.integers(1, 9))
def test_an_extension_counts_from_the_deadline_and_keeps_both(log, amount):
    at = log[-1].at
    before = reading(log, CALENDAR, at)
    if status_of(log) is Status.RUNNING and not before.overdue and before.in_working_time:
        log = with_entry(log, Extended(at, Term(amount, Unit.WORK_DAYS), "需要配件"), CALENDAR)
        after = reading(log, CALENDAR, at)
        assert after.due_at == CALENDAR.add_working_days(before.due_at, amount)
        assert [each.due_at for each in after.reasons[-2:]] == [before.due_at, after.due_at]


@settings(max_examples=60, deadline=None)
@given(histories())
def test_what_was_lawful_when_entered_stays_readable_under_every_calendar(log):
    for other in OTHERS:
        assert len(reading(log, other, log[-1].at).reasons) == len(log)


@settings(max_examples=60, deadline=None)
@given(histories())
def test_a_log_comes_back_from_its_bytes_and_reads_the_same(log):
    stored = json.dumps(to_plain(log))
    again = from_plain(json.loads(stored))
    assert again == log
    assert json.dumps(to_plain(again)) == stored
    now = log[-1].at + timedelta(days=1)
    assert repr(reading(again, CALENDAR, now)) == repr(
        reading(from_plain(json.loads(stored)), SAME, now)
    )


@settings(max_examples=60, deadline=None)
@given(histories(), st.integers(0, 10**5))
def test_a_stopped_clock_is_judged_when_it_stopped(log, minutes):
    at = log[-1].at
    if status_of(log) is not Status.STOPPED:
        log = (*log, Stopped(at))
    end = log[-1].at
    assert reading(log, CALENDAR, end + minutes * MINUTE) == reading(log, CALENDAR, end)


EXAMPLES = {
    Started: Started(moment("2026-05-11", "10:00"), WEEK),
    Paused: Paused(moment("2026-05-11", "10:00"), "等待居民补充材料"),
    Resumed: Resumed(moment("2026-05-11", "10:00")),
    Extended: Extended(moment("2026-05-11", "10:00"), WEEK, "需要配件"),
    Reclassified: Reclassified(moment("2026-05-11", "10:00"), WEEK),
    Stopped: Stopped(moment("2026-05-11", "10:00")),
}
LOGS = {
    Status.NEW: (),
    Status.RUNNING: (EXAMPLES[Started],),
    Status.PAUSED: (EXAMPLES[Started], EXAMPLES[Paused]),
    Status.STOPPED: (EXAMPLES[Started], EXAMPLES[Stopped]),
}


@pytest.mark.parametrize(
    ("status", "kind"), list(itertools.product(Status, Entry.__args__)), ids=str
)
def test_every_entry_in_every_status_is_either_taken_or_refused_by_name(status, kind):
    if (status, kind) in NEXT:
        assert status_of(with_entry(LOGS[status], EXAMPLES[kind], CALENDAR)) is NEXT[status, kind]
    else:
        with pytest.raises(REFUSALS[status, kind]) as refusal:
            with_entry(LOGS[status], EXAMPLES[kind], CALENDAR)
        assert "请" in str(refusal.value)


def test_a_clock_that_never_started_shows_nothing():
    with pytest.raises(errors.NotStarted):
        reading((), CALENDAR, moment("2026-05-11"))


def test_an_entry_before_the_last_one_is_refused():
    with pytest.raises(errors.OutOfOrder):
        with_entry(LOGS[Status.RUNNING], Stopped(moment("2026-05-11", "09:59")), CALENDAR)


@pytest.mark.parametrize("kind", [Paused, Extended])
def test_after_the_deadline_nothing_can_hide_it(kind):
    log = (Started(moment("2026-05-11", "10:00"), Term(2, Unit.WORK_HOURS)),)
    late = {Paused: Paused(moment("2026-05-11", "12:01"), "等待")}
    late[Extended] = Extended(moment("2026-05-11", "12:01"), Term(1, Unit.WORK_HOURS), "等待")
    with pytest.raises(errors.DeadlinePassed):
        with_entry(log, late[kind], CALENDAR)


def test_a_clock_in_working_time_is_not_extended_by_natural_hours():
    with pytest.raises(errors.OtherTime):
        with_entry(
            LOGS[Status.RUNNING],
            Extended(moment("2026-05-11", "11:00"), Term(24, Unit.HOURS), "等待"),
            CALENDAR,
        )


@pytest.mark.parametrize("amount", [0, -1, 10000])
def test_a_term_of_no_length_is_refused(amount):
    with pytest.raises(Invalid, match="9999"):
        Term(amount, Unit.HOURS)


def test_hours_run_through_the_weekend():
    log = (Started(moment("2026-05-15", "16:00"), Term(24, Unit.HOURS)),)
    shown = reading(log, CALENDAR, moment("2026-05-16", "15:00"))
    assert shown.due_at == moment("2026-05-16", "16:00")
    assert shown.remaining == timedelta(hours=1)
    assert not shown.provisional


def test_days_are_counted_from_the_next_and_end_at_midnight():
    log = (Started(moment("2026-05-15", "16:00"), Term(2, Unit.DAYS)),)
    assert reading(log, CALENDAR, log[0].at).due_at == moment("2026-05-18")


def test_a_clock_is_overdue_only_after_its_deadline():
    log = (Started(moment("2026-05-15", "16:30"), Term(1, Unit.WORK_HOURS)),)
    assert not reading(log, CALENDAR, moment("2026-05-15", "17:30")).overdue
    evening = reading(log, CALENDAR, moment("2026-05-15", "17:31"))
    assert evening.overdue
    assert evening.remaining == timedelta(0)
    assert reading(log, CALENDAR, moment("2026-05-18", "10:00")).remaining == -timedelta(hours=1)


def test_a_case_settled_in_time_stays_in_time_for_ever():
    log = (
        Started(moment("2026-05-11", "10:00"), WEEK),
        Stopped(moment("2026-05-20", "17:30")),
    )
    shown = reading(log, CALENDAR, moment("2026-12-01"))
    assert shown.stopped
    assert not shown.overdue


def test_a_pause_that_a_later_calendar_shows_to_be_late_changes_nothing():
    """The notice came late and made Sunday 3 January a working day: the deadline was Monday."""
    log = (
        Started(moment("2026-12-31", "10:00"), Term(3, Unit.WORK_DAYS)),
        Paused(moment("2027-01-05", "10:00"), "等待"),
        Resumed(moment("2027-01-06", "10:00")),
    )
    made_up = {date(2027, 1, 3): Day(DayKind.WORKING, "元旦")}
    published = calendar_of(2026, 2027, special=made_up)
    assert reading(log, CALENDAR, log[-1].at).due_at == moment("2027-01-06", "17:30")
    shown = reading(log, published, log[-1].at)
    assert shown.due_at == moment("2027-01-04", "17:30")
    assert shown.overdue


def test_a_deadline_over_an_unpublished_new_year_is_provisional():
    log = (Started(moment("2026-12-21", "10:00"), WEEK),)
    assert reading(log, CALENDAR, log[0].at).provisional
    assert not reading(log, calendar_of(2026, 2027), log[0].at).provisional


def test_a_reading_names_the_version_of_its_calendar():
    log = (Started(moment("2026-05-11", "10:00"), WEEK),)
    assert reading(log, known(version=42), log[0].at).calendar_version == 42


def test_days_more_are_counted_from_the_day_that_ends_at_midnight():
    log = [Started(moment("2026-12-01", "10:00"), Term(1, Unit.DAYS))]
    assert str(reading(log, CALENDAR, log[0].at).due_at)[:16] == "2026-12-03 00:00"
    log = with_entry(log, Extended(log[0].at, Term(30, Unit.DAYS), "双方同意"), CALENDAR)
    assert str(reading(log, CALENDAR, log[0].at).due_at)[:16] == "2027-01-02 00:00"
