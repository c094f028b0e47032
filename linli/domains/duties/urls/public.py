"""What everybody may read of the function lists."""

from django.urls import path

from linli.domains.duties.views import lists

app_name = "function_list"
urlpatterns = [
    path("function-list/", lists.choose, name="choose"),
    path("function-list/<slug:community>/", lists.public, name="community"),
]
