"""What proposals, votes and polls add to the figures of a plan, against what happened by hand."""

from datetime import date

from linli.domains.council.queries import tallies
from linli.domains.council.tests.conftest import COMMUNITY, MONDAY, YES, actor
from linli.domains.council.tests.polling import Hall as Polls
from linli.domains.council.tests.test_proposals import DAY, Hall
from linli.kernel.manifest import Tally

NOVEMBER, OCTOBER = date(2026, 11, 1), date(2026, 10, 1)


def test_a_proposal_counts_in_the_month_of_its_last_step(town):
    hall = Hall(town)
    asked = (hall.secretary, COMMUNITY)
    assert tallies.tally_steps(*asked, [NOVEMBER]) == []
    hall.finished()
    assert tallies.tally_steps(*asked, [OCTOBER, NOVEMBER]) == [Tally(COMMUNITY, NOVEMBER, 4, 1)]
    assert tallies.tally_days(*asked, [NOVEMBER]) == [Tally(COMMUNITY, NOVEMBER, 6, 1)]
    assert tallies.tally_days(*asked, [OCTOBER]) == []
    assert tallies.tally_days(hall.stranger, COMMUNITY, [NOVEMBER]) == []


def test_who_took_part_is_counted_over_votes_and_polls_whose_results_stand(town):
    secretary, span = actor("secretary"), (MONDAY, MONDAY + 60 * DAY)
    vote, polls = town.ready(), Polls()
    roll = vote.voters.count()
    poll = polls.ready(5)
    town.casts(vote, "wang", "1-101", YES)
    town.enters(vote, "1-201", YES)
    polls.casts(poll, 1)
    assert tallies.turnout(secretary, COMMUNITY, *span) is None
    town.ended(vote)
    polls.ended(poll)
    (told,) = tallies.tally_turnout(secretary, COMMUNITY, [NOVEMBER, OCTOBER])
    assert told == Tally(COMMUNITY, NOVEMBER, 3, roll + 5)
    assert tallies.turnout(secretary, COMMUNITY, *span) == 3 / (roll + 5)
    assert tallies.tally_turnout(town.stranger, COMMUNITY, [NOVEMBER]) == []
