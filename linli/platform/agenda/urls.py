from django.urls import path

from linli.platform.agenda import views

app_name = "agenda"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("open/", views.open_, name="open"),
    path("close/", views.close, name="close"),
    path("<str:token>.ics", views.feed, name="feed"),
]
