"""Who else waits for a case: what was merged into it, and who follows instead of repeating."""

from django.db import models
from django.db.models import F, Q

from linli.core.divisions.models import Division
from linli.domains.cases.models.case import Case
from linli.domains.cases.rules import Outcome, Satisfaction
from linli.kernel.ids import new_id
from linli.platform.database.secrecy import EncryptedTextField


class Merging(models.Model):
    """A case that is worked on as part of another. `before` is what un-merging restores, to the byte.

    The row goes when the two are taken apart again; trail and timeline remember that it was there.
    """

    case = models.OneToOneField(
        Case, primary_key=True, on_delete=models.CASCADE, related_name="merging"
    )
    into = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="merged")
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    before = models.JSONField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="no_case_is_merged_into_itself", condition=~Q(case=F("into"))
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id} → {self.into_id}"


class Follower(models.Model):
    """Somebody whom a case concerns as well: asked and rating like its reporter, with a number and
    check code of their own."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=16, unique=True, db_collation="C")
    submission_id = models.UUIDField(null=True, unique=True)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="followers")
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    area = models.CharField(max_length=15, db_collation="C")
    account_id = models.UUIDField(null=True)
    name = EncryptedTextField(blank=True)
    phone = EncryptedTextField(blank=True)
    phone_index = models.CharField(max_length=32, blank=True, db_index=True)
    is_confidential = models.BooleanField(default=False, db_default=False)
    at = models.DateTimeField()
    entered_by = models.UUIDField(null=True)
    outcome = models.CharField(max_length=10, blank=True)
    satisfaction = models.CharField(max_length=18, blank=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                name="follower_outcome_is_known", condition=Q(outcome__in=["", *Outcome])
            ),
            models.CheckConstraint(
                name="follower_satisfaction_is_known",
                condition=Q(satisfaction__in=["", *Satisfaction]),
            ),
        ]

    def __str__(self) -> str:
        return self.number
