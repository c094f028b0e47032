"""Addresses of the calendar's settings."""

from django.urls import path

from linli.platform.calendar import views

app_name = "calendar"
urlpatterns = [
    path("", views.index, name="index"),
    path("<int:year>/", views.year, name="year"),
    path("publish/", views.publish, name="publish"),
    path("hours/", views.hours, name="hours"),
]
