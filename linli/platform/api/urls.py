"""The API itself, and the page on which its keys are kept."""

from django.urls import path, re_path

from linli.platform.api import views
from linli.platform.api.house import build, routers_of_manifests

app_name = "api"
urlpatterns = [
    path("v1/", build(routers_of_manifests()).urls),
    re_path("^v1/.*$", views.no_such_address, name="none"),
]
