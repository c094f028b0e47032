from django.urls import path

from linli.platform.imports import views

app_name = "imports"
urlpatterns = [
    path("", views.overview, name="list"),
    path("batch/<uuid:batch_id>/", views.show, name="show"),
    path("batch/<uuid:batch_id>/columns/", views.columns, name="columns"),
    path("batch/<uuid:batch_id>/begin/", views.begin, name="begin"),
    path("batch/<uuid:batch_id>/undo/", views.undo, name="undo"),
    path("batch/<uuid:batch_id>/report/", views.report, name="report"),
    path("<str:key>/", views.start, name="start"),
    path("<str:key>/template/", views.template, name="template"),
]
