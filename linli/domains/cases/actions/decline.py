"""The exits of intake: matters that aren't taken up, each with its way on for the reporter."""

from django.db import transaction
from django.utils.translation import gettext as _

from linli.domains.cases import queries, words
from linli.domains.cases.actions import clockwork
from linli.domains.cases.actions.record import advance, locked, note
from linli.domains.cases.models import Case
from linli.domains.cases.rules import SAYS_ENOUGH, Ground, Move, Status
from linli.kernel import clock
from linli.kernel.errors import Invalid
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.audit import trail


@transaction.atomic
def decline_case(
    *, actor: Actor, case: Case, ground: Ground, explanation: str = "", earlier: str = ""
) -> Case:
    """Don't take a matter up, on a ground of the rules (Beijing hotline regulation, article 11).

    The reporter reads the text of that ground and the `explanation`, which may only be left out
    where the text says enough. A repeated matter names its `earlier` case, whose standing is told.
    """
    policy.require(actor, "cases.decline", at=case)

    case = locked(case)
    if ground not in SAYS_ENOUGH and not explanation.strip():
        raise Invalid(_("请告诉居民为什么不予受理、可以找谁。"), explanation=_("说明不能为空。"))
    known = _earlier(actor, case, earlier) if ground == Ground.REPEATED else None

    stopped = clockwork.stop(case.feedback_clock)
    advance(case, Move.DECLINE, feedback_clock=stopped.log, feedback_at=clock.now())
    number = known.number if known else ""
    note(
        case, "decline", actor, _told(ground, known, explanation), public=True,
        ground=ground, earlier=number,
    )  # fmt: skip

    trail.record(actor, "cases.decline", case, ground=ground, earlier=number)
    return case


def _earlier(actor: Actor, case: Case, number: str) -> Case:
    known = queries.numbered(actor, number)
    if known is None or known.pk == case.pk:
        words_ = _("请填写先前那个事件的编号，例如 261122-0042-7。要是您看得到的另一个事件。")
        raise Invalid(words_, earlier=words_)
    return known


def _told(ground: Ground, known: Case | None, explanation: str) -> str:
    text = str(words.EXIT[ground])
    if known:
        text %= {"number": known.number, "status": words.STATUS[Status(known.status)]}
    return f"{text}{explanation.strip()}"
