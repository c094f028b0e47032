"""The front door: the start page for residents, the work bench for staff."""

from django.urls import path

from linli.platform.ui import views

app_name = "front"
urlpatterns = [path("", views.home, name="home")]
