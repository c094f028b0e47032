"""Pages about the tree, the grids and the departments."""

from django.urls import path

from linli.core.divisions import views

app_name = "divisions"
urlpatterns = [
    path("", views.tree, name="tree"),
    path("<slug:code>/", views.division, name="division"),
    path("<slug:code>/office/", views.office, name="office"),
    path("<slug:code>/grids/new/", views.draw_grid, name="draw_grid"),
    path("grids/<slug:code>/", views.change_grid, name="change_grid"),
    path("<slug:code>/departments/new/", views.open_department, name="open_department"),
    path("departments/<uuid:department_id>/", views.change_department, name="change_department"),
]
