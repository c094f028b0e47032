"""What the cases domain remembers. Fields, constraints and one-row facts; no workflow."""

from datetime import datetime
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from linli.core.divisions.models import Department, Division
from linli.core.places.datum import Point
from linli.domains.cases import words
from linli.domains.cases.rules import (
    OPEN,
    OPEN_SHARES,
    Channel,
    Move,
    Outcome,
    Result,
    Satisfaction,
    Share,
    ShareMove,
    Status,
    Urgency,
    headline,
    moves_from,
    share_moves_from,
)
from linli.kernel.ids import new_id
from linli.platform.database.secrecy import EncryptedTextField


class Category(models.Model):
    """A kind of matter; the tree that dispatching, deadlines and statistics share."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.SlugField(max_length=20, unique=True)
    name = models.CharField(max_length=40)
    name_en = models.CharField(max_length=60, blank=True)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    keywords = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class TimeLimit(models.Model):
    """How long a promise may take, from `effective_from` until the next row of its kind takes over.

    A row is never edited: a change is a new row, so that old cases keep the promise they were given.
    """

    kind = models.CharField(max_length=10)
    category = models.ForeignKey(Category, null=True, on_delete=models.PROTECT, related_name="+")
    urgency = models.CharField(max_length=8, blank=True)
    amount = models.PositiveIntegerField()
    unit = models.CharField(max_length=12)
    basis = models.CharField(max_length=120, help_text="the rule this limit comes from")
    effective_from = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "category", "urgency", "effective_from"],
                nulls_distinct=False,
                name="one_time_limit_at_a_time",
            ),
            models.CheckConstraint(name="a_time_limit_leaves_time", condition=Q(amount__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.amount} {self.unit}"


class Case(models.Model):
    """A matter that somebody reported and that the community has to answer for.

    Clocks are logs (`platform.calendar.clocks`); the due times beside them are what the logs say,
    kept as columns so that lists can sort by them.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=16, unique=True, db_collation="C")
    submission_id = models.UUIDField(null=True, unique=True)
    external_ref = models.CharField(
        max_length=80,
        blank=True,
        default="",
        db_default="",
        db_collation="C",
        help_text="its number where it came from",
    )

    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    subdistrict = models.CharField(max_length=9, db_collation="C")
    area = models.CharField(max_length=15, db_collation="C")
    building_id = models.UUIDField(null=True)
    location = models.CharField(max_length=200, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    datum = models.CharField(max_length=6, blank=True)

    channel = models.CharField(max_length=8)
    description = models.TextField(max_length=4000)
    urgency = models.CharField(max_length=8, default=Urgency.NORMAL)
    category = models.ForeignKey(Category, null=True, on_delete=models.PROTECT, related_name="+")
    suggestion = models.JSONField(null=True)

    status = models.CharField(max_length=16, default=Status.REPORTED)
    version = models.PositiveIntegerField(default=0)
    cycle = models.PositiveSmallIntegerField(default=1)
    taken_by = models.UUIDField(null=True)
    taken_at = models.DateTimeField(null=True)

    reported_by = models.UUIDField(null=True)
    entered_by = models.UUIDField(null=True)
    reported_at = models.DateTimeField()
    feedback_clock = models.JSONField(default=list)
    feedback_due_at = models.DateTimeField()
    feedback_at = models.DateTimeField(null=True)
    solution_clock = models.JSONField(default=list)
    due_at = models.DateTimeField()
    provisional = models.BooleanField(default=False)
    calendar_version = models.PositiveIntegerField()

    result = models.CharField(max_length=16, blank=True)
    result_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, blank=True)
    satisfaction = models.CharField(max_length=18, blank=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["subdistrict", "due_at"],
                condition=Q(status__in=OPEN),
                name="open_cases_by_deadline",
            ),
            models.Index(
                fields=["community", "due_at"],
                condition=Q(status__in=OPEN),
                name="open_cases_of_a_community",
            ),
            models.Index(fields=["subdistrict", "reported_at"], name="cases_by_day"),
            models.Index(
                fields=["reported_at"],
                condition=Q(category__isnull=False),
                name="public_requests_by_time",
            ),
            models.Index(
                fields=["reported_by"], condition=Q(reported_by__isnull=False), name="my_cases"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "external_ref"],
                condition=~Q(external_ref=""),
                name="a_case_is_brought_in_once",
            ),
            models.CheckConstraint(name="case_status_is_known", condition=Q(status__in=[*Status])),
            models.CheckConstraint(
                name="case_channel_is_known", condition=Q(channel__in=[*Channel])
            ),
            models.CheckConstraint(
                name="case_urgency_is_known", condition=Q(urgency__in=[*Urgency])
            ),
            models.CheckConstraint(
                name="case_result_is_known", condition=Q(result__in=["", *Result])
            ),
            models.CheckConstraint(
                name="case_outcome_is_known", condition=Q(outcome__in=["", *Outcome])
            ),
            models.CheckConstraint(
                name="case_satisfaction_is_known",
                condition=Q(satisfaction__in=["", *Satisfaction]),
            ),
            models.CheckConstraint(
                name="only_a_closed_case_has_an_outcome",
                condition=Q(status=Status.CLOSED) | Q(outcome=""),
            ),
            models.CheckConstraint(
                name="a_point_has_both_coordinates",
                condition=Q(latitude=None, longitude=None)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
            ),
            models.CheckConstraint(
                name="case_area_lies_in_its_community",
                condition=Q(area__startswith=F("community")),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_open(self) -> bool:
        return self.status in OPEN

    @property
    def moves(self) -> tuple[Move, ...]:
        return moves_from(Status(self.status))

    @property
    def is_urgent(self) -> bool:
        return self.urgency == Urgency.URGENT

    @property
    def headline(self) -> str:
        """The first line of what was reported, short enough for a list."""
        return headline(self.description)

    @property
    def point(self) -> Point | None:
        if self.latitude is None or self.longitude is None:
            return None
        return Point(self.latitude, self.longitude, self.datum)

    @property
    def ended_elsewhere(self) -> bool:
        """Whether it was closed before it came here: nothing is owed, and nobody was asked."""
        return self.status == Status.CLOSED and not self.outcome

    def is_overdue(self, at: datetime) -> bool:
        """Whether the solution is owed since before `at`."""
        return self.is_open and self.due_at < at

    def solved_in_time(self) -> bool:
        return self.result_at is not None and self.result_at <= self.due_at


class Contact(models.Model):
    """Who reported a case and how to reach them: kept apart, so that a case can be read without it."""

    case = models.OneToOneField(
        Case, primary_key=True, on_delete=models.CASCADE, related_name="contact"
    )
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    name = EncryptedTextField(blank=True)
    phone = EncryptedTextField(blank=True)
    phone_index = models.CharField(max_length=32, blank=True, db_index=True)

    def __str__(self) -> str:
        return str(self.case_id)


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
    accepted_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    clock = models.JSONField(default=list)
    due_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True)

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
        indexes = [models.Index(fields=["case", "at"], name="timeline_of_a_case")]

    def __str__(self) -> str:
        return self.kind

    @property
    def title(self) -> Any:
        return words.STEP.get(self.kind, self.kind)


class CallBack(models.Model):
    """One try to ask the reporter whether it is solved and whether they are satisfied."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="call_backs")
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


class SuggestionModel(models.Model):
    """What a sub-district's own dispatched cases taught about categories (numpy archive, no code)."""

    subdistrict = models.CharField(primary_key=True, max_length=9, db_collation="C")
    trained_at = models.DateTimeField()
    cases = models.PositiveIntegerField()
    archive = models.BinaryField()

    def __str__(self) -> str:
        return self.subdistrict
