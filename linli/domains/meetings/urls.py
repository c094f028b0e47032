"""The pages of meetings. Each deed has an address of its own, so that each is reviewed by itself."""

from django.urls import URLPattern, path

from linli.domains.meetings.views import bodies, door, duties, meeting, pledges, posts
from linli.domains.meetings.views.deeds import DEEDS

app_name = "meetings"


def _deed(name: str) -> URLPattern:
    spoken = {"name": name}
    return path(f"<uuid:meeting_id>/{name}/", meeting.do, spoken, name.replace("-", "_"))


urlpatterns = [
    path("", meeting.meeting_list, name="list"),
    path("bodies/", bodies.body_list, name="bodies"),
    path("bodies/<uuid:body_id>/", bodies.body_page, name="body"),
    path("bodies/<uuid:body_id>/call/", bodies.call, name="call"),
    path("bodies/<uuid:body_id>/seat/", bodies.seat, name="seat"),
    path("bodies/<uuid:body_id>/seats/<uuid:seat_id>/leave/", bodies.leave, name="leave"),
    path("bodies/<uuid:body_id>/pledges/", pledges.pledges, name="pledges"),
    path("pledges/<uuid:pledge_id>/deliver/", pledges.deliver, name="deliver"),
    path("posts/", posts.posts, name="posts"),
    path("posts/<uuid:tenure_id>/leave/", posts.leave, name="leave_post"),
    path("here/<str:token>/", door.check_in, name="check_in"),
    path("duties/", duties.duty_list, name="duties"),
    path("duties/<uuid:duty_id>/", duties.duty_page, name="duty"),
    path("duties/<uuid:duty_id>/report/", duties.report, name="report"),
    path("duties/<uuid:duty_id>/confirm/", duties.confirm, name="confirm"),
    path("duties/<uuid:duty_id>/send/", duties.send_to_cases, name="send_to_cases"),
    path("duties/<uuid:duty_id>/send-back/", duties.send_back, name="send_back"),
    path("<uuid:meeting_id>/", meeting.meeting_page, name="meeting"),
    path("<uuid:meeting_id>/door/", door.door, name="door"),
    path("<uuid:meeting_id>/minutes.docx", meeting.paper, name="paper"),
    *map(_deed, DEEDS),
]
