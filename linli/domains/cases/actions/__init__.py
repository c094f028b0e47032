"""Every way to change cases. One function per deed, one transaction per function:

permission - rule - write - trail - event.
"""

from linli.domains.cases.actions.answer import Answer, answer_by_reporter, call_back, reopen_case
from linli.domains.cases.actions.begin import Reporter
from linli.domains.cases.actions.bring_in import Brought, bring_in_cases, take_back_cases
from linli.domains.cases.actions.configure import (
    EVERYWHERE,
    recompute_provisional,
    set_time_limit,
)
from linli.domains.cases.actions.dispatch import (
    decline_case,
    dispatch_case,
    release_case,
    take_case,
    withdraw_share,
)
from linli.domains.cases.actions.handle import (
    accept_share,
    finish_share,
    give_feedback,
    pause_share,
    report_result,
    resume_share,
    return_share,
)
from linli.domains.cases.actions.learn import learn_categories, suggest_category
from linli.domains.cases.actions.report import add_words, report_case
from linli.domains.cases.actions.tell import (
    index_case,
    index_cases,
    remind_party,
    tell_callers,
    tell_community,
    tell_dispatchers,
    tell_lead,
    tell_parties,
)

__all__ = [
    "EVERYWHERE",
    "Answer",
    "Brought",
    "Reporter",
    "accept_share",
    "add_words",
    "answer_by_reporter",
    "bring_in_cases",
    "call_back",
    "decline_case",
    "dispatch_case",
    "finish_share",
    "give_feedback",
    "index_case",
    "index_cases",
    "learn_categories",
    "pause_share",
    "recompute_provisional",
    "release_case",
    "remind_party",
    "reopen_case",
    "report_case",
    "report_result",
    "resume_share",
    "return_share",
    "set_time_limit",
    "suggest_category",
    "take_back_cases",
    "take_case",
    "tell_callers",
    "tell_community",
    "tell_dispatchers",
    "tell_lead",
    "tell_parties",
    "withdraw_share",
]
