"""Addresses of ui."""

from django.urls import path
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from linli.platform.ui import views

app_name = "ui"
urlpatterns = [
    path("reader/", views.choose_reader, name="reader"),
    path("language/", require_POST(set_language), name="language"),
    path("gallery/", views.gallery, name="gallery"),
    path("gallery/errors/", views.gallery_errors, name="gallery_errors"),
    path("gallery/public/", views.gallery_public, name="gallery_public"),
]
