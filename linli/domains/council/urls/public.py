"""What everybody may read of what was decided."""

from django.urls import path

from linli.domains.council.views import outside

app_name = "hall"
urlpatterns = [
    path("hall/", outside.choose, name="choose"),
    path("hall/<slug:community>/", outside.community, name="community"),
]
