"""Row-level security alone: queries without any filter, on every table that belongs to a community.

What `policy.within` and `visible_to` leave out is left out here on purpose. A table that is new and
has no row in `a_community_at_work` fails, so that none goes untried.
"""

from datetime import timedelta
from io import BytesIO

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.db import DatabaseError, connection, transaction
from PIL import Image

from linli.core.divisions import actions as divisions
from linli.core.divisions.models import Department, Division
from linli.core.people import actions as people
from linli.core.people.rules import Care, Particulars
from linli.core.places import actions as places
from linli.core.places.kinds import Kind
from linli.domains.cases import actions as cases
from linli.domains.cases import queries
from linli.domains.cases.actions import Answer, Reporter
from linli.domains.cases.models import Case
from linli.domains.cases.rules import Channel, Result
from linli.domains.cases.rules.asking import Datatype
from linli.domains.mediation import actions as mediation
from linli.domains.mediation import queries as mediation_queries
from linli.domains.mediation.models import Dispute, Party
from linli.domains.mediation.rules import (
    Chosen,
    Consent,
    Form,
    How,
    Mark,
    Relation,
    Risk,
)
from linli.kernel import clock
from linli.platform.access.actor import machine
from linli.platform.database import scope
from linli.platform.database.protection import COLUMN
from tests.authorisation import (
    deliberations,
    functions,
    gatherings,
    matters,
    owners,
    plans,
    polls,
    proposals,
)

HERE, THERE = "110101001001", "110102001001"
HOUSE = machine("test")
TABLES = sorted(
    model._meta.db_table
    for model in apps.get_models()
    if any(field.column == COLUMN for field in model._meta.local_concrete_fields)
)


def photo() -> ContentFile:
    picture = BytesIO()
    Image.new("RGB", (9, 9)).save(picture, "PNG")
    return ContentFile(picture.getvalue(), name="灯.png")


def a_community_at_work() -> None:
    """One of everything in HERE, made by the deeds that people do."""
    here = Division.objects.get(pk=HERE)
    a_register(here)
    a_case(Department.objects.create(name="安居物业", kind="property", area=HERE))
    a_dispute(here)
    gatherings.followed()
    gatherings.pledged()
    gatherings.appointed()
    owners.voted()
    polls.polled()
    functions.listed()
    plans.followed()
    deliberations.talked()
    proposals.followed()


def a_register(here: Division) -> None:
    """A grid, a building with its code, a resident."""
    divisions.draw_grid(HOUSE, here, name="第一网格", boundary=None)
    building = places.add_building(actor=HOUSE, community=here, name="3号楼")
    places.make_code(actor=HOUSE, community=here, building=building)
    lamp = places.Told("LD-1", Kind.LAMP, "东门")
    places.bring_in_assets(actor=HOUSE, area=HERE, told=[lamp])
    given = Particulars(
        name="张三丰", phone="13800000913", building="3号楼", door=("2", "501"),
        care=frozenset({Care.ALONE}),
    )  # fmt: skip
    people.add_resident(actor=HOUSE, community=here, given=given)


def a_case(lead: Department) -> None:
    """One with a case merged into it, a follower, pleas, a whistle, rungs, a closed month, a result."""
    case = cases.report_case(
        actor=HOUSE, area=HERE, description="楼道灯不亮", channel=Channel.WEB,
        reporter=Reporter("张三", "13800000913"), photos=[photo()],
    )  # fmt: skip
    again = cases.report_case(
        actor=HOUSE, area=HERE, description="楼道灯又不亮", channel=Channel.WEB
    )
    matters.told_to_everybody()
    cases.merge_cases(actor=HOUSE, into=case, cases=[again])
    cases.follow_case(actor=HOUSE, case=case, reporter=Reporter("李四", "13800000914"))
    category = queries.categories().get(code="lift")
    case = cases.dispatch_case(actor=HOUSE, case=case, category=category, lead=lead)
    share = case.assignments.get()
    a_topic(case, lead)
    cases.ask_extension(actor=HOUSE, assignment=share, amount=1, reason="等灯管")
    helper = Department.objects.create(name="城市管理办", kind="government", area=HERE)
    cases.whistle(actor=HOUSE, case=case, departments=[helper], reason="需要登高车")
    called = case.assignments.get(department=helper)
    cases.withdraw_share(actor=HOUSE, assignment=called, reason="不用了")
    with clock.stopped_at(case.due_at):
        cases.escalate(actor=HOUSE, at=clock.now())
    ground = queries.grounds().get(code="no_duty")
    cases.ask_exclusion(actor=HOUSE, case=case, ground=ground, words="在红线以外")
    with clock.stopped_at(clock.now() + timedelta(days=40)):
        month = clock.local_date(case.reported_at)
        cases.close_month(actor=HOUSE, area=HERE[:9], month=month)
    cases.accept_share(actor=HOUSE, assignment=share)
    case = cases.report_result(
        actor=HOUSE, assignment=share, result=Result.SOLVED, words="灯已更换"
    )
    cases.call_back(actor=HOUSE, case=case, answer=Answer(reached=False))
    question = cases.ask(
        actor=HOUSE, category=category, code="number", datatype=Datatype.STRING, words="电梯编号"
    )
    cases.report_request(
        actor=HOUSE, area=HERE, description="电梯异响", category=category,
        replies={question: ["A-3"]}, media_url="https://example.org/1.jpg",
    )  # fmt: skip


def a_topic(case: Case, lead: Department) -> None:
    """A problem that comes back, with a measure of the department that answers for it."""
    topic = cases.open_topic(
        actor=HOUSE, area=HERE, category=case.category, title="电梯", reason="常坏"
    )
    topic = cases.adopt_topic(actor=HOUSE, topic=topic, words="立项", owner=lead)
    today = clock.local_date(clock.now())
    cases.add_measure(actor=HOUSE, topic=topic, words="换门机", due=today, department=lead)


def a_dispute(here: Division) -> None:
    """One that has had everything: a challenge, an alarm, an agreement that the court confirms."""
    today = clock.local_date(clock.now())
    kind = mediation_queries.kinds()[0]
    parties = [mediation.Person("张三"), mediation.Person("李四")]
    dispute = mediation.open_dispute(
        actor=HOUSE, area=HERE, kind=kind, subject="漏水", parties=parties
    )
    mediator = mediation.enlist_mediator(
        actor=HOUSE, community=here, name="王调解", appointed_on=today
    )
    seat = mediation.appoint_mediator(
        actor=HOUSE, dispute=dispute, mediator=mediator, relation=Relation.NONE,
        chosen_by=Chosen.PARTIES,
    )  # fmt: skip
    first, second = dispute.parties.all()
    for party in (first, second):
        mediation.accept_mediator(actor=HOUSE, seat=seat, party=party, how=How.PHONE)
        dispute = mediation.record_consent(
            actor=HOUSE, dispute=dispute, party=party, answer=Consent.AGREED, how=How.PHONE
        )
    seat = dispute.seats.get()
    challenge = mediation.challenge_mediator(
        actor=HOUSE, seat=seat, relation=Relation.ACQUAINTED, reason="同学", party=first
    )
    mediation.rule_on_challenge(actor=HOUSE, challenge=challenge, upheld=False, ruling="查无此事")
    mediation.plan_sitting(actor=HOUSE, dispute=dispute, at=clock.now(), location="调解室")
    an_agreement(dispute, first)


def an_agreement(dispute: Dispute, payer: Party) -> None:
    """Drawn up, signed by all, sealed, brought to the court and kept."""
    today = clock.local_date(clock.now())
    agreement = mediation.draft_agreement(
        actor=HOUSE, dispute=dispute, form=Form.WRITTEN, terms="赔三千元",
        duties=[mediation.Promised(payer, "付三千元", today)],
    )  # fmt: skip
    for signer, whose in mediation_queries.missing_marks(agreement)[:-1]:
        mediation.sign_agreement(
            actor=HOUSE, agreement=agreement, signer=signer, whose=whose, mark=Mark.SIGNATURE,
            signed_on=today,
        )  # fmt: skip
    mediation.seal_agreement(actor=HOUSE, agreement=agreement, sealed_on=today)
    agreement = dispute.agreements.get()
    mediation.apply_to_court(
        actor=HOUSE, agreement=agreement, court="西湖区法院", applied_on=today, jointly=True,
        about_status=False,
    )  # fmt: skip
    mediation.raise_alarm(
        actor=HOUSE, dispute=dispute, risk=Risk.VIOLENCE, told="110", report="动手"
    )
    mediation.visit_duty(actor=HOUSE, duty=agreement.duties.get(), performed=True)


@pytest.fixture(scope="module")
def town(django_db_setup, django_db_blocker):
    """Made once for all tables, and gone afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        for code in (HERE, THERE):
            Division.objects.create(code=code, name=code, level="community")
        Division.objects.create(code=HERE[:9], name=HERE[:9], level="subdistrict")
        with scope.limited_to([HERE]):
            a_community_at_work()
        yield
        transaction.set_rollback(True)
    connection.close()


def run(sql: str) -> int:
    """How many rows it met."""
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.rowcount


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("where", [[THERE], [THERE[:9]], []], ids=["there", "above", "nowhere"])
def test_a_query_without_any_filter_meets_nothing_foreign(town, table, where):
    with scope.limited_to([HERE]):
        assert run(f"SELECT 1 FROM {table}"), f"a_community_at_work has nothing in {table}"
    with scope.limited_to(where):
        assert run(f"SELECT 1 FROM {table}") == 0
        assert run(f"UPDATE {table} SET {COLUMN} = {COLUMN}") == 0
        assert run(f"DELETE FROM {table}") == 0


@pytest.mark.parametrize("table", TABLES)
def test_no_row_is_pushed_into_a_foreign_community(town, table):
    with (
        scope.limited_to([HERE]),
        pytest.raises(DatabaseError, match="row-level security"),
        transaction.atomic(),
    ):
        run(f"UPDATE {table} SET {COLUMN} = '{THERE}'")


def test_every_community_has_such_tables():
    assert len(TABLES) >= 14
