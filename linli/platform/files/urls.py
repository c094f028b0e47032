from django.urls import path

from linli.platform.files import views

app_name = "files"
urlpatterns = [
    path("<uuid:file_id>/", views.show, name="show"),
    path("<uuid:file_id>/thumb/", views.thumbnail, name="thumbnail"),
    path("s/<str:token>/", views.signed, name="signed"),
    path("s/<str:token>/thumb/", views.signed_thumbnail, name="signed_thumbnail"),
]
