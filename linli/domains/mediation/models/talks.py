"""The talks: who mediates, when people met, what the police were told."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from linli.core.divisions.models import Division
from linli.domains.mediation import rules
from linli.domains.mediation.models.disputes import Dispute, Party
from linli.domains.mediation.models.register import Mediator
from linli.domains.mediation.rules import (
    SITTING,
)
from linli.kernel.ids import new_id
from linli.platform.database.secrecy import EncryptedTextField


class Seat(models.Model):
    """A mediator in one dispute, and what they have declared to have to do with its parties."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    dispute = models.ForeignKey(Dispute, on_delete=models.CASCADE, related_name="seats")
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    mediator = models.ForeignKey(Mediator, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, default=rules.Seat.PROPOSED)
    relation = models.CharField(max_length=10)
    chosen_by = models.CharField(max_length=10)
    named_at = models.DateTimeField()

    class Meta:
        ordering = ["named_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="seat_status_is_known", condition=Q(status__in=[*rules.Seat])
            ),
            models.CheckConstraint(
                name="nobody_near_a_party_mediates", condition=~Q(relation__in=sorted(rules.BARRED))
            ),
            models.UniqueConstraint(
                fields=["dispute", "mediator"],
                condition=Q(status__in=SITTING),
                name="a_mediator_sits_once_in_a_dispute",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Acceptance(models.Model):
    """A party accepts a mediator (art. 23, 1)."""

    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="acceptances")
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="+")
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    how = models.CharField(max_length=10)
    at = models.DateTimeField()
    noted_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["seat", "party"], name="a_party_accepts_once")
        ]

    def __str__(self) -> str:
        return f"{self.seat_id} {self.party_id}"


class Challenge(models.Model):
    """Somebody asks that a mediator step back; the head of the committee rules on it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="challenges")
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    party = models.ForeignKey(Party, null=True, on_delete=models.CASCADE, related_name="+")
    relation = models.CharField(max_length=10)
    reason = EncryptedTextField()
    at = models.DateTimeField()
    upheld = models.BooleanField(null=True)
    ruling = EncryptedTextField(blank=True)
    ruled_at = models.DateTimeField(null=True)
    ruled_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["seat"], condition=Q(upheld=None), name="one_challenge_waits_for_a_ruling"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Sitting(models.Model):
    """One meeting of the mediators with the parties; its minutes are confidential (art. 27)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    dispute = models.ForeignKey(Dispute, on_delete=models.CASCADE, related_name="sittings")
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    location = models.CharField(max_length=80)
    in_public = models.BooleanField(default=False)
    reminded_at = models.DateTimeField(null=True)
    present = ArrayField(models.UUIDField(), default=list)
    minutes = EncryptedTextField(blank=True)
    minuted_at = models.DateTimeField(null=True)
    minuted_by = models.UUIDField(null=True)

    class Meta:
        ordering = ["at"]
        indexes = [
            models.Index(
                fields=["at"], condition=Q(reminded_at=None), name="mediation_sitting_to_tell"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Alarm(models.Model):
    """What the police were told because the dispute may turn worse (art. 25), and their answer."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    dispute = models.ForeignKey(Dispute, on_delete=models.CASCADE, related_name="alarms")
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    risk = models.CharField(max_length=10)
    told = models.CharField(max_length=80, help_text="which police station or line was told")
    receipt = models.CharField(max_length=40, blank=True, help_text="its number there")
    report = EncryptedTextField()
    at = models.DateTimeField()
    due_at = models.DateTimeField()
    clock = models.JSONField(default=list)
    answer = EncryptedTextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return str(self.pk)
