"""The demonstration ground, and shortcuts to where a story may stand."""

from dataclasses import dataclass

from django.db import transaction
from playwright.sync_api import Page

from linli.core.divisions import demonstration
from linli.core.divisions.models import Department
from linli.core.places.models import PlaceCode
from linli.domains.cases import actions, queries
from linli.domains.cases.actions import Answer
from linli.domains.cases.models import Case
from linli.domains.cases.rules import Channel, Result, Satisfaction
from linli.platform.access.actor import machine
from linli.platform.accounts.models import Account
from linli.platform.database import scope
from tests.browser.site import Site

LINLI = machine("tests")
SENTENCE = "三号楼二单元的电梯门关不上"


@dataclass
class District:
    """The demonstration ground, and shortcuts to where a story may stand."""

    site: Site

    def open(self, page: Page, username: str, address: str = "/") -> None:
        self.site.sign_in(page, Account.objects.get(username=username))
        page.goto(self.site.url + address)

    def reported(self) -> Case:
        with scope.limited_to([demonstration.SUBDISTRICT]), transaction.atomic():
            case = actions.report_case(
                actor=LINLI, area=demonstration.FIRST, description=SENTENCE, channel=Channel.WEB
            )
            return actions.suggest_category(actor=LINLI, case=case)

    def name_who_leads(self) -> None:
        """The dispatch catalogue says who mends lifts here."""
        with scope.limited_to([demonstration.SUBDISTRICT]), transaction.atomic():
            actions.set_catalogue_entry(
                actor=LINLI, category=queries.categories().get(code="lift"),
                department=Department.objects.get(name=demonstration.PROPERTY),
                area=demonstration.FIRST, is_lead=True, basis="派单目录第 3 条",
            )  # fmt: skip

    def objected(self) -> Case:
        with scope.limited_to([demonstration.SUBDISTRICT]), transaction.atomic():
            case = self.dispatched()
            actions.object_to_dispatch(
                actor=LINLI, assignment=queries.lead_of(case), reason="在红线以外",
                basis="权责清单第 12 条",
            )  # fmt: skip
            return case

    def dispatched(self) -> Case:
        with scope.limited_to([demonstration.SUBDISTRICT]), transaction.atomic():
            return actions.dispatch_case(
                actor=LINLI,
                case=self.reported(),
                category=queries.categories().get(code="lift"),
                lead=Department.objects.get(name=demonstration.PROPERTY),
                co_handlers=[Department.objects.get(name=demonstration.MANAGEMENT)],
            )

    def result_reported(self) -> Case:
        with scope.limited_to([demonstration.SUBDISTRICT]), transaction.atomic():
            case = self.dispatched()
            lead, helper = queries.shares_of(case)
            for share in (lead, helper):
                actions.accept_share(actor=LINLI, assignment=share)
            actions.finish_share(actor=LINLI, assignment=helper, words="已配合")
            return actions.report_result(
                actor=LINLI, assignment=lead, result=Result.SOLVED, words="门机已更换"
            )

    def closed(self) -> Case:
        with scope.limited_to([demonstration.SUBDISTRICT]), transaction.atomic():
            said = Answer(True, True, Satisfaction.SATISFIED)
            return actions.call_back(actor=LINLI, case=self.result_reported(), answer=said)

    def token(self, *, of_building: bool) -> str:
        """A code that hangs in a building, or at the door of a community."""
        with scope.system("tests scan a code"):
            codes = PlaceCode.objects.filter(building__isnull=not of_building).order_by("area")
            return codes[0].token

    def now(self, case: Case) -> Case:
        with scope.system("tests look"):
            return Case.objects.get(pk=case.pk)
