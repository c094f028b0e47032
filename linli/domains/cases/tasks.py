"""Work that comes round by itself, each calling actions."""

from linli.domains.cases import actions, queries
from linli.domains.cases.models import Case
from linli.kernel import clock
from linli.platform.access.actor import machine
from linli.platform.database import scope

LINLI = machine("cases")
REMINDED_AT_ONCE = 500


def remind_overdue() -> None:
    """Remind each party once of a share whose deadline has passed."""
    with scope.system("overdue shares of every community are reminded"):
        for share in queries.overdue_shares(clock.now())[:REMINDED_AT_ONCE]:
            actions.remind_party(actor=LINLI, assignment=share)


def escalate() -> None:
    """Let every case climb to the rung that its deadline has reached."""
    with scope.system("overdue cases of every community climb the ladder"):
        actions.escalate(actor=LINLI, at=clock.now())


def learn_categories() -> None:
    """Teach every sub-district's model what its dispatchers decided until yesterday."""
    with scope.system("every sub-district learns from its own cases"):
        for subdistrict in queries.subdistricts_with_cases():
            actions.learn_categories(actor=LINLI, subdistrict=subdistrict)


def reindex() -> int:
    """Write the search tokens of every case anew; returns how many cases there were."""
    with scope.system("the search index of every case is rebuilt"):
        cases = Case.objects.all().iterator(chunk_size=1000)
        return actions.index_cases(actor=LINLI, cases=cases)
