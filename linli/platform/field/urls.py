from django.urls import path

from linli.platform.field import views
from linli.platform.field.views import shell

app_name = "field"
urlpatterns = [
    path("", views.home, name="home"),
    path("list/", views.bag, name="list"),
    path("deeds/", views.receive, name="receive"),
    path("deeds/<uuid:deed_id>/", views.kept, name="kept"),
    path("deeds/<uuid:deed_id>/discard/", views.discard, name="discard"),
    path("standing/", shell.standing, name="standing"),
    path("shell/", shell.shell, name="shell"),
    path("worker.js", shell.worker, name="worker"),
    path("app.webmanifest", shell.app, name="app"),
    path("icon.png", shell.icon, name="icon"),
]
