"""The pages of polls: a resident votes on the phone, a worker enters what came by hand."""

import json
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from linli.domains.council import actions, queries
from linli.domains.council.models import BodySeat, NamedBallot, Poll
from linli.domains.council.rules import blind as blindly
from linli.domains.council.rules.life import Status
from linli.domains.council.rules.polls import Level
from linli.domains.council.tests.conftest import AFTER, COMMUNITY, DURING, MONDAY
from linli.domains.council.tests.polling import NO, YES, Hall, hall, phone_of
from linli.domains.council.tests.test_pages import at
from linli.kernel import clock
from linli.platform.access.models import Grant
from linli.platform.accounts.actions import sync_roles
from linli.platform.accounts.actions.codes import PHONE
from linli.platform.accounts.models import Account
from linli.platform.database.secrecy import blind

__all__ = ["hall"]
SAID = {"item_1": "y", "item_2": "n"}


def browser(role, name, kind="staff", phone=""):
    account, _ = Account.objects.get_or_create(
        username=name, kind=kind, area=COMMUNITY,
        defaults={"phone_index": blind(phone, PHONE), "created_at": clock.now()},
    )  # fmt: skip
    Grant.objects.create(
        account=account, role_id=role, area=COMMUNITY, granted_at=clock.now(),
        in_force_at=clock.now(),
    )  # fmt: skip
    client = Client()
    client.force_login(account)
    return client


@pytest.fixture
def worker(hall):
    sync_roles()
    return browser("community_worker", "desk")


@pytest.fixture
def neighbour_1(worker):
    return browser("resident", "neighbour-1", "resident", phone_of(1))


def test_a_worker_enters_seats_gives_notice_and_fixes_the_roll(hall: Hall, worker):
    address = reverse("council:poll_seats")
    for number in (1, 2, 3):
        typed = {
            "community": COMMUNITY, "body": "居民代表会议", "number": number, "name": "张三",
            "phone": phone_of(number), "group": "",
        }  # fmt: skip
        with clock.stopped_at(MONDAY):
            assert worker.post(address, typed).status_code == 302
    assert BodySeat.objects.count() == 3
    assert "张**" in at(MONDAY, worker, "poll_seats").content.decode()
    typed = {
        "community": COMMUNITY, "title": "夏季三件事", "procedure": "representatives-2025",
        "basis": "seats", "body": "居民代表会议", "level": "secret", "channels": ["web", "paper"],
        "opens_on": "2026-11-03", "closes_on": "2026-11-24", "text_1": "加装路灯",
    }  # fmt: skip
    assert "2025 年修订）　待核对" in at(MONDAY, worker, "poll_notice").content.decode()
    wrong = at(MONDAY, worker, "poll_notice", **(typed | {"basis": "adults"}))
    assert wrong.status_code == 409
    assert "不能用这种名册" in wrong.content.decode()
    assert at(MONDAY, worker, "poll_notice", **typed).status_code == 302
    poll = Poll.objects.get()
    assert poll.channels == "paper,web"
    with clock.stopped_at(MONDAY):
        worker.post(reverse("council:poll_fix_roll", args=[poll.pk]))
    poll.refresh_from_db()
    assert (poll.status, poll.voters.count()) == (Status.READY, 3)
    assert "张**" in at(MONDAY, worker, "poll_roll", poll.pk).content.decode()


def test_a_member_votes_by_name_and_reads_the_receipt(hall: Hall, neighbour_1):
    poll = hall.ready()
    told = at(DURING, neighbour_1, "poll", poll.pk).content.decode()
    assert "东门加装路灯" in told
    assert at(DURING, neighbour_1, "poll_cast", poll.pk, voter="1", item_1="y").status_code == 422
    sent = at(DURING, neighbour_1, "poll_cast", poll.pk, voter="1", **SAID)
    assert sent.status_code == 302
    ballot = NamedBallot.objects.get()
    after = at(DURING, neighbour_1, "poll", poll.pk).content.decode()
    assert ballot.receipt[:16] in after
    assert reverse("council:poll_cast", args=[poll.pk]) not in after
    again = at(DURING, neighbour_1, "poll_cast", poll.pk, voter="1", **SAID)
    assert again.status_code == 409
    assert "已经投过票" in again.content.decode()
    assert "同一编号或同一张票投第二次" in again.content.decode()
    other = at(DURING, neighbour_1, "poll_cast", poll.pk, voter="2", **SAID)
    assert other.status_code == 409
    assert "名册上没有您" in other.content.decode()


def tables_with(text):
    """The tables in which a text stands anywhere, as this transaction sees them."""
    found = set()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace"
            " WHERE relkind = 'r' AND nspname = 'public'"
            " AND has_table_privilege(pg_class.oid, 'SELECT')"
        )
        for (name,) in cursor.fetchall():
            cursor.execute(f"SELECT 1 FROM {name} AS t WHERE t::text LIKE %s", [f"%{text}%"])
            if cursor.fetchone():
                found.add(name)
    return found


def test_a_secret_ballot_without_a_script_shows_its_receipt_once_and_keeps_it_nowhere(
    hall: Hall, neighbour_1
):
    poll = hall.secret()
    page = at(DURING, neighbour_1, "poll", poll.pk).content.decode()
    assert "无记名" in page
    assert 'data-key=""' not in page
    sent = at(DURING, neighbour_1, "poll_cast", poll.pk, voter="1", **SAID)
    assert sent.status_code == 200
    assert "no-store" in sent["Cache-Control"]
    receipt = re.search(r"data-receipt>([A-Z2-7-]{14})<", sent.content.decode())[1]
    assert tables_with(receipt) == set()
    after = at(DURING, neighbour_1, "poll", poll.pk).content.decode()
    assert receipt not in after
    for number in (2, 3, 4, 5):
        hall.votes_secretly(poll, number, NO if number < 4 else YES, by_script=False)
    hall.ended(poll)
    with clock.stopped_at(AFTER):
        later = browser("resident", "neighbour-9", "resident")
    told = at(AFTER, later, "poll", poll.pk).content.decode()
    assert receipt in told


def test_the_box_takes_a_signed_ballot_from_a_visitor_and_asks_nothing(hall: Hall, neighbour_1):
    poll = hall.secret()
    token, n = b"\x07" * 32, int(poll.box.public_key, 16)
    blinded = blindly.blinded(token, n, 424242)
    drawn = at(DURING, neighbour_1, "poll_draw", poll.pk, voter="1", blinded=f"{blinded:x}")
    signature = blindly.unblinded(int(json.loads(drawn.content)["signature"], 16), n, 424242)
    visitor, address = Client(), reverse("council:poll_box", args=[poll.pk])

    def drop(**body):
        with clock.stopped_at(DURING):
            return visitor.post(address, json.dumps(body), content_type="application/json")

    ballot = {"token": token.hex(), "signature": f"{signature:x}", "said": {"1": "y", "2": "n"}}
    assert drop(**ballot).json() == {"receipt": blindly.code_of(token)}
    assert drop(**ballot).status_code == 200
    assert drop(**(ballot | {"said": {"1": "n", "2": "n"}})).status_code == 409
    assert drop(**(ballot | {"token": "08" * 32})).json()["code"] == "council.token_forged"
    for broken in (
        {}, {"token": 1}, ballot | {"said": []}, ballot | {"signature": "-1"},
        ballot | {"said": {"x": "y"}}, ballot | {"token": "07"}, ballot | {"signature": "f" * 9999},
    ):  # fmt: skip
        assert drop(**broken).status_code == 422
    assert "refused token_forged" in [each.what for each in queries.poll_log(poll)]
    assert poll.turnout.count() == 1


@pytest.mark.parametrize("blinded", ["", "-1", "zz", "0", "f" * 513, "１２"])
def test_what_cannot_be_signed_is_refused_and_strikes_nobody_off(hall: Hall, neighbour_1, blinded):
    poll = hall.secret()
    answer = at(DURING, neighbour_1, "poll_draw", poll.pk, voter="1", blinded=blinded)
    assert answer.status_code == 422
    assert poll.turnout.count() == 0


def test_nobody_reads_how_a_poll_goes_before_it_is_published(hall: Hall, worker):
    for poll in (hall.ready(), hall.secret()):
        if poll.level == Level.SECRET:
            hall.votes_secretly(poll, 1, by_script=False)
        else:
            hall.casts(poll, 1)
        told = at(DURING, worker, "poll", poll.pk).content.decode()
        assert "已有 1 人参加" in told
        for said in ("同意 ", "弃权 ", "同意这一项"):
            assert said not in told
        assert at(DURING, worker, "poll_certificate", poll.pk).status_code == 404


def test_a_worker_enters_a_ballot_by_name_and_hands_over_its_receipt(hall: Hall, worker):
    poll = hall.ready()
    typed = {"channel": "door", "number": "2", "witness": "陈", **SAID}
    assert at(DURING, worker, "poll_enter", poll.pk).status_code == 200
    address = reverse("council:poll_enter", args=[poll.pk])
    with clock.stopped_at(DURING):
        told = worker.post(address, typed, follow=True).content.decode()
        again = worker.post(address, typed)
    assert NamedBallot.objects.get().receipt[:16] in told
    assert again.status_code == 409


def test_a_worker_hands_out_a_paper_and_later_enters_the_slip(hall: Hall, worker):
    poll = hall.secret()
    who = {"channel": "paper", "number": "2", "witness": "陈"}
    slip = {"witness": "陈", **SAID}
    assert at(DURING, worker, "poll_slip", poll.pk, **slip).status_code == 409
    assert at(DURING, worker, "poll_hand_out", poll.pk, **who).status_code == 302
    assert at(DURING, worker, "poll_hand_out", poll.pk, **who).status_code == 409
    told = at(DURING, worker, "poll_enter", poll.pk).content.decode()
    assert "已发出 1 张，已录入 0 张" in told
    assert at(DURING, worker, "poll_slip", poll.pk, **slip).status_code == 302
    assert at(DURING, worker, "poll_slip", poll.pk, **slip).status_code == 409


def test_a_member_objects_and_the_desk_answers(hall: Hall, worker, neighbour_1):
    poll = hall.ready()
    assert (
        at(
            DURING, neighbour_1, "poll_object", poll.pk, ground="moved", number="2", words="搬走了"
        ).status_code
        == 302
    )
    assert "搬走了" in at(DURING, worker, "poll", poll.pk).content.decode()
    made = poll.objections.get()
    assert (
        at(DURING, worker, "poll_answer", made.pk, upheld="yes", answer="属实").status_code == 302
    )
    other = browser("resident", "neighbour-3", "resident", phone_of(3))
    told = at(DURING, other, "poll", poll.pk).content.decode()
    assert "搬走了" not in told
    assert "异议成立" in told


def test_members_alone_read_names_and_everybody_takes_the_certificate_along(hall: Hall, worker):
    poll = hall.ready(level=Level.BODY)
    for number in (1, 2, 3):
        hall.casts(poll, number)
    poll = hall.ended(poll)
    with clock.stopped_at(AFTER):
        member = browser("resident", "neighbour-2", "resident", phone_of(2))
        stranger = browser("resident", "neighbour-8", "resident", phone_of(8))
    assert "代表3" in at(AFTER, member, "poll", poll.pk).content.decode()
    told = at(AFTER, stranger, "poll", poll.pk)
    assert "代表3" not in told.content.decode()
    assert at(AFTER, stranger, "poll_certificate", poll.pk).content.decode() == poll.certificate


def test_pages_ask_as_much_for_much_as_for_little(hall: Hall, worker):
    poll = hall.ready(3)

    def statements(name, *args):
        with CaptureQueriesContext(connection) as asked:
            assert at(DURING, worker, name, *args).status_code == 200
        return len(asked)

    pages = [("polls",), ("poll", poll.pk), ("poll_roll", poll.pk), ("poll_seats",)]
    for page in pages:
        statements(*page)
    few = [statements(*page) for page in pages]
    for _round in range(4):
        hall.noticed()
        hall.seats(9)
        with clock.stopped_at(DURING):
            actions.object_to_poll_roll(
                actor=hall.worker, poll=poll, ground="other", words="看看", number=1
            )
    assert [statements(*page) for page in pages] == few
