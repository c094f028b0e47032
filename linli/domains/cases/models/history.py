"""What has happened to a case, and what its reporter answered."""

from typing import Any

from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import Q

from linli.core.divisions.models import Department, Division
from linli.domains.cases import words
from linli.domains.cases.models.case import Case
from linli.domains.cases.models.following import Follower


class Step(models.Model):
    """One line of a case's timeline. `words` of a public step are read by whoever reported it."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="steps")
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    kind = models.CharField(max_length=16)
    by = models.UUIDField(null=True)
    department = models.ForeignKey(
        Department, null=True, on_delete=models.PROTECT, related_name="+"
    )
    words = models.CharField(max_length=2000, blank=True)
    is_public = models.BooleanField(default=False)
    details = models.JSONField(default=dict)

    class Meta:
        ordering = ["at", "id"]
        indexes = [
            models.Index(fields=["case", "at"], name="timeline_of_a_case"),
            BrinIndex(fields=["at"], name="timeline_by_time"),  # what happened since a moment
        ]

    def __str__(self) -> str:
        return self.kind

    @property
    def title(self) -> Any:
        return words.STEP.get(self.kind, self.kind)


class CallBack(models.Model):
    """One try to ask whether it is solved and how satisfied they are: the reporter, or a follower.

    `cycle` counts those of the case that the result belongs to.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="call_backs")
    about = models.ForeignKey(
        Case, null=True, on_delete=models.PROTECT, related_name="voices",
        help_text="the case whose result it was, where this one is merged into it",
    )  # fmt: skip
    follower = models.ForeignKey(
        Follower, null=True, on_delete=models.CASCADE, related_name="call_backs"
    )
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    cycle = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    reached = models.BooleanField()
    solved = models.BooleanField(null=True)
    satisfaction = models.CharField(max_length=18, blank=True)
    note = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering = ["at"]
        constraints = [
            models.CheckConstraint(
                name="only_who_was_reached_has_answered",
                condition=Q(reached=True, solved__isnull=False)
                | Q(reached=False, solved=None, satisfaction=""),
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.at}"


class Escalation(models.Model):
    """A rung that a case has reached in one cycle; it is reached once."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="escalations")
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    cycle = models.PositiveSmallIntegerField()
    rung = models.CharField(max_length=10)
    at = models.DateTimeField()
    due_at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "cycle", "rung"], name="a_rung_is_reached_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.rung}"
