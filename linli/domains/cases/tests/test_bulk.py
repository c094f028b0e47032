"""Cases poured in by PostgreSQL are such as deeds could have made."""

from linli.domains.cases import queries, rules
from linli.domains.cases.models import Assignment, Case
from linli.domains.cases.seeds.bulk import Crowd, pour
from linli.kernel import clock
from linli.platform.calendar import clocks
from linli.platform.calendar import queries as calendars

CROWD = 400


def poured(**changes):
    values = {"cases": CROWD, "until": clock.now(), "days": 60, "open_share": 0.1} | changes
    pour(Crowd(**values), lambda *_words: None)


def test_poured_cases_have_numbers_that_people_can_read_out(town):
    poured()
    poured(earlier=CROWD)
    numbers = Case.objects.values_list("number", flat=True)
    assert len(numbers) == 2 * CROWD
    assert all(rules.normal_number(number) == number for number in numbers)


def test_as_many_poured_cases_are_open_as_were_asked_for_and_each_sent_one_has_a_lead(town):
    poured()
    assert queries.open_cases().count() == CROWD / 10
    assert queries.cases_without_lead() == []
    assert Assignment.objects.filter(is_lead=False).count() == 0


def test_the_deadline_of_a_poured_case_is_what_its_clock_says(town):
    poured()
    calendar = calendars.current()
    for case in Case.objects.all():
        feedback, solution = (
            clocks.reading(clocks.from_plain(log), calendar, clock.now())
            for log in (case.feedback_clock, case.solution_clock)
        )
        assert (feedback.due_at, solution.due_at) == (case.feedback_due_at, case.due_at)
