"""What everybody may read of casework: only what a worker let out, and nothing of who reported it."""

import io
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from linli.core.divisions.models import Division
from linli.core.places import actions as places
from linli.core.places.datum import Point
from linli.domains.cases import actions
from linli.domains.cases.actions import Reporter
from linli.domains.cases.errors import NotForThePublic
from linli.domains.cases.models import Category, PublicPhoto
from linli.domains.cases.queries import publicity
from linli.domains.cases.queries.publicity import Wanted
from linli.domains.cases.rules.publicity import Layer, Publicity, gives_away
from linli.domains.cases.tests.conftest import COMMUNITY, ELSEWHERE
from linli.kernel import clock
from linli.kernel.errors import Invalid, NotPermitted
from linli.platform.access.actor import machine
from linli.platform.audit.models import Entry
from linli.platform.files import queries as files
from linli.platform.files.covering import Box
from linli.platform.files.models import StoredFile

LINLI = machine("test")
PAGE = f"/matters/{COMMUNITY}/"
ATOM = "{http://www.w3.org/2005/Atom}"
SAID = "三号楼二单元501张三家漏水，电话13800000913"


@pytest.fixture
def told(town):
    """A dispatched case that a worker made public in words of their own."""
    case = town.dispatched(description=SAID, reporter=Reporter("张三", "13800000913"))
    actions.make_public(actor=town.worker, case=case, title="电梯门关不上")
    return case


def text(answer):
    return answer.content.decode()


def open_page(case):
    return Client().get(reverse("voice:matter", args=[COMMUNITY, case.number]))


def snapshot(colour=(200, 30, 30)):
    out = io.BytesIO()
    Image.new("RGB", (400, 200), colour).save(out, "JPEG")
    return ContentFile(out.getvalue(), name="车.jpg")


def test_everybody_reads_the_workers_words_and_nothing_of_the_reporter(told):
    for page in (text(Client().get(PAGE)), text(open_page(told))):
        assert told.number in page
        assert "电梯门关不上" in page
        assert not any(each in page for each in ("张三", "13800000913", "501", SAID))


def test_nothing_is_public_that_nobody_let_out(town):
    case = town.dispatched()
    assert case.number not in text(Client().get(PAGE))
    assert open_page(case).status_code == 404


@pytest.mark.parametrize(
    "words", ["2单元501漏水", "3-2-501 门口", "找张三 13800000913", "五楼 501室"]
)
def test_words_that_lead_to_a_household_are_refused_beside_their_field(town, words):
    case = town.dispatched()
    with pytest.raises(Invalid) as refusal:
        actions.make_public(actor=town.worker, case=case, title="漏水", place=words)
    assert set(refusal.value.fields) == {"place"}


@pytest.mark.parametrize("words", ["3号楼", "东门外 10 米 LD-0012", "2单元门口", "10号楼 2 单元"])
def test_buildings_and_plates_lead_to_nobody(words):
    assert not gives_away(words)


def test_a_title_has_to_be_written(town):
    with pytest.raises(Invalid) as refusal:
        actions.make_public(actor=town.worker, case=town.dispatched(), title=" ")
    assert set(refusal.value.fields) == {"title"}


def test_whoever_works_elsewhere_makes_nothing_public(town):
    with pytest.raises(NotPermitted):
        actions.make_public(actor=town.stranger, case=town.dispatched(), title="电梯")
    with pytest.raises(NotPermitted):
        actions.make_public(actor=town.clerk, case=town.dispatched(), title="电梯")


def test_a_case_without_a_category_a_private_and_a_confidential_one_stay_closed(town):
    unread = town.reported()
    confidential = town.dispatched(reporter=Reporter(phone="13800000913", is_confidential=True))
    for case in (unread, confidential):
        with pytest.raises(NotForThePublic):
            actions.make_public(actor=town.worker, case=case, title="电梯")
    Category.objects.filter(code="lift").update(publicity=Publicity.NEVER)
    with pytest.raises(NotForThePublic):
        actions.make_public(actor=town.worker, case=town.dispatched(), title="电梯")


def test_what_concerns_one_household_is_private_from_the_start(db):
    private = Category.objects.filter(publicity=Publicity.NEVER).values_list("code", flat=True)
    assert {"dispute", "noise", "elders", "aid", "fee"} == set(private)


def test_a_category_that_becomes_private_takes_its_matters_away_at_once(town, told):
    actions.set_publicity(actor=LINLI, category=told.category, publicity=Publicity.NEVER)
    assert open_page(told).status_code == 404
    assert told.number not in text(Client().get(PAGE))
    assert told.number not in text(Client().get(f"{PAGE}feed.atom"))


def test_a_category_that_always_is_makes_its_cases_public_without_a_persons_word(town):
    actions.set_publicity(
        actor=LINLI, category=Category.objects.get(code="lift"), publicity=Publicity.ALWAYS
    )
    case = town.dispatched(description=SAID)
    made = actions.make_public_by_category(actor=LINLI, case=case)
    assert (made.title, made.place) == ("", case.community.name)
    page = text(open_page(case))
    assert "电梯故障" in page
    assert "501" not in page


def test_what_a_worker_took_back_no_setting_makes_public_again(town, told):
    actions.end_publicity(actor=town.worker, case=told)
    Category.objects.filter(code="lift").update(publicity=Publicity.ALWAYS)
    assert actions.make_public_by_category(actor=LINLI, case=told) is None
    assert open_page(told).status_code == 404


def test_the_place_is_the_buildings_and_never_the_reporters_point(town):
    building = places.add_building(
        actor=LINLI, community=Division.objects.get(pk=COMMUNITY), name="3号楼",
        point=Point(39.9, 116.4),
    )  # fmt: skip
    case = town.dispatched(
        building_id=building.pk, location="二单元501", point=Point(39.91234, 116.41234)
    )
    made = actions.make_public(actor=town.worker, case=case, title="电梯门关不上")
    assert (made.place, made.point) == ("3号楼", (39.9, 116.4))


def test_overdue_is_a_layer_of_its_own_and_a_paused_clock_is_not_late(town, told):
    late = told.due_at + timedelta(minutes=1)
    assert publicity.matters_by_layer(Wanted(COMMUNITY), clock.now())[Layer.OVERDUE] == 0
    assert publicity.matters_by_layer(Wanted(COMMUNITY), late)[Layer.OVERDUE] == 1
    with clock.stopped_at(late):
        assert told.number in text(Client().get(PAGE, {"layer": "overdue"}))
    type(told).objects.filter(pk=told.pk).update(is_paused=True)
    assert publicity.matters_by_layer(Wanted(COMMUNITY), late)[Layer.OVERDUE] == 0


def test_a_result_is_the_leads_claim_until_the_reporter_was_asked(town):
    case = town.result_reported()
    actions.make_public(actor=town.worker, case=case, title="电梯门关不上")
    page = text(open_page(case))
    assert "办理单位说：已解决" in page
    assert "居民确认已解决" not in page


def test_another_community_shows_nothing_of_it(told):
    assert told.number not in text(Client().get(f"/matters/{ELSEWHERE}/"))
    address = reverse("voice:matter", args=[ELSEWHERE, told.number])
    assert Client().get(address).status_code == 404
    assert Client().get("/matters/999999999999/").status_code == 404


@pytest.mark.parametrize("address", [PAGE, f"{PAGE}feed.atom", f"{PAGE}?layer=overdue"])
def test_a_page_asks_as_often_for_one_matter_as_for_many(town, told, address):
    visitor = Client()
    visitor.get(address)
    with CaptureQueriesContext(connection) as one:
        visitor.get(address)
    for _each in range(4):
        actions.make_public(actor=town.worker, case=town.dispatched(), title="电梯")
    with CaptureQueriesContext(connection) as many:
        visitor.get(address)
    assert len(many) == len(one)


def test_the_feed_is_atom_and_names_every_matter_once(town, told):
    answer = Client().get(f"{PAGE}feed.atom")
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = ElementTree.fromstring(answer.content)
    for needed in ("id", "title", "updated", "author"):
        assert feed.find(f"{ATOM}{needed}") is not None
    (entry,) = feed.findall(f"{ATOM}entry")
    assert entry.find(f"{ATOM}id").text.endswith(f"/{told.number}/")
    assert entry.find(f"{ATOM}title").text == "电梯门关不上"
    assert "张三" not in text(answer)


def test_what_a_worker_wrote_is_words_in_a_feed_and_never_markup(town):
    actions.make_public(actor=town.worker, case=town.dispatched(), title="灯", place="<b>东门</b>")
    feed = ElementTree.fromstring(Client().get(f"{PAGE}feed.atom").content)
    assert "&lt;b&gt;" in feed.find(f"{ATOM}entry/{ATOM}summary").text


def test_a_category_has_a_feed_of_its_own_and_a_private_one_has_none(told):
    assert told.number in text(Client().get(f"{PAGE}about/lift/feed.atom"))
    assert told.number not in text(Client().get(f"{PAGE}about/leak/feed.atom"))
    assert Client().get(f"{PAGE}about/noise/feed.atom").status_code == 404


@pytest.fixture
def photographed(town):
    case = town.dispatched(photos=[snapshot()])
    actions.make_public(actor=town.worker, case=case, title="电梯门关不上")
    return case, files.attached_to(LINLI, "cases.report", case.pk)[0]


def test_no_photo_is_public_before_somebody_looked_at_it(photographed):
    case, _original = photographed
    assert "<img" not in text(open_page(case))


def test_a_covered_copy_is_shown_and_the_original_kept(town, photographed, settings):
    case, original = photographed
    photo = actions.show_photo(
        actor=town.worker, case=case, original=original, boxes=[Box(0, 0, 50, 100)]
    )
    page = text(open_page(case))
    assert "<img" in page
    assert str(original.pk) not in page
    copy = StoredFile.objects.get(pk=photo.shown_id)
    assert copy.sha256 != original.sha256
    assert StoredFile.objects.filter(pk=original.pk).exists()


def test_a_photo_taken_down_leaves_no_copy(town, photographed):
    case, original = photographed
    first = actions.show_photo(actor=town.worker, case=case, original=original, boxes=[]).shown_id
    again = actions.show_photo(actor=town.worker, case=case, original=original, boxes=[]).shown_id
    assert not StoredFile.objects.filter(pk=first).exists()
    actions.hide_photo(actor=town.worker, case=case, original=original)
    assert not StoredFile.objects.filter(pk=again).exists()
    assert PublicPhoto.objects.get().shown_id is None
    actions.show_photo(actor=town.worker, case=case, original=original, boxes=[])
    actions.end_publicity(actor=town.worker, case=case)
    assert not StoredFile.objects.filter(owner_kind="cases.public").exists()


def test_photos_of_what_is_not_public_are_refused(town):
    case = town.dispatched(photos=[snapshot()])
    original = files.attached_to(LINLI, "cases.report", case.pk)[0]
    with pytest.raises(NotForThePublic):
        actions.show_photo(actor=town.worker, case=case, original=original, boxes=[])


def test_a_worker_covers_by_numbers_alone_and_opening_the_original_is_recorded(desk, photographed):
    case, original = photographed
    worker = desk("community_worker", COMMUNITY)
    address = reverse("cases:cover_photo", args=[case.pk, original.pk])
    assert worker.get(address).status_code == 200
    unsure = worker.post(address, {})
    assert unsure.status_code == 422
    half = worker.post(address, {"left-0": "10", "top-0": "10", "width-0": "10"})
    assert half.status_code == 422
    box = {"left-0": "10", "top-0": "10", "width-0": "20.5", "height-0": "20"}
    assert worker.post(address, box).status_code == 302
    assert PublicPhoto.objects.get().boxes == [[10, 10, 20.5, 20]]
    assert Entry.objects.filter(deed="files.read", subject_id=str(original.pk)).count() == 1


def test_the_worker_makes_public_and_takes_back_on_a_page(desk, town):
    case = town.dispatched()
    worker = desk("community_worker", COMMUNITY)
    address = reverse("cases:public", args=[case.pk])
    assert worker.get(address).status_code == 200
    wrong = worker.post(address, {"title": "二单元501漏水", "place": "3号楼"})
    assert wrong.status_code == 422
    assert worker.post(address, {"title": "漏水", "place": "3号楼"}).status_code == 302
    assert "漏水" in text(open_page(case))
    worker.post(reverse("cases:end_publicity", args=[case.pk]))
    assert open_page(case).status_code == 404
