"""Work that comes round by itself, each calling actions."""

from linli.domains.council import actions, queries
from linli.domains.council.queries import deliberation as talks
from linli.kernel import clock
from linli.platform.access.actor import machine
from linli.platform.database import scope

LINLI = machine("council")
AT_ONCE = 50


def publish_due() -> None:
    """Count and publish every vote whose deadline has come, whether or not anybody acts."""
    with scope.system("votes of every community end at their deadline"):
        for vote in queries.to_close(clock.now())[:AT_ONCE]:
            actions.end_vote(actor=LINLI, vote=vote)


def regroup_due() -> None:
    """Compute opinion groups where enough votes changed, and freeze every deliberation that ended."""
    with scope.system("deliberations of every community are grouped, and frozen at their close"):
        for talk in talks.to_group(clock.now())[:AT_ONCE]:
            actions.regroup(actor=LINLI, talk=talk)


def publish_due_polls() -> None:
    """Count and publish every poll whose deadline has come, whether or not anybody acts."""
    with scope.system("polls of every community end at their deadline"):
        for poll in queries.polls_to_close(clock.now())[:AT_ONCE]:
            actions.end_poll(actor=LINLI, poll=poll)
