"""The pages: an owner votes on the phone, a worker enters what came by hand, everybody reads the result."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from linli.domains.council.models import Ballot, Item, Objection, Vote
from linli.domains.council.rules import recount
from linli.domains.council.rules.life import Status
from linli.domains.council.tests.conftest import AFTER, COMMUNITY, DURING, MONDAY, PHONES
from linli.kernel import clock
from linli.platform.access.models import Grant
from linli.platform.accounts.actions import sync_roles
from linli.platform.accounts.actions.codes import PHONE
from linli.platform.accounts.models import Account
from linli.platform.database.secrecy import blind

SAID = {"item_1": "yes", "item_2": "no"}


def browser(role, kind="staff", name="someone"):
    account, _ = Account.objects.get_or_create(
        username=name, kind=kind, area=COMMUNITY,
        defaults={"phone_index": blind(PHONES.get(name, ""), PHONE), "created_at": clock.now()},
    )  # fmt: skip
    Grant.objects.create(
        account=account,
        role_id=role,
        area=COMMUNITY,
        granted_at=clock.now(),
        in_force_at=clock.now(),
    )
    client = Client()
    client.force_login(account)
    return client


@pytest.fixture
def worker(town):
    sync_roles()
    return browser("community_worker", name="desk")


@pytest.fixture
def wang(worker):
    return browser("resident", "resident", "wang")


def at(moment, client, name, *args, **typed):
    """Open a page, or send its form, at a moment."""
    address = reverse(f"council:{name}", args=args)
    with clock.stopped_at(moment):
        return client.post(address, typed) if typed else client.get(address)


def test_an_owner_reads_the_items_votes_and_has_a_receipt(town, wang):
    vote = town.ready()
    opened = at(DURING, wang, "vote", vote.pk).content.decode()
    assert "续聘安居物业三年" in opened
    assert "1-101、1-102" in opened
    sent = at(DURING, wang, "cast", vote.pk, voter="1", **SAID)
    assert sent.status_code == 302
    ballot = Ballot.objects.get()
    assert (ballot.voter.number, ballot.choices) == (1, {"1": "yes", "2": "no"})
    after = at(DURING, wang, "vote", vote.pk).content.decode()
    assert ballot.receipt[:16] in after
    assert reverse("council:cast", args=[vote.pk]) not in after


def test_a_blank_item_or_a_second_ballot_comes_back_with_words(town, wang):
    vote = town.ready()
    assert at(DURING, wang, "cast", vote.pk, voter="1", item_1="yes").status_code == 422
    at(DURING, wang, "cast", vote.pk, voter="1", **SAID)
    again = at(DURING, wang, "cast", vote.pk, voter="1", **SAID)
    assert again.status_code == 409
    assert "已经投过票" in again.content.decode()
    assert at(DURING, wang, "cast", vote.pk, voter="2", **SAID).status_code == 409


def test_nobody_reads_how_the_vote_goes_before_it_is_published(town, worker, wang):
    vote = town.ready()
    at(DURING, wang, "cast", vote.pk, voter="1", **SAID)
    told = at(DURING, worker, "vote", vote.pk).content.decode()
    assert "4 人中有 1 人参加" in told
    for said in ("同意 ", "弃权 ", "同意这一项"):
        assert said not in told
    assert at(DURING, worker, "certificate", vote.pk).status_code == 404


def test_a_worker_enters_a_paper_ballot_and_hands_over_its_receipt(town, worker):
    vote = town.ready()
    typed = {"channel": "door", "label": "1-201", "witness": "陈", "proxy": "", **SAID}
    assert at(DURING, worker, "enter", vote.pk).status_code == 200
    address = reverse("council:enter", args=[vote.pk])
    with clock.stopped_at(DURING):
        told = worker.post(address, typed, follow=True).content.decode()
        again = worker.post(address, typed)
    assert Ballot.objects.get().receipt[:16] in told
    assert again.status_code == 409


def test_a_worker_gives_notice_and_fixes_the_roll(town, worker):
    typed = {
        "community": COMMUNITY, "title": "续聘物业", "rule": "national-2021",
        "opens_on": "2026-11-18", "closes_on": "2026-11-24",
        **{f"matter_{at}": "manager" for at in range(1, 7)}, "text_1": "续聘安居物业三年",
    }  # fmt: skip
    town.ready()
    early = at(MONDAY, worker, "notice", **(typed | {"opens_on": "2026-11-16"}))
    assert early.status_code == 409
    assert at(MONDAY, worker, "notice", **typed).status_code == 302
    vote = Vote.objects.get(title="续聘物业")
    assert clock.local_date(vote.closes_at).isoformat() == "2026-11-25"
    with clock.stopped_at(MONDAY):
        worker.post(reverse("council:fix_roll", args=[vote.pk]))
    vote.refresh_from_db()
    assert (vote.status, vote.voters.count()) == (Status.READY, 4)


def test_an_owner_objects_to_the_roll_and_the_desk_answers(town, worker, wang):
    vote = town.ready()
    at(DURING, wang, "object", vote.pk, label="1-202", ground="sold", words="上个月卖了")
    objection = Objection.objects.get()
    assert "上个月卖了" in at(DURING, worker, "vote", vote.pk).content.decode()
    at(DURING, worker, "answer", objection.pk, upheld="yes", answer="属实")
    objection.refresh_from_db()
    assert objection.upheld
    other = browser("resident", "resident", "li")
    assert "上个月卖了" not in at(DURING, other, "vote", vote.pk).content.decode()


def test_everybody_reads_the_result_in_words_and_takes_certificate_and_counter_along(town, wang):
    vote = town.ready()
    for name, label in (("wang", "1-101"), ("li", "1-201"), ("zhao", "1-202")):
        town.casts(vote, name, label)
    vote = town.ended(vote)
    with clock.stopped_at(AFTER):
        wang = browser("resident", "resident", "zhao")
    told = at(AFTER, wang, "vote", vote.pk).content.decode()
    assert "4 人中有 3 人参加，400.00 平方米中有 340.00 平方米参加" in told
    assert "3 × 2 &gt; 3 × 1；34000 × 2 &gt; 34000 × 1" in told
    assert at(AFTER, wang, "certificate", vote.pk).content.decode() == vote.certificate
    script = at(AFTER, wang, "counter").content.decode()
    assert "def recounted" in script
    assert recount.recounted(vote.certificate) == vote.certificate


def test_a_page_asks_as_much_for_many_items_and_objections_as_for_few(town, wang):
    vote = town.ready()

    def statements():
        with CaptureQueriesContext(connection) as asked:
            assert at(DURING, wang, "vote", vote.pk).status_code == 200
        return len(asked)

    statements()
    few = statements()
    for _round in range(5):
        at(DURING, wang, "object", vote.pk, label="1-202", ground="other", words="看看")
    assert statements() == few


def test_the_list_asks_as_much_for_many_votes_as_for_one(town, worker):
    town.ready()

    def statements():
        with CaptureQueriesContext(connection) as asked:
            assert at(DURING, worker, "list").status_code == 200
        return len(asked)

    statements()
    few = statements()
    for _round in range(5):
        town.noticed()
    assert statements() == few


def test_every_vote_page_works_without_a_script_of_its_own(town, wang):
    vote = town.ready()
    told = at(DURING, wang, "vote", vote.pk).content.decode()
    form = re.search(
        rf'<form method="post" action="{reverse("council:cast", args=[vote.pk])}".*?</form>',
        told,
        re.S,
    )
    assert form
    assert form[0].count('type="radio"') == 3 * Item.objects.filter(vote=vote).count()
    assert "onclick" not in told
