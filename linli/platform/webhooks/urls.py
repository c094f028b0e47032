from django.urls import path

from linli.platform.webhooks import views

app_name = "webhooks"
urlpatterns = [
    path("", views.subscriptions, name="list"),
    path("new/", views.subscribe, name="new"),
    path("events/", views.events, name="events"),
    path("events.json", views.schemas, name="schemas"),
    path("deliveries/<uuid:delivery_id>/replay/", views.replay, name="replay"),
    path("<uuid:subscription_id>/", views.subscription, name="subscription"),
    path("<uuid:subscription_id>/rotate/", views.rotate, name="rotate"),
    path("<uuid:subscription_id>/stop/", views.stop, name="stop"),
    path("<uuid:subscription_id>/resume/", views.resume, name="resume"),
    path("<uuid:subscription_id>/close/", views.close, name="close"),
    path("<uuid:subscription_id>/replay/", views.replay_all, name="replay_all"),
]
