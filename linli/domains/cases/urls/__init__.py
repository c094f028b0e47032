"""The pages of whoever works on cases."""

from django.urls import path

from linli.domains.cases.views import alike, desk, figures, mine, rulings, settings, work

app_name = "cases"
urlpatterns = [
    path("", desk.case_list, name="list"),
    path("mine/", mine.my_cases, name="mine"),
    path("inbox/", desk.inbox, name="inbox"),
    path("enter/", desk.enter, name="enter"),
    path("alike/", alike.alike, name="alike"),
    path("followers/<uuid:follower_id>/call-back/", alike.call_follower, name="call_follower"),
    path("followers/<uuid:follower_id>/reveal/", alike.reveal_follower, name="reveal_follower"),
    path("limits/", settings.limits, name="limits"),
    path("rulings/", rulings.waiting, name="rulings"),
    path("rulings/<uuid:ruling_id>/", rulings.rule, name="rule"),
    path("catalogue/", rulings.catalogue, name="catalogue"),
    path("catalogue/<uuid:entry_id>/end/", rulings.end_entry, name="end_entry"),
    path("rates/", figures.dashboard, name="rates"),
    path("rates/<slug:part>/", figures.cases_behind, name="behind"),
    path("<uuid:case_id>/", desk.case_page, name="case"),
    path("<uuid:case_id>/merge/", alike.merge, name="merge"),
    path("<uuid:case_id>/unmerge/", alike.unmerge, name="unmerge"),
    path("<uuid:case_id>/take/", work.take, name="take"),
    path("<uuid:case_id>/release/", work.release, name="release"),
    path("<uuid:case_id>/dispatch/", work.dispatch, name="dispatch"),
    path("<uuid:case_id>/whistle/", work.whistle, name="whistle"),
    path("<uuid:case_id>/reclassify/", work.reclassify, name="reclassify"),
    path("<uuid:case_id>/designate/", rulings.designate, name="designate"),
    path("<uuid:case_id>/decline/", work.decline, name="decline"),
    path("<uuid:case_id>/feedback/", work.feedback, name="feedback"),
    path("<uuid:case_id>/call-back/", work.call_back, name="call_back"),
    path("<uuid:case_id>/reveal/", work.reveal, name="reveal"),
    path("shares/<uuid:assignment_id>/accept/", work.accept, name="accept"),
    path("shares/<uuid:assignment_id>/object/", rulings.object_, name="object"),
    path("shares/<uuid:assignment_id>/extend/", rulings.extend, name="extend"),
    path("shares/<uuid:assignment_id>/waive/", rulings.waive, name="waive"),
    path("shares/<uuid:assignment_id>/pause/", work.pause, name="pause"),
    path("shares/<uuid:assignment_id>/resume/", work.resume, name="resume"),
    path("shares/<uuid:assignment_id>/finish/", work.finish, name="finish"),
    path("shares/<uuid:assignment_id>/result/", work.result, name="result"),
    path("shares/<uuid:assignment_id>/withdraw/", work.withdraw, name="withdraw"),
]
