"""The pages of owners' votes."""

from django.urls import path

from linli.domains.council.views import desk, owners

app_name = "council"
urlpatterns = [
    path("", owners.vote_list, name="list"),
    path("notice/", desk.notice, name="notice"),
    path("recount.py", owners.counter, name="counter"),
    path("<uuid:vote_id>/", owners.vote_page, name="vote"),
    path("<uuid:vote_id>/cast/", owners.cast, name="cast"),
    path("<uuid:vote_id>/object/", owners.object_to_roll, name="object"),
    path("<uuid:vote_id>/certificate/", owners.certificate, name="certificate"),
    path("<uuid:vote_id>/roll/", desk.fix_roll, name="fix_roll"),
    path("<uuid:vote_id>/enter/", desk.enter, name="enter"),
    path("objections/<uuid:objection_id>/", desk.answer, name="answer"),
]
