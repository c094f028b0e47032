"""Reports of the same matter are recognised before they are sent, and followed instead of repeated."""

import re
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from linli.core.divisions.models import Division
from linli.core.places import actions as places
from linli.core.places.datum import Point
from linli.domains.cases import actions, queries
from linli.domains.cases.actions import Reporter
from linli.domains.cases.models import Case, Follower
from linli.domains.cases.rules import Result, Status
from linli.domains.cases.tests.conftest import COMMUNITY, SUBDISTRICT
from linli.domains.cases.tests.test_merging import YES, call, fresh, result_of
from linli.kernel import clock
from linli.kernel.ids import new_id
from linli.platform.access.actor import machine
from linli.platform.access.models import Grant
from linli.platform.accounts.actions import sync_roles
from linli.platform.accounts.models import Account
from linli.platform.audit.models import Entry
from linli.platform.files import asides
from linli.platform.files.models import StoredFile

HERE = Point(30.2741, 120.1551)
THIRTY_METRES_ON = Point(30.2741 + 30 / 111_320, 120.1551)
FAR = Point(30.2741 + 600 / 111_320, 120.1551)
BURST = "三号楼前水管爆了，水漫了一地"
BURST_AGAIN = "3号楼门口自来水管爆裂，路上全是水"
NOISES = ("隔壁装修电钻声太吵，老人睡不着", "广场舞音响声音太大太吵，睡不着")


def alike(town, case):
    return [each.case.pk for each in queries.alike_to(town.dispatcher, case)]


def picture(seed, quality=85, size=(320, 240)):
    image = Image.new("RGB", (320, 240), (200, 190, 180))
    draw = ImageDraw.Draw(image)
    for step in range(12):
        left = (seed * 37 + step * 53) % 300
        draw.rectangle(
            [left, step * 20, left + 60, step * 20 + 30],
            fill=(step * 20, 255 - step * 19, seed % 255),
        )
    kept = BytesIO()
    image.resize(size).save(kept, "JPEG", quality=quality)
    return ContentFile(kept.getvalue(), name="修好了.jpg")


def test_two_calls_about_one_burst_pipe_are_alike_and_say_why(town):
    first = town.reported(description=BURST, point=HERE)
    second = town.reported(description=BURST_AGAIN, point=THIRTY_METRES_ON)
    (found,) = queries.alike_to(town.dispatcher, second)
    assert found.case.pk == first.pk
    assert [reason.part for reason in found.reasons] == ["distance", "words", "day"]
    assert found.reasons[0].metres == 30


def test_two_different_noises_thirty_metres_apart_stay_two(town):
    first = town.reported(description=NOISES[0], point=HERE)
    second = town.reported(description=NOISES[1], point=THIRTY_METRES_ON)
    noise = queries.categories().get(code="noise")
    for each in (first, second):
        actions.reclassify_case(
            actor=town.dispatcher, case=each, category=noise, urgency="normal", reason="噪音"
        )
    assert alike(town, fresh(second)) == []


def test_the_same_words_far_away_or_long_ago_or_over_are_another_matter(town, later):
    town.reported(description=BURST, point=HERE)
    assert alike(town, town.reported(description=BURST, point=FAR)) == []
    with later(days=40):
        assert alike(town, town.reported(description=BURST, point=HERE)) == []
    closed = town.closed()
    assert alike(town, town.reported(description=closed.description)) == []


def test_a_photo_speaks_where_words_do_not(town):
    first = town.reported(description="请看照片", point=HERE, photos=[picture(5)])
    other = town.reported(description="水漫出来了", point=HERE, photos=[picture(5, 60, (300, 220))])
    (found,) = queries.alike_to(town.dispatcher, other)
    assert (found.case.pk, "photo" in [reason.part for reason in found.reasons]) == (first.pk, True)


@pytest.fixture
def address(town):
    community = Division.objects.get(pk=COMMUNITY)
    code = places.make_code(actor=machine("test"), community=community)
    return f"/report/{code.token}/"


def typed(**more):
    return {"submission_id": str(new_id()), "description": BURST_AGAIN} | more


AT = {"latitude": "30.2741", "longitude": "120.1551", "datum": "wgs84"}


def test_a_resident_is_asked_once_and_nothing_typed_is_lost(town, client, address):
    town.reported(description=BURST, point=HERE, reporter=Reporter("张三丰", "13800000913"))
    sent = typed(**AT, location="东门外", phone="13800000914")
    asked = client.post(address, sent).content.decode()
    assert "看看是不是同一件事" in asked
    for kept in (sent["description"], sent["location"], sent["phone"], sent["submission_id"]):
        assert kept in asked
    assert Case.objects.count() == 1
    assert client.post(address, sent | {"looked": "1"}).status_code == 302
    assert Case.objects.count() == 2


def test_a_resident_reads_nothing_that_another_said(town, client, address):
    case = town.reported(
        description=BURST,
        point=HERE,
        location="张家门口",
        reporter=Reporter("张三丰", "13800000913"),
    )
    for page in (client.post(address, typed(**AT)), client.post(f"{address}alike/", typed(**AT))):
        words = page.content.decode()
        assert "就是这件事，我也关注" in words
        for secret in (BURST, "漫了", "张家", "张三丰", "13800000913", "138****0913", case.number):
            assert secret not in words, secret


def test_a_second_click_is_not_asked_but_meets_the_case_of_the_first(town, client, address):
    sent = typed(**AT)
    answers = [client.post(address, sent)["Location"] for _click in range(2)]
    assert answers[0] == answers[1]
    assert Case.objects.count() == 1


def test_photos_are_never_lost_to_the_question(town, client, address):
    town.reported(description=BURST, point=HERE)
    photo = SimpleUploadedFile("水.jpg", picture(3).read())
    sent = typed(**AT)
    asked = client.post(address, sent | {"photos": photo})
    assert "看看是不是同一件事" in asked.content.decode()
    names = re.findall(r'name="kept" value="([^"]+)"', asked.content.decode())
    assert len(names) == 1
    assert client.post(address, sent | {"looked": "1", "kept": names}).status_code == 302
    case = Case.objects.get(submission_id=sent["submission_id"])
    assert StoredFile.objects.filter(owner_kind="cases.report", owner_id=case.pk).count() == 1


def test_photos_are_never_lost_to_a_mistake_in_another_field(town, client, address):
    sent = typed(**AT)
    photo = SimpleUploadedFile("水.jpg", picture(3).read())
    wrong = client.post(address, sent | {"phone": "12", "photos": photo})
    assert wrong.status_code == 422
    names = re.findall(r'name="kept" value="([^"]+)"', wrong.content.decode())
    assert client.post(address, sent | {"kept": names}).status_code == 302
    case = Case.objects.get(submission_id=sent["submission_id"])
    assert StoredFile.objects.filter(owner_kind="cases.report", owner_id=case.pk).count() == 1


def test_a_photo_that_waited_too_long_is_asked_for_again(town, client, address, later):
    sent = typed(**AT) | {"looked": "1"}
    with later(hours=-3):
        name = asides.set_aside(picture(3))
    for wrong in (name, "nonsense"):
        assert client.post(address, sent | {"kept": wrong}).status_code == 422
    assert Case.objects.count() == 0


def test_what_is_no_picture_is_refused_and_not_kept_waiting(town, client, address):
    town.reported(description=BURST, point=HERE)
    photo = SimpleUploadedFile("水.jpg", b"nothing that could be seen")
    assert client.post(address, typed(**AT, photos=photo)).status_code >= 400
    assert Case.objects.count() == 1


def test_whoever_follows_instead_gets_a_number_a_code_and_is_asked_for_a_rating(
    town, client, address
):
    case = town.reported(description=BURST, point=HERE)
    answer = client.post(address, typed(**AT, phone="13800000914", follow=str(case.pk)))
    follower = Follower.objects.get()
    assert answer["Location"] == f"/following/{follower.pk}/"
    page = client.get(answer["Location"]).content.decode()
    assert follower.number in page
    assert queries.follower_code(follower) in page
    assert Case.objects.count() == 1
    result_of(town, case)
    said = {"solved": "yes", "satisfaction": "satisfied"}
    assert client.post(f"/following/{follower.pk}/answer/", said).status_code == 302
    assert Follower.objects.get().satisfaction == "satisfied"
    assert fresh(case).status == Status.RESULT_REPORTED  # its reporter hasn't been asked yet


def test_a_followers_page_opens_with_number_and_code_and_to_nobody_else(town, client):
    follower = actions.follow_case(actor=town.resident, case=town.reported())
    address = f"/following/{follower.pk}/"
    assert client.get(address)["Location"] == "/progress/"
    code = {"number": follower.number, "code": queries.follower_code(follower)}
    assert client.post("/progress/", code)["Location"] == address
    assert client.get(address).status_code == 200


def test_a_case_that_was_not_shown_cannot_be_followed_from_the_form(town, client, address):
    other = town.reported(description="想问活动室周末开不开")
    assert client.post(address, typed(**AT, follow=str(other.pk))).status_code == 404
    assert not Follower.objects.exists()


@pytest.fixture
def desk(town, client):
    sync_roles()
    account = Account.objects.create(
        username="desk", name="值班员", kind="staff", created_at=clock.now()
    )
    Grant.objects.create(
        account=account, role_id="dispatcher", area=SUBDISTRICT, granted_at=clock.now(),
        in_force_at=clock.now(),
    )  # fmt: skip
    client.force_login(account)
    return client


ENTERED = {
    "community": COMMUNITY, "channel": "phone", "on_behalf": "person", "urgency": "normal",
    "name": "李四", "phone": "13800000915",
}  # fmt: skip


def test_a_worker_compares_before_entering_and_follows_for_the_caller(town, desk):
    case = town.reported(description=BURST, point=HERE)
    sent = typed(**AT, **ENTERED)
    page = desk.post("/cases/enter/", sent).content.decode()
    assert case.number in page
    assert "说法相近" in page
    assert "李四" in page
    assert case.number in desk.post("/cases/alike/", sent).content.decode()
    answer = desk.post("/cases/enter/", sent | {"follow": str(case.pk)})
    assert answer["Location"] == f"/cases/{case.pk}/"
    page = desk.get(answer["Location"]).content.decode()
    assert "李*" in page
    assert "李四" not in page
    assert "138****0915" in page


def test_a_dispatcher_merges_and_unmerges_from_the_page(town, desk):
    first = town.reported(description=BURST, point=HERE, reporter=Reporter("张三丰", "13800000913"))
    second = town.reported(description=BURST_AGAIN, point=HERE, reporter=Reporter("李四", ""))
    page = desk.get(f"/cases/{first.pk}/").content.decode()
    assert "可能是同一件事" in page
    assert second.number in page
    desk.post(f"/cases/{first.pk}/merge/", {"cases": [str(second.pk)]})
    assert fresh(second).status == Status.MERGED
    assert second.number in desk.get(f"/cases/{first.pk}/").content.decode()
    assert first.number in desk.get(f"/cases/{second.pk}/").content.decode()
    desk.post(f"/cases/{second.pk}/unmerge/")
    assert fresh(second).status == Status.REPORTED


def test_a_followers_phone_is_shown_for_a_reason_that_stands_in_the_trail(town, desk):
    case = town.reported()
    follower = actions.follow_case(
        actor=town.resident, case=case, reporter=Reporter("李四", "13800000915")
    )
    address = f"/cases/followers/{follower.pk}/reveal/"
    assert desk.post(address).status_code == 422
    page = desk.post(address, {"reveal-reason": "约时间上门"}).content.decode()
    assert "13800000915" in page
    entry = Entry.objects.get(deed="cases.look")
    assert (entry.subject_id, entry.reason) == (str(follower.pk), "约时间上门")


def test_a_confidential_follower_stays_unknown_to_whoever_may_not_reveal(town):
    follower = actions.follow_case(
        actor=town.resident, case=town.reported(),
        reporter=Reporter("李四", "13800000915", is_confidential=True),
    )  # fmt: skip
    assert queries.masked_follower(town.clerk, follower) == ("", "")
    assert queries.masked_follower(town.dispatcher, follower) == ("李**", "138****0915")


def test_the_desk_calls_a_follower_and_writes_down_what_they_say(town, desk):
    case = town.reported()
    follower = actions.follow_case(
        actor=town.resident, case=case, reporter=Reporter("李四", "13800000915")
    )
    result_of(town, case)
    said = {"reached": "yes", "solved": "no", "satisfaction": "unsatisfied", "note": "没修好"}
    desk.post(
        f"/cases/followers/{follower.pk}/call-back/",
        {f"call_back-{name}": value for name, value in said.items()},
    )
    assert (fresh(case).status, fresh(case).cycle) == (Status.HANDLING, 2)


def test_the_page_of_a_merged_report_shows_the_work_and_asks_its_reporter(town, client):
    whole = town.reported(description=BURST)
    other = town.reported(description=BURST_AGAIN)
    actions.merge_cases(actor=town.dispatcher, into=whole, cases=[other])
    actions.add_words(actor=town.worker, case=whole, words="我住五楼")
    result_of(town, whole)
    code = {"number": other.number, "code": queries.check_code(other)}
    page = client.post("/progress/", code, follow=True).content.decode()
    assert "管道已更换" in page
    assert "提交评价" in page
    assert "五楼" not in page
    assert BURST not in page
    said = {"solved": "yes", "satisfaction": "satisfied"}
    client.post(f"/progress/{other.pk}/answer/", said)
    assert fresh(other).satisfaction == "satisfied"


def with_result_photo(town, photo):
    case = town.accepted()
    return actions.report_result(
        actor=town.clerk, assignment=town.share(case, town.property), result=Result.SOLVED,
        words="已修好", photos=[photo],
    )  # fmt: skip


@pytest.mark.parametrize(
    "again", [lambda: picture(5), lambda: picture(5, quality=50, size=(300, 225))]
)
def test_a_result_photo_that_was_used_before_is_flagged_with_where(town, desk, again):
    first = with_result_photo(town, picture(5))
    second = with_result_photo(town, again())
    page = desk.get(f"/cases/{second.pk}/").content.decode()
    assert "这张照片用过" in page
    assert first.number in page
    assert "这张照片用过" not in desk.get(f"/cases/{first.pk}/").content.decode()
    assert queries.photos_used_before(town.clerk, first) == []


def test_another_photo_of_another_work_is_not_flagged(town, desk):
    with_result_photo(town, picture(5))
    other = with_result_photo(town, picture(90))
    assert "这张照片用过" not in desk.get(f"/cases/{other.pk}/").content.decode()


def test_everybody_is_asked_who_follows_a_case_that_is_merged(town):
    whole, other = town.reported(description=BURST), town.reported(description=BURST_AGAIN)
    follower = actions.follow_case(
        actor=town.resident, case=other, reporter=Reporter("李四", "13800000915")
    )
    actions.merge_cases(actor=town.dispatcher, into=whole, cases=[other])
    result_of(town, whole)
    for case in (whole, other):
        assert call(town, case, YES).status == Status.RESULT_REPORTED
    assert call(town, other, YES, follower=follower).status == Status.CLOSED
