"""Pages about places for those who look after them."""

from django.urls import path

from linli.core.places.views import assets, buildings

app_name = "places"
urlpatterns = [
    path("", buildings.buildings, name="list"),
    path("new/<slug:code>/", buildings.add_building, name="add"),
    path("codes/", buildings.codes, name="codes"),
    path("codes/<slug:token>/end/", buildings.end_code, name="end_code"),
    path("assets/", assets.asset_list, name="assets"),
    path("assets/<uuid:asset_id>/", assets.asset_page, name="asset"),
    path("assets/<uuid:asset_id>/code/", assets.make_code, name="make_asset_code"),
    path("assets/<uuid:asset_id>/retire/", assets.retire, name="retire_asset"),
    path("<uuid:building_id>/", buildings.building, name="building"),
    path("<uuid:building_id>/change/", buildings.change_building, name="change"),
    path("<uuid:building_id>/code/", buildings.make_code, name="make_code"),
]
