"""A dispute, its parties and its timeline. What the parties said or who they are is encrypted."""

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import F, Q

from linli.core.divisions.models import Division
from linli.domains.mediation import words
from linli.domains.mediation.models.register import Kind
from linli.domains.mediation.rules import (
    AGREED,
    OPEN,
    TALKING,
    Consent,
    Ending,
    Source,
    Status,
)
from linli.kernel.ids import new_id
from linli.platform.database.secrecy import EncryptedTextField, mask_name, mask_phone


class Dispute(models.Model):
    """A quarrel that the committee was asked to settle, or that a case turned out to be."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=17, unique=True, db_collation="C")
    submission_id = models.UUIDField(null=True, unique=True)
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    area = models.CharField(max_length=15, db_collation="C")
    source = models.CharField(max_length=8)
    case_id = models.UUIDField(null=True)
    case_cycle = models.PositiveSmallIntegerField(null=True)
    case_number = models.CharField(max_length=16, blank=True, db_collation="C")

    kind = models.ForeignKey(Kind, null=True, on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=80, help_text="what it is about, without names")
    statement = EncryptedTextField(blank=True)
    location = models.CharField(max_length=200, blank=True)

    status = models.CharField(max_length=12, default=Status.ASKED)
    version = models.PositiveIntegerField(default=0)
    opened_by = models.UUIDField(null=True)
    opened_at = models.DateTimeField()
    began_at = models.DateTimeField(null=True)
    concluded_at = models.DateTimeField(null=True, help_text="when the talks were over")
    ending = models.CharField(max_length=10, blank=True)
    clock = models.JSONField(default=list)
    due_at = models.DateTimeField()
    provisional = models.BooleanField(default=False)
    extensions = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(
                fields=["community", "due_at"],
                condition=Q(status__in=OPEN),
                name="open_disputes_by_deadline",
            ),
            models.Index(fields=["community", "concluded_at"], name="disputes_by_conclusion"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case_id", "case_cycle"], name="a_case_is_mediated_once_a_cycle"
            ),
            models.CheckConstraint(
                name="dispute_status_is_known", condition=Q(status__in=[*Status])
            ),
            models.CheckConstraint(
                name="dispute_source_is_known", condition=Q(source__in=[*Source])
            ),
            models.CheckConstraint(
                name="dispute_ending_is_known", condition=Q(ending__in=["", *Ending])
            ),
            models.CheckConstraint(
                name="talks_that_are_over_have_an_ending",
                condition=Q(status__in=TALKING, ending="", concluded_at=None)
                | Q(status=Status.ENDED, concluded_at__isnull=False)
                & ~Q(ending__in=["", Ending.AGREEMENT])
                | Q(status__in=AGREED, ending=Ending.AGREEMENT, concluded_at__isnull=False),
            ),
            models.CheckConstraint(
                name="dispute_area_lies_in_its_community",
                condition=Q(area__startswith=F("community")),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_open(self) -> bool:
        return self.status in OPEN

    @property
    def is_talking(self) -> bool:
        return self.status in TALKING

    def is_overdue(self, at: datetime) -> bool:
        return self.is_talking and self.due_at < at


class Party(models.Model):
    """One side of a dispute, and whether it wants to be mediated (art. 17)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    dispute = models.ForeignKey(Dispute, on_delete=models.CASCADE, related_name="parties")
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField(help_text="1 is 甲方, 2 is 乙方, and so on")
    name = EncryptedTextField()
    phone = EncryptedTextField(blank=True)
    consent = models.CharField(max_length=8, blank=True)
    consent_how = models.CharField(max_length=10, blank=True)
    consent_at = models.DateTimeField(null=True)
    consent_noted_by = models.UUIDField(null=True)

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["dispute", "place"], name="parties_have_own_places"),
            models.CheckConstraint(
                name="a_consent_says_how_and_when",
                condition=Q(consent="", consent_how="", consent_at=None)
                | Q(consent__in=[*Consent], consent_at__isnull=False) & ~Q(consent_how=""),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def title(self) -> str:
        """甲方, 乙方 …: how papers and pages call a party without naming it."""
        return words.side(self.place)

    @property
    def masked(self) -> tuple[str, str]:
        return mask_name(self.name), mask_phone(self.phone)


class Step(models.Model):
    """One line of the timeline; `words` are read by whoever may know what is confidential."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    dispute = models.ForeignKey(Dispute, on_delete=models.CASCADE, related_name="steps")
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    kind = models.CharField(max_length=12)
    by = models.UUIDField(null=True)
    words = EncryptedTextField(blank=True)
    details = models.JSONField(default=dict)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return self.kind

    @property
    def title(self) -> Any:
        return words.STEP.get(self.kind, self.kind)
