"""The pages of owners' votes."""

from django.urls import path

from linli.domains.council.views import (
    course,
    deliberation,
    desk,
    moderation,
    owners,
    poll_desk,
    polls,
    proposals,
)
from linli.domains.council.views.proposal_deeds import DEEDS

app_name = "council"
urlpatterns = [
    path("", owners.vote_list, name="list"),
    path("notice/", desk.notice, name="notice"),
    path("recount.py", owners.counter, name="counter"),
    path("polls/", polls.poll_list, name="polls"),
    path("polls/notice/", poll_desk.notice, name="poll_notice"),
    path("polls/seats/", poll_desk.seats, name="poll_seats"),
    path("polls/<uuid:poll_id>/", polls.poll_page, name="poll"),
    path("polls/<uuid:poll_id>/cast/", polls.cast, name="poll_cast"),
    path("polls/<uuid:poll_id>/draw/", polls.draw, name="poll_draw"),
    path("polls/<uuid:poll_id>/box/", polls.box, name="poll_box"),
    path("polls/<uuid:poll_id>/object/", polls.object_to_roll, name="poll_object"),
    path("polls/<uuid:poll_id>/certificate/", polls.certificate, name="poll_certificate"),
    path("polls/<uuid:poll_id>/fix-roll/", poll_desk.fix_roll, name="poll_fix_roll"),
    path("polls/<uuid:poll_id>/roll/", poll_desk.roll, name="poll_roll"),
    path("polls/<uuid:poll_id>/enter/", poll_desk.enter, name="poll_enter"),
    path("polls/<uuid:poll_id>/hand-out/", poll_desk.hand_out, name="poll_hand_out"),
    path("polls/<uuid:poll_id>/slip/", poll_desk.slip, name="poll_slip"),
    path("polls/objections/<uuid:objection_id>/", poll_desk.answer, name="poll_answer"),
    path("<uuid:vote_id>/", owners.vote_page, name="vote"),
    path("<uuid:vote_id>/cast/", owners.cast, name="cast"),
    path("<uuid:vote_id>/object/", owners.object_to_roll, name="object"),
    path("<uuid:vote_id>/certificate/", owners.certificate, name="certificate"),
    path("<uuid:vote_id>/roll/", desk.fix_roll, name="fix_roll"),
    path("<uuid:vote_id>/enter/", desk.enter, name="enter"),
    path("<uuid:vote_id>/mandate/", course.mandate, name="mandate"),
    path("<uuid:vote_id>/heir/", course.heir, name="heir"),
    path("<uuid:vote_id>/posting/", course.posting, name="posting"),
    path("<uuid:vote_id>/participation.csv", course.participation, name="participation"),
    path("objections/<uuid:objection_id>/", desk.answer, name="answer"),
    path("deliberations/", deliberation.talk_list, name="deliberations"),
    path("deliberations/open/", moderation.open_talk, name="open_deliberation"),
    path("deliberations/<uuid:deliberation_id>/", deliberation.talk_page, name="deliberation"),
    path("deliberations/<uuid:deliberation_id>/vote/", deliberation.vote_next, name="vote_next"),
    path(
        "deliberations/<uuid:deliberation_id>/vote/<int:number>/",
        deliberation.vote_on,
        name="vote_on",
    ),
    path("deliberations/<uuid:deliberation_id>/own/", deliberation.own, name="own"),
    path("deliberations/<uuid:deliberation_id>/state/", deliberation.state, name="state"),
    path(
        "deliberations/<uuid:deliberation_id>/arguments/<int:number>/",
        deliberation.arguments,
        name="arguments",
    ),
    path("deliberations/<uuid:deliberation_id>/results/", deliberation.results, name="results"),
    path("deliberations/<uuid:deliberation_id>/log/", deliberation.log, name="log"),
    path("deliberations/<uuid:deliberation_id>/queue/", moderation.queue, name="queue"),
    path("deliberations/<uuid:deliberation_id>/enter/", moderation.enter_votes, name="enter_votes"),
    path("deliberations/<uuid:deliberation_id>/words/", moderation.enter_words, name="enter_words"),
    path("deliberations/<uuid:deliberation_id>/digest/", moderation.digest, name="digest"),
    path(
        "deliberations/<uuid:deliberation_id>/digest.docx",
        moderation.digest_paper,
        name="digest_paper",
    ),
    path(
        "deliberations/<uuid:deliberation_id>/digest.json",
        moderation.digest_file,
        name="digest_file",
    ),
    path("contributions/<uuid:contribution_id>/helpful/", deliberation.helpful, name="helpful"),
    path("contributions/<uuid:contribution_id>/appeal/", deliberation.appeal, name="appeal"),
    path("contributions/<uuid:contribution_id>/moderate/", moderation.moderate, name="moderate"),
    path(
        "contributions/<uuid:contribution_id>/answer/",
        moderation.answer_appeal,
        name="answer_appeal",
    ),
]
PARTS = {  # deeds about a part of a proposal, by where that part stands
    "answer_amendment": "amendments/<uuid:amendment_id>/",
    "answer_decision": "postings/objections/<uuid:objection_id>/",
    "progress": "tasks/<uuid:task_id>/",
}
urlpatterns += [
    path("proposals/", proposals.proposals, name="proposals"),
    path("proposals/new/", proposals.propose, name="propose"),
    path("proposals/procedures/", proposals.procedures, name="procedures"),
    path("proposals/<uuid:proposal_id>/", proposals.proposal, name="proposal"),
    *(
        path(
            f"proposals/{PARTS.get(key, f'<uuid:proposal_id>/{key}/')}",
            proposals.do, {"deed": key}, name=f"proposal_{key}",
        )
        for key in DEEDS
    ),
]  # fmt: skip
