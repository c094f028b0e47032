"""What opens when somebody scans a code."""

from django.urls import path

from linli.core.places import views

app_name = "place"
urlpatterns = [path("q/<slug:token>/", views.place, name="place")]
