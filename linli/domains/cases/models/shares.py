"""What each party of a case has to do."""

from django.db import models
from django.db.models import Q

from linli.core.divisions.models import Department, Division
from linli.domains.cases.models.case import Case
from linli.domains.cases.rules import OPEN_SHARES, Share, ShareMove, share_moves_from
from linli.kernel.ids import new_id


class Assignment(models.Model):
    """One party's share of a case, with a clock of its own."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="assignments")
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="+")
    is_lead = models.BooleanField()
    status = models.CharField(max_length=10, default=Share.SENT)
    task = models.CharField(max_length=400, blank=True)
    sent_at = models.DateTimeField()
    sent_by = models.UUIDField(null=True)
    whistle = models.ForeignKey(
        "Whistle", null=True, on_delete=models.PROTECT, related_name="shares"
    )
    is_designated = models.BooleanField(default=False, db_default=False)
    accepted_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    clock = models.JSONField(default=list)
    due_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True)
    waived_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["department", "due_at"],
                condition=Q(status__in=OPEN_SHARES),
                name="open_shares_of_a_department",
            ),
        ]
        constraints = [
            models.CheckConstraint(name="share_status_is_known", condition=Q(status__in=[*Share])),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(is_lead=True, status__in=[*OPEN_SHARES, Share.DONE]),
                name="a_case_has_one_lead",
            ),
            models.UniqueConstraint(
                fields=["case", "department"],
                condition=Q(status__in=[*OPEN_SHARES, Share.DONE]),
                name="a_department_has_one_share_of_a_case",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} → {self.department_id}"

    @property
    def moves(self) -> tuple[ShareMove, ...]:
        return share_moves_from(Share(self.status))

    @property
    def is_open(self) -> bool:
        return self.status in OPEN_SHARES


class Whistle(models.Model):
    """A call for further parties to report to a case (吹哨), by its lead or by the community itself.

    `department` is the lead that whistled; without one it was the community or the sub-district.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="whistles")
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    department = models.ForeignKey(
        Department, null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    reason = models.CharField(max_length=400)

    def __str__(self) -> str:
        return f"{self.case_id} {self.at}"
