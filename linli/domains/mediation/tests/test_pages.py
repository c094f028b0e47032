"""The pages, as the people of the committee open them."""

from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document

from linli.domains.mediation import actions, queries
from linli.domains.mediation.models import Dispute, Mediator
from linli.domains.mediation.rules import Consent, Ending, Status
from linli.domains.mediation.tests.conftest import COMMUNITY, NAMES, PHONES, TODAY
from linli.kernel import clock
from linli.platform.access.actor import machine
from linli.platform.access.models import Grant
from linli.platform.accounts.actions import sync_roles
from linli.platform.accounts.models import Account
from linli.platform.audit.models import Entry

MORE = 6


def browser(role, area=COMMUNITY):
    account = Account.objects.create(
        username=f"{role}-{area}", name="值班员", kind="staff", created_at=clock.now()
    )
    Grant.objects.create(
        account=account, role_id=role, area=area, granted_at=clock.now(), in_force_at=clock.now()
    )
    client = Client()
    client.force_login(account)
    client.account = account
    return client


@pytest.fixture
def head(town):
    sync_roles()
    return browser("secretary")


def page(client, name, *args, **query):
    return client.get(reverse(f"mediation:{name}", args=args), query)


def do(client, dispute, deed, **typed):
    address = reverse(f"mediation:{deed.replace('-', '_')}", args=[dispute.pk])
    return client.post(address, {f"{deed}-{name}": value for name, value in typed.items()})


def statements(client, name, *args):
    with CaptureQueriesContext(connection) as asked:
        assert page(client, name, *args).status_code == 200
    return len(asked)


def test_the_list_names_no_party_and_the_page_masks_them(town, head):
    dispute = town.mediating()
    listed = page(head, "list").content.decode()
    assert dispute.number in listed
    opened = page(head, "dispute", dispute.pk).content.decode()
    assert "张**" in opened
    for secret in (*NAMES, *PHONES):
        assert secret not in listed
        assert secret not in opened


def test_who_works_here_but_mediates_not_reads_neither_party_nor_minutes(town, head):
    dispute = town.in_effect().dispute
    opened = page(browser("community_worker"), "dispute", dispute.pk).content.decode()
    assert dispute.subject in opened
    for secret in ("张**", "三千元", "赔偿修理费"):
        assert secret not in opened
    assert "调解不公开" in opened


def test_names_are_shown_for_a_reason_that_stands_in_the_trail(town, head):
    dispute = town.mediating()
    assert do(head, dispute, "reveal", reason="").status_code == 422
    shown = do(head, dispute, "reveal", reason="电话通知").content.decode()
    assert NAMES[0] in shown
    assert Entry.objects.get(deed="mediation.look").actor_id == head.account.pk


def test_the_paper_is_handed_over_and_the_look_stands_in_the_trail(town, head):
    dispute = town.drafted().dispute
    answer = head.post(reverse("mediation:paper", args=[dispute.pk]))
    assert answer["Content-Disposition"].endswith(f'{dispute.number}.docx"')
    text = "\n".join(each.text for each in Document(BytesIO(answer.content)).paragraphs)
    assert NAMES[1] in text
    assert Entry.objects.filter(deed="mediation.look").count() == 1


def test_a_dispute_goes_through_its_life_by_forms_alone(town, head):
    """Without a line of JavaScript, from the counter to the seal."""
    typed = {
        "community": COMMUNITY, "kind": "damage", "subject": "漏水赔偿", "name_1": "赵一",
        "name_2": "钱二", "submission_id": "01930000-0000-7000-8000-000000000001",
    }  # fmt: skip
    assert head.post(reverse("mediation:open"), typed).status_code == 302
    dispute = Dispute.objects.get()
    parties = town.parties(dispute)
    do(head, dispute, "appoint", mediator=town.wang.pk, relation="none", chosen_by="parties")
    seat = dispute.seats.get()
    for party in parties:
        do(head, dispute, "accept", seat=seat.pk, party=party.pk, how="in_person")
        do(head, dispute, "consent", party=party.pk, answer="agreed", how="in_person")
    dispute = Dispute.objects.get()
    assert dispute.status == Status.MEDIATING

    do(head, dispute, "plan", day="2026-11-02", hour="08:30", location="调解室")
    sitting = dispute.sittings.get()
    do(head, dispute, "minute", sitting=sitting.pk, present=[parties[0].pk], minutes="谈成")
    version = Dispute.objects.get().version
    do(
        head, dispute, "draft", version=version, form="written", terms="赔两千。",
        party_1=parties[1].pk, task_1="付两千元", due_on_1="2026-11-20",
    )  # fmt: skip
    agreement = dispute.agreements.get()
    for signer, whose in queries.missing_marks(agreement)[:-1]:
        do(head, dispute, "sign", whose=f"{signer}:{whose}", mark="fingerprint", signed_on=TODAY)
    assert do(head, dispute, "seal", signed_on=TODAY).status_code == 302
    assert Dispute.objects.get().status == Status.IN_EFFECT
    do(head, dispute, "apply", court="西湖区法院", applied_on=TODAY, jointly="on")
    do(head, dispute, "court", state="confirmed", decided_on=TODAY)
    do(head, dispute, "visit", duty=agreement.duties.get().pk, performed="yes")
    assert Dispute.objects.get().status == Status.PERFORMED
    assert "法院裁定有效" in page(head, "dispute", dispute.pk).content.decode()


def test_a_refusal_shows_the_form_again_with_what_was_typed(town, head):
    dispute = town.mediating()
    answer = do(
        head, dispute, "end", version=dispute.version, ending="stopped", reason="谈不下去了"
    )
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "谈不下去了" in text
    assert "请选择是哪一方提出的" in text


def test_an_ended_dispute_tells_what_remains(town, head):
    dispute = town.ended(Ending.FAILED)
    assert "12348" in page(head, "dispute", dispute.pk).content.decode()


def test_the_figures_open_the_lists_behind_them(town, head):
    dispute = town.ended(Ending.FAILED)
    assert "0%" in page(head, "success").content.decode()
    assert dispute.number in page(head, "behind", "begun").content.decode()
    assert dispute.number not in page(head, "behind", "agreed").content.decode()
    assert page(head, "behind", "nonsense").status_code == 404


def test_the_register_is_kept_by_the_head(town, head):
    typed = {"community": COMMUNITY, "name": "孙调解", "appointed_on": TODAY, "is_head": "on"}
    assert head.post(reverse("mediation:mediators"), typed).status_code == 302
    made = Mediator.objects.get(name="孙调解")
    assert head.post(reverse("mediation:retire", args=[made.pk])).status_code == 302
    assert Mediator.objects.get(name="孙调解").left_on is not None


@pytest.mark.parametrize("name", ["list", "success", "mediators"])
def test_a_longer_list_asks_no_more_often(town, head, name):
    town.mediating()
    statements(head, name)
    few = statements(head, name)
    for _each in range(MORE):
        town.mediating()
    assert statements(head, name) == few


def test_a_longer_story_asks_no_more_often(town, head):
    dispute = town.mediating()
    for _each in range(2):
        actions.plan_sitting(actor=town.head, dispute=dispute, at=clock.now(), location="室")
    statements(head, "dispute", dispute.pk)
    few = statements(head, "dispute", dispute.pk)
    for _each in range(MORE):
        actions.plan_sitting(actor=town.head, dispute=dispute, at=clock.now(), location="室")
    assert statements(head, "dispute", dispute.pk) == few


def test_the_bench_shows_what_waits(town, head):
    dispute = town.mediating()
    assert dispute.number in head.get("/").content.decode() + head.get("/bench/").content.decode()


def test_the_export_has_the_list_without_the_parties(town, head):
    from linli.domains.mediation.exports import DISPUTES

    town.consents(town.opened(), Consent.AGREED, Consent.REFUSED)
    rows = list(DISPUTES.rows(machine("test"), {"status": "all"}))
    assert len(rows) == 1
    cells = [str(column.read(rows[0])) for column in DISPUTES.columns]
    assert "当事人拒绝调解" in cells
    assert not [cell for cell in cells for name in NAMES if name in cell]
