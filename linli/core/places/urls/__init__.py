"""Pages about places for those who look after them."""

from django.urls import path

from linli.core.places import views

app_name = "places"
urlpatterns = [
    path("", views.buildings, name="list"),
    path("new/<slug:code>/", views.add_building, name="add"),
    path("codes/", views.codes, name="codes"),
    path("codes/<slug:token>/end/", views.end_code, name="end_code"),
    path("<uuid:building_id>/", views.building, name="building"),
    path("<uuid:building_id>/change/", views.change_building, name="change"),
    path("<uuid:building_id>/code/", views.make_code, name="make_code"),
]
