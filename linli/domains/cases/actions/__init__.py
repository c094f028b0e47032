"""Every way to change cases. One function per deed, one transaction per function:

permission - rule - write - trail - event.
"""

from linli.domains.cases.actions.answer import (
    Answer,
    answer_by_reporter,
    call_back,
    reopen_case,
    withdraw_case,
)
from linli.domains.cases.actions.begin import Reporter
from linli.domains.cases.actions.bring_in import Brought, bring_in_cases, take_back_cases
from linli.domains.cases.actions.classify import reclassify_case
from linli.domains.cases.actions.configure import (
    EVERYWHERE,
    end_catalogue_entry,
    recompute_provisional,
    set_catalogue_entry,
    set_time_limit,
)
from linli.domains.cases.actions.dispatch import (
    decline_case,
    dispatch_case,
    release_case,
    take_case,
    withdraw_share,
)
from linli.domains.cases.actions.escalate import escalate
from linli.domains.cases.actions.follow import follow_case
from linli.domains.cases.actions.handle import (
    accept_share,
    finish_share,
    give_feedback,
    pause_share,
    report_result,
    resume_share,
)
from linli.domains.cases.actions.learn import learn_categories, suggest_category
from linli.domains.cases.actions.merge import merge_cases, unmerge_case
from linli.domains.cases.actions.plead import ask_extension, ask_waiver, object_to_dispatch
from linli.domains.cases.actions.report import add_words, report_case
from linli.domains.cases.actions.rule import designate_lead, rule
from linli.domains.cases.actions.tell import (
    index_case,
    index_cases,
    remind_party,
    tell_callers,
    tell_climbed,
    tell_community,
    tell_dispatchers,
    tell_lead,
    tell_of_verdict,
    tell_parties,
    tell_superior,
)
from linli.domains.cases.actions.whistle import whistle

__all__ = [
    "EVERYWHERE",
    "Answer",
    "Brought",
    "Reporter",
    "accept_share",
    "add_words",
    "answer_by_reporter",
    "ask_extension",
    "ask_waiver",
    "bring_in_cases",
    "call_back",
    "decline_case",
    "designate_lead",
    "dispatch_case",
    "end_catalogue_entry",
    "escalate",
    "finish_share",
    "follow_case",
    "give_feedback",
    "index_case",
    "index_cases",
    "learn_categories",
    "merge_cases",
    "object_to_dispatch",
    "pause_share",
    "reclassify_case",
    "recompute_provisional",
    "release_case",
    "remind_party",
    "reopen_case",
    "report_case",
    "report_result",
    "resume_share",
    "rule",
    "set_catalogue_entry",
    "set_time_limit",
    "suggest_category",
    "take_back_cases",
    "take_case",
    "tell_callers",
    "tell_climbed",
    "tell_community",
    "tell_dispatchers",
    "tell_lead",
    "tell_of_verdict",
    "tell_parties",
    "tell_superior",
    "unmerge_case",
    "whistle",
    "withdraw_case",
    "withdraw_share",
]
