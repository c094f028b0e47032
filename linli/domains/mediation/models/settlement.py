"""What was agreed on, who signed it, whether it is done, what the court says."""

from django.db import models
from django.db.models import F, Q

from linli.core.divisions.models import Division
from linli.domains.mediation.models.disputes import Dispute, Party
from linli.domains.mediation.rules import (
    Court,
    Performance,
    Signer,
)
from linli.kernel.ids import new_id
from linli.platform.database.secrecy import EncryptedTextField


class Agreement(models.Model):
    """What the parties agreed on. Its text is fixed by its digest from the first moment."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    dispute = models.ForeignKey(Dispute, on_delete=models.CASCADE, related_name="agreements")
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    form = models.CharField(max_length=8)
    terms = EncryptedTextField()
    digest = models.CharField(max_length=64)
    written_at = models.DateTimeField()
    written_by = models.UUIDField(null=True)
    torn_at = models.DateTimeField(null=True)
    effective_on = models.DateField(null=True)
    confirm_by = models.DateField(null=True)

    class Meta:
        ordering = ["written_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["dispute"], condition=Q(torn_at=None), name="one_agreement_stands"
            ),
            models.CheckConstraint(
                name="what_is_torn_up_never_takes_effect",
                condition=Q(torn_at=None) | Q(effective_on=None),
            ),
            models.CheckConstraint(
                name="an_effect_has_a_last_day_for_the_court",
                condition=Q(effective_on=None, confirm_by=None)
                | Q(effective_on__isnull=False, confirm_by__gt=F("effective_on")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Signature(models.Model):
    """One name, fingerprint or seal on the paper (art. 29). `whose` is a party, a seat or nobody."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="signatures")
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    signer = models.CharField(max_length=10)
    whose = models.CharField(max_length=36, blank=True)
    mark = models.CharField(max_length=12)
    signed_on = models.DateField()
    at = models.DateTimeField()
    noted_by = models.UUIDField(null=True)

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "signer", "whose"], name="everybody_signs_once"
            ),
            models.CheckConstraint(name="signer_is_known", condition=Q(signer__in=[*Signer])),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.signer}"


class Duty(models.Model):
    """What one party has to do by a day, and what the follow-up found (art. 31)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="duties")
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="+")
    place = models.PositiveSmallIntegerField()
    task = EncryptedTextField()
    due_on = models.DateField()
    status = models.CharField(max_length=14, default=Performance.DUE)
    reminded_for = models.CharField(max_length=8, blank=True, help_text="soon, then late")

    class Meta:
        ordering = ["place"]
        constraints = [
            models.CheckConstraint(
                name="performance_is_known", condition=Q(status__in=[*Performance])
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Visit(models.Model):
    """One look at whether a duty was done; kept even when a later one found otherwise."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    duty = models.ForeignKey(Duty, on_delete=models.CASCADE, related_name="visits")
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    performed = models.BooleanField()
    note = EncryptedTextField(blank=True)

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return str(self.pk)


class Confirmation(models.Model):
    """The parties' joint application to the court, and its answer (art. 33)."""

    agreement = models.OneToOneField(
        Agreement, primary_key=True, on_delete=models.CASCADE, related_name="confirmation"
    )
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    court = models.CharField(max_length=60)
    applied_on = models.DateField()
    state = models.CharField(max_length=12, default=Court.APPLIED)
    decided_on = models.DateField(null=True)
    paper = models.CharField(max_length=60, blank=True, help_text="number of the court's paper")

    class Meta:
        constraints = [
            models.CheckConstraint(name="court_answer_is_known", condition=Q(state__in=[*Court])),
            models.CheckConstraint(
                name="an_answer_of_the_court_has_its_day",
                condition=Q(state=Court.APPLIED, decided_on=None)
                | ~Q(state=Court.APPLIED) & Q(decided_on__gte=F("applied_on")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
