"""The API itself, and the page on which its keys are kept."""

from django.urls import path, re_path

from linli.platform.api import views
from linli.platform.api.house import build, routers_of_manifests

app_name = "api"
urlpatterns = [
    path("keys/", views.keys, name="keys"),
    path("keys/new/", views.new_key, name="new_key"),
    path("keys/<uuid:key_id>/end/", views.end_key, name="end_key"),
    path("v1/docs", views.docs, name="docs"),
    path("v1/", build(routers_of_manifests()).urls),
    re_path("^v1/.*$", views.no_such_address, name="none"),
]
