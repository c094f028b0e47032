"""What opens without signing in: the pages to report and to follow, and Open311."""

from django.urls import include, path

from linli.domains.cases.views import following, matters, published, topics, voice

app_name = "voice"
urlpatterns = [
    path("report/", voice.choose_place, name="choose"),
    path("report/<slug:token>/", voice.report, name="report"),
    path("report/<slug:token>/alike/", following.alike, name="alike"),
    path("following/<uuid:follower_id>/", following.following, name="following"),
    path("following/<uuid:follower_id>/answer/", following.answer, name="follower_answer"),
    path("following/<uuid:follower_id>/reopen/", following.reopen, name="follower_reopen"),
    path("received/<uuid:case_id>/", voice.received, name="received"),
    path("progress/", voice.follow, name="follow"),
    path("progress/<uuid:case_id>/", voice.progress, name="progress"),
    path("progress/<uuid:case_id>/answer/", voice.answer, name="answer"),
    path("progress/<uuid:case_id>/add/", voice.add, name="add"),
    path("progress/<uuid:case_id>/reopen/", voice.reopen, name="reopen"),
    path("progress/<uuid:case_id>/withdraw/", voice.withdraw, name="withdraw"),
    path("overdue/", voice.listed, name="listed"),
    path("topics/", topics.told, name="topics"),
    path("topics/<slug:community>/", topics.told_of, name="topics_of"),
    path("matters/", matters.choose, name="matters_choose"),
    path("matters/<slug:community>/", matters.matters, name="matters"),
    path("matters/<slug:community>/feed.atom", matters.feed, name="matters_feed"),
    path(
        "matters/<slug:community>/about/<slug:code>/feed.atom", matters.feed, name="category_feed"
    ),
    path("matters/<slug:community>/<slug:number>/", matters.matter, name="matter"),
    path("figures/", published.choose, name="figures"),
    path("figures/<slug:area>/<slug:month>/", published.month, name="published"),
    path("figures/<slug:area>/<slug:month>/table.csv", published.table, name="published_csv"),
    path("open311/v2/", include("linli.domains.cases.urls.open311")),
]
