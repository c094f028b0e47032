"""Pages about residents."""

from django.urls import path

from linli.core.people import views

app_name = "people"
urlpatterns = [
    path("", views.residents, name="list"),
    path("new/<slug:code>/", views.add_resident, name="add"),
    path("mine/", views.link, name="link"),
    path("<uuid:resident_id>/link-code/", views.link_code, name="link_code"),
    path("<uuid:resident_id>/", views.resident, name="resident"),
    path("<uuid:resident_id>/change/", views.change_resident, name="change"),
    path("<uuid:resident_id>/reveal/", views.reveal, name="reveal"),
    path("<uuid:resident_id>/leaving/", views.let_go, name="let_go"),
]
