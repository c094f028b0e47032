"""What opens when somebody scans a code."""

from django.urls import path

from linli.core.places.views import buildings

app_name = "place"
urlpatterns = [path("q/<slug:token>/", buildings.place, name="place")]
