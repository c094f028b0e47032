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
from linli.domains.cases.actions.asking import ask, ask_no_more, screen
from linli.domains.cases.actions.batch import Order, Sent, dispatch_many, undo_dispatch
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
from linli.domains.cases.actions.decline import decline_case
from linli.domains.cases.actions.dispatch import (
    dispatch_case,
    release_case,
    take_case,
    withdraw_share,
)
from linli.domains.cases.actions.escalate import escalate
from linli.domains.cases.actions.exclude import (
    appeal_exclusion,
    ask_exclusion,
    decide_exclusion,
    hear_appeal,
)
from linli.domains.cases.actions.find_topics import find_topics, open_topic
from linli.domains.cases.actions.follow import follow_case
from linli.domains.cases.actions.govern import (
    add_measure,
    adopt_topic,
    close_topic,
    finish_measure,
    rebaseline_topic,
    refuse_topic,
    set_recurrence_rule,
)
from linli.domains.cases.actions.handle import (
    accept_share,
    finish_share,
    give_feedback,
    pause_share,
    report_result,
    resume_share,
)
from linli.domains.cases.actions.keep_view import remove_view, save_view
from linli.domains.cases.actions.learn import learn_categories, suggest_category
from linli.domains.cases.actions.mediate import note_mediation, send_to_mediation
from linli.domains.cases.actions.merge import merge_cases, unmerge_case
from linli.domains.cases.actions.open311 import (
    attach_photos,
    keep_media,
    miss_media,
    report_request,
)
from linli.domains.cases.actions.plead import ask_extension, ask_waiver, object_to_dispatch
from linli.domains.cases.actions.protect import declare_conflict, end_conflict, name_accused
from linli.domains.cases.actions.publicise import (
    end_publicity,
    hide_photo,
    make_public,
    make_public_by_category,
    set_publicity,
    show_photo,
)
from linli.domains.cases.actions.publish import close_month, publish_month
from linli.domains.cases.actions.report import add_words, report_case, take_over
from linli.domains.cases.actions.rule import designate_lead, rule
from linli.domains.cases.actions.score import announce_score_rules, draft_score_rules
from linli.domains.cases.actions.tell import (
    index_case,
    index_cases,
    remind_party,
    tell_asker,
    tell_callers,
    tell_climbed,
    tell_community,
    tell_deciders,
    tell_dispatchers,
    tell_lead,
    tell_of_verdict,
    tell_parties,
    tell_superior,
)
from linli.domains.cases.actions.tell_of_topics import tell_governors, tell_owner
from linli.domains.cases.actions.watch import (
    Wish,
    say_of_result,
    tell_watchers,
    unwatch,
    watch,
)
from linli.domains.cases.actions.whistle import whistle

__all__ = [
    "EVERYWHERE",
    "Answer",
    "Brought",
    "Order",
    "Reporter",
    "Sent",
    "Wish",
    "accept_share",
    "add_measure",
    "add_words",
    "adopt_topic",
    "announce_score_rules",
    "answer_by_reporter",
    "appeal_exclusion",
    "ask",
    "ask_exclusion",
    "ask_extension",
    "ask_no_more",
    "ask_waiver",
    "attach_photos",
    "bring_in_cases",
    "call_back",
    "close_month",
    "close_topic",
    "decide_exclusion",
    "declare_conflict",
    "decline_case",
    "designate_lead",
    "dispatch_case",
    "dispatch_many",
    "draft_score_rules",
    "end_catalogue_entry",
    "end_conflict",
    "end_publicity",
    "escalate",
    "find_topics",
    "finish_measure",
    "finish_share",
    "follow_case",
    "give_feedback",
    "hear_appeal",
    "hide_photo",
    "index_case",
    "index_cases",
    "keep_media",
    "learn_categories",
    "make_public",
    "make_public_by_category",
    "merge_cases",
    "miss_media",
    "name_accused",
    "note_mediation",
    "object_to_dispatch",
    "open_topic",
    "pause_share",
    "publish_month",
    "rebaseline_topic",
    "reclassify_case",
    "recompute_provisional",
    "refuse_topic",
    "release_case",
    "remind_party",
    "remove_view",
    "reopen_case",
    "report_case",
    "report_request",
    "report_result",
    "resume_share",
    "rule",
    "save_view",
    "say_of_result",
    "screen",
    "send_to_mediation",
    "set_catalogue_entry",
    "set_publicity",
    "set_recurrence_rule",
    "set_time_limit",
    "show_photo",
    "suggest_category",
    "take_back_cases",
    "take_case",
    "take_over",
    "tell_asker",
    "tell_callers",
    "tell_climbed",
    "tell_community",
    "tell_deciders",
    "tell_dispatchers",
    "tell_governors",
    "tell_lead",
    "tell_of_verdict",
    "tell_owner",
    "tell_parties",
    "tell_superior",
    "tell_watchers",
    "undo_dispatch",
    "unmerge_case",
    "unwatch",
    "watch",
    "whistle",
    "withdraw_case",
    "withdraw_share",
]
