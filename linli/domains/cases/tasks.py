"""Work that comes round by itself, each calling actions."""

from datetime import timedelta

from django.utils.translation import gettext as _

from linli.domains.cases import actions, queries
from linli.domains.cases.models import Case, MediaLink
from linli.kernel import clock
from linli.platform.access.actor import machine
from linli.platform.database import scope
from linli.platform.files.errors import FileRefused
from linli.platform.files.rules import MOST_BYTES

LINLI = machine("cases")
REMINDED_AT_ONCE = 500
FETCH_SECONDS = 20.0
TROUBLED = frozenset({408, 425, 429})


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


def find_topics() -> None:
    """Look in every community for problems that come back; asking again finds nothing more."""
    with scope.system("problems that come back are looked for in every community"):
        actions.find_topics(actor=LINLI, at=clock.now())


def close_months() -> None:
    """Close last month in every sub-district where nobody has; asking again closes nothing."""
    last = (clock.local_date(clock.now()).replace(day=1) - timedelta(days=1)).replace(day=1)
    with scope.system("last month is closed in every sub-district"):
        for area in queries.subdistricts_to_close(last):
            actions.close_month(actor=LINLI, area=area, month=last)


def reindex() -> int:
    """Write the search tokens of every case anew; returns how many cases there were."""
    with scope.system("the search index of every case is rebuilt"):
        cases = Case.objects.all().iterator(chunk_size=1000)
        return actions.index_cases(actor=LINLI, cases=cases)


def fetch_media() -> int:
    """Fetch the pictures that other systems named and keep them with their cases; gives how many
    were due. The calls are made outside of any transaction."""
    with scope.system("pictures of cases in every community are fetched"):
        due = queries.media_due(clock.now())
    for link in due:
        with scope.limited_to([link.community_id]):
            fetch_one(link)
    return len(due)


def fetch_one(link: MediaLink) -> None:
    """Fetch one picture through the guarded client; whatever goes wrong is said in the case."""
    from linli.platform.notices import outgoing  # its client takes a quarter second to load

    try:
        answer = outgoing.get(link.address, most_bytes=MOST_BYTES + 1, seconds=FETCH_SECONDS)
    except outgoing.NotCalled as refusal:
        return _missed(link, str(refusal))
    except outgoing.CameToNothing:
        return _missed(link, _("对方的服务器没有答复。"), is_passing=True)
    if answer.status != 200:
        is_passing = answer.status >= 500 or answer.status in TROUBLED
        return _missed(link, _("对方的服务器答复 %d。") % answer.status, is_passing=is_passing)
    try:
        actions.keep_media(actor=LINLI, link=link, content=answer.body)
    except FileRefused as refusal:
        _missed(link, str(refusal))
    return None


def _missed(link: MediaLink, reason: str, *, is_passing: bool = False) -> None:
    actions.miss_media(actor=LINLI, link=link, reason=reason, is_passing=is_passing)
