"""What parties ask of the dispatcher's superior, and how it was decided."""

from django.db import models
from django.db.models import Q

from linli.core.divisions.models import Department, Division
from linli.domains.cases.models.case import Case
from linli.domains.cases.models.shares import Assignment
from linli.domains.cases.rules.rulings import Plea, Verdict
from linli.kernel.ids import new_id


class Ruling(models.Model):
    """One plea about one share, and the verdict once there is one.

    `assignment` is the share the plea is about: the objector's own, or the co-handler's whom the
    lead wants waived. `amount` and `unit` are the time asked for, of an extension alone.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="rulings")
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    area = models.CharField(max_length=15, db_collation="C")
    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="rulings")
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="+")
    plea = models.CharField(max_length=10)
    reason = models.CharField(max_length=1000)
    basis = models.CharField(max_length=400, blank=True)
    amount = models.PositiveSmallIntegerField(null=True)
    unit = models.CharField(max_length=12, blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.UUIDField(null=True)
    verdict = models.CharField(max_length=8, blank=True)
    ruled_at = models.DateTimeField(null=True)
    ruled_by = models.UUIDField(null=True)
    words = models.CharField(max_length=1000, blank=True)
    due_before = models.DateTimeField(null=True)
    due_after = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["area", "asked_at"], condition=Q(verdict=""), name="open_pleas"),
        ]
        constraints = [
            models.CheckConstraint(name="plea_is_known", condition=Q(plea__in=[*Plea])),
            models.CheckConstraint(
                name="verdict_is_known", condition=Q(verdict__in=["", *Verdict])
            ),
            models.CheckConstraint(
                name="a_verdict_has_its_time",
                condition=Q(verdict="", ruled_at=None)
                | (~Q(verdict="") & Q(ruled_at__isnull=False)),
            ),
            models.UniqueConstraint(
                fields=["case", "department"],
                condition=Q(plea=Plea.OBJECTION),
                name="a_department_objects_once",
            ),
            models.UniqueConstraint(
                fields=["assignment", "plea"],
                condition=Q(verdict=""),
                name="one_plea_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plea} {self.assignment_id}"

    @property
    def is_open(self) -> bool:
        return not self.verdict
