"""One box."""

from django.urls import path

from linli.platform.search import views

app_name = "search"
urlpatterns = [path("", views.find, name="find")]
