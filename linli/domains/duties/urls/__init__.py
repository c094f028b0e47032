"""The pages of whoever works with the function list."""

from django.urls import path

from linli.domains.duties.rules import Move
from linli.domains.duties.views import duty, lists

app_name = "duties"
urlpatterns = [
    path("", lists.duty_list, name="list"),
    path("over-time/", lists.over_time, name="over_time"),
    path("propose/", lists.propose, name="propose"),
    path("<uuid:duty_id>/", duty.duty_page, name="duty"),
    path("<uuid:duty_id>/revise/", duty.revise, name="revise"),
    path("<uuid:duty_id>/support/", duty.support, name="support"),
    path("<uuid:duty_id>/support/<uuid:support_id>/end/", duty.end_support, name="end_support"),
    path("<uuid:duty_id>/admit/", duty.admit, name="admit"),
    path("<uuid:duty_id>/merge/", duty.merge, name="merge"),
    *(
        path(f"<uuid:duty_id>/{move}/", duty.decide, {"move": move.value}, move.value)
        for move in (Move.REFUSE, Move.KEEP, Move.RETURN)
    ),
]
