"""What the meetings domain remembers. Fields, constraints and one-row facts; no workflow."""

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import F, Q

from linli.core.divisions.models import Division
from linli.domains.meetings import rules, words
from linli.domains.meetings.rules import Fraction, Kind, Presence, Purpose, Status
from linli.kernel.ids import new_id
from linli.platform.database.secrecy import EncryptedTextField

VOTES = ("votes_for", "votes_against", "votes_abstained")


class Majority(models.Model):
    """How many a kind of body needs, to sit or to decide, from `effective_from` on.

    A row is never edited: a change is a new row, so that meetings keep the rule they were held by.
    """

    kind = models.CharField(max_length=12)
    purpose = models.CharField(max_length=10)
    numerator = models.PositiveSmallIntegerField()
    denominator = models.PositiveSmallIntegerField()
    is_strict = models.BooleanField(help_text="more than the share, not just the share")
    basis = models.CharField(max_length=120, help_text="the rule this majority comes from")
    effective_from = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "purpose", "effective_from"], name="one_majority_at_a_time"
            ),
            models.CheckConstraint(name="majority_kind_is_known", condition=Q(kind__in=[*Kind])),
            models.CheckConstraint(
                name="majority_purpose_is_known", condition=Q(purpose__in=[*Purpose])
            ),
            models.CheckConstraint(
                name="a_majority_is_a_share",
                condition=Q(numerator__gt=0, denominator__gte=F("numerator")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.purpose}: {self.fraction}"

    @property
    def fraction(self) -> Fraction:
        return Fraction(self.numerator, self.denominator, self.is_strict)


class Body(models.Model):
    """Who meets: a standing body of one community."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    area = models.CharField(max_length=15, db_collation="C")
    kind = models.CharField(max_length=12)
    name = models.CharField(max_length=60)
    founded_on = models.DateField()
    reminded_on = models.DateField(null=True, help_text="that it hasn't met this month")

    class Meta:
        ordering = ["area", "name"]
        constraints = [
            models.CheckConstraint(name="body_kind_is_known", condition=Q(kind__in=[*Kind])),
            models.UniqueConstraint(fields=["area", "name"], name="bodies_of_a_place_differ"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def kind_words(self) -> Any:
        return words.KIND[Kind(self.kind)]


class Seat(models.Model):
    """Who sits on a body, for whom, and in which term. Holders of such offices are public."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="seats")
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=40, help_text="of a person or of a unit")
    side = models.CharField(max_length=40, blank=True, help_text="whom they speak for")
    account_id = models.UUIDField(null=True, help_text="with which they work here, if they do")
    is_chair = models.BooleanField(default=False)
    since = models.DateField()
    term_ends_on = models.DateField(null=True)
    left_on = models.DateField(null=True)

    class Meta:
        ordering = ["-is_chair", "since", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["body"],
                condition=Q(is_chair=True, left_on=None),
                name="a_body_has_one_chair",
            ),
            models.UniqueConstraint(
                fields=["body", "account_id"],
                condition=Q(left_on=None),
                name="an_account_has_one_seat_on_a_body",
            ),
            models.CheckConstraint(
                name="a_term_ends_after_it_begins",
                condition=Q(term_ends_on=None) | Q(term_ends_on__gt=F("since")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}（{self.side}）" if self.side else self.name


class Meeting(models.Model):
    """One meeting of a body. Once both have signed, `digest` fixes what was said and decided."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="meetings")
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    area = models.CharField(max_length=15, db_collation="C")
    serial = models.PositiveIntegerField()
    at = models.DateTimeField()
    location = models.CharField(max_length=80)
    status = models.CharField(max_length=10, default=Status.CALLED)
    called_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    quorum = models.ForeignKey(Majority, null=True, on_delete=models.PROTECT, related_name="+")
    why_cancelled = models.CharField(max_length=200, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    chair_by = models.UUIDField(null=True)
    chair_at = models.DateTimeField(null=True)
    recorder_by = models.UUIDField(null=True)
    recorder_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at", "id"]
        indexes = [models.Index(fields=["area", "-at"], name="meetings_newest_of_an_area")]
        constraints = [
            models.UniqueConstraint(fields=["body", "serial"], name="meetings_of_a_body_count_up"),
            models.CheckConstraint(
                name="meeting_status_is_known", condition=Q(status__in=[*Status])
            ),
            models.CheckConstraint(
                name="chair_and_recorder_are_two_people",
                condition=Q(chair_by=None) | Q(recorder_by=None) | ~Q(chair_by=F("recorder_by")),
            ),
            models.CheckConstraint(
                name="signed_minutes_have_both_names_and_a_digest",
                condition=~Q(status=Status.SIGNED)
                | Q(chair_by__isnull=False, recorder_by__isnull=False) & ~Q(digest=""),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def status_words(self) -> Any:
        return words.STATUS[Status(self.status)]

    @property
    def tone(self) -> str:
        return words.TONE[Status(self.status)]


class Attendance(models.Model):
    """One seat at one meeting, from the invitation on."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendance")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    presence = models.CharField(max_length=10, default=Presence.INVITED)
    was_told = models.BooleanField(help_text="by a message here; others are to be telephoned")
    came_at = models.DateTimeField(null=True)
    by_code = models.BooleanField(default=False, help_text="by the code shown at the door")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "seat"], name="a_seat_attends_once"),
            models.CheckConstraint(name="presence_is_known", condition=Q(presence__in=[*Presence])),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def presence_words(self) -> Any:
        return words.PRESENCE[Presence(self.presence)]


class Item(models.Model):
    """One point of the agenda: what was said about it, and what was decided with which votes."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="items")
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    raised_by = models.UUIDField(null=True)
    is_review = models.BooleanField(default=False, help_text="of what was resolved before")
    minutes = EncryptedTextField(blank=True)
    resolution = models.CharField(max_length=400, blank=True)
    votes_for = models.PositiveSmallIntegerField(null=True)
    votes_against = models.PositiveSmallIntegerField(null=True)
    votes_abstained = models.PositiveSmallIntegerField(null=True)
    present = models.PositiveSmallIntegerField(null=True, help_text="the whole of the majority")
    majority = models.ForeignKey(Majority, null=True, on_delete=models.PROTECT, related_name="+")
    is_adopted = models.BooleanField(null=True)

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "place"], name="an_agenda_counts_up"),
            models.CheckConstraint(
                name="nobody_votes_twice_on_an_item",
                condition=Q(is_adopted=None)
                | Q(present__gte=F("votes_for") + F("votes_against") + F("votes_abstained")),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Duty(models.Model):
    """What an adopted resolution asks of one seat, by when, and what came of it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="duties")
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    area = models.CharField(max_length=15, db_collation="C")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    task = models.CharField(max_length=200)
    days = models.PositiveSmallIntegerField(help_text="working days from the meeting")
    calendar_version = models.PositiveIntegerField()
    due_at = models.DateTimeField()
    status = models.CharField(max_length=10, default=rules.Duty.DUE)
    evidence = models.CharField(max_length=400, blank=True)
    reported_at = models.DateTimeField(null=True)
    reported_by = models.UUIDField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.UUIDField(null=True)
    stood_in_for = models.CharField(
        max_length=200, blank=True, help_text="why another than who raised the item accepted it"
    )
    sent_back_for = models.CharField(max_length=200, blank=True)
    reminded_for = models.CharField(max_length=8, blank=True)
    sent_at = models.DateTimeField(null=True, help_text="to be handled as a case")
    case_id = models.UUIDField(null=True, help_text="the case that it became")
    case_number = models.CharField(max_length=16, blank=True, db_collation="C")

    class Meta:
        ordering = ["due_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="duty_status_is_known", condition=Q(status__in=[*rules.Duty])
            ),
            models.CheckConstraint(
                name="nobody_confirms_their_own_duty",
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("reported_by")),
            ),
            models.CheckConstraint(
                name="a_confirmed_duty_has_evidence",
                condition=~Q(status=rules.Duty.CONFIRMED)
                | Q(confirmed_at__isnull=False) & ~Q(evidence=""),
            ),
            models.UniqueConstraint(fields=["case_id"], name="a_case_is_of_one_duty"),
        ]

    def __str__(self) -> str:
        return self.task

    @property
    def status_words(self) -> Any:
        return words.DUTY[rules.Duty(self.status)]

    @property
    def tone(self) -> str:
        return words.DUTY_TONE[rules.Duty(self.status)]

    def is_late(self, now: datetime) -> bool:
        """Whether it was, or still is, not reported by its deadline."""
        return (self.reported_at or now) > self.due_at
