from django.urls import path

from linli.platform.exports import views

app_name = "exports"
urlpatterns = [
    path("", views.recent, name="list"),
    path("made/<uuid:export_id>/", views.show, name="show"),
    path("made/<uuid:export_id>/file/", views.fetch, name="fetch"),
    path("<str:key>/", views.ask, name="ask"),
]
