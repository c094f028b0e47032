from django.urls import path

from linli.platform.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.inbox, name="list"),
    path("bell/", views.bell, name="bell"),
    path("read/", views.read_all, name="read_all"),
    path("<uuid:message_id>/", views.open_one, name="open"),
    path("ways/", views.ways, name="ways"),
    path("outbox/", views.outbox, name="outbox"),
    path("outbox/repeat/", views.repeat, name="repeat"),
    path("outbox/drop/", views.drop, name="drop"),
    path("outlets/", views.outlets, name="outlets"),
    path("outlets/close/", views.close_outlet, name="close_outlet"),
    path("console/", views.console, name="console"),
    path("reports/", views.reports, name="reports"),
]
