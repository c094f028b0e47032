"""Pages about places for those who look after them."""

from django.urls import path

from linli.core.places import views

app_name = "places"
urlpatterns = [path("codes/", views.codes, name="codes")]
