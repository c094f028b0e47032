from django.urls import path

from linli.platform.jobs import views

app_name = "jobs"
urlpatterns = [
    path("", views.failed, name="list"),
    path("retry/", views.retry, name="retry"),
]
