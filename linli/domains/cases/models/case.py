"""A case, and apart from it who reported it."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q

from linli.core.divisions.models import Department, Division
from linli.core.places.datum import Point
from linli.domains.cases.models.kinds import Category
from linli.domains.cases.rules import (
    OPEN,
    Channel,
    Move,
    Outcome,
    Result,
    Satisfaction,
    Status,
    Urgency,
    headline,
    moves_from,
)
from linli.kernel.ids import new_id
from linli.platform.database.secrecy import EncryptedTextField


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
    asset_id = models.UUIDField(null=True, help_text="the lamp, the lift, that it is about")
    location = models.CharField(max_length=200, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    datum = models.CharField(max_length=6, blank=True)
    wording = models.BigIntegerField(null=True, help_text="64 bits of what was said (SimHash)")

    channel = models.CharField(max_length=8)
    description = models.TextField(max_length=4000)
    urgency = models.CharField(max_length=8, default=Urgency.NORMAL)
    accused = models.ForeignKey(
        Department, null=True, on_delete=models.PROTECT, related_name="+",
        help_text="the party complained about",
    )  # fmt: skip
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
    is_paused = models.BooleanField(default=False, db_default=False)
    calendar_version = models.PositiveIntegerField()

    result = models.CharField(max_length=16, blank=True)
    result_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, blank=True)
    satisfaction = models.CharField(max_length=18, blank=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["subdistrict", "due_at", "id"],
                condition=Q(status__in=OPEN),
                name="open_cases_by_deadline",
            ),
            models.Index(
                fields=["community", "due_at", "id"],
                condition=Q(status__in=OPEN),
                name="open_cases_of_a_community",
            ),
            models.Index(  # the counts above the board, read from the index alone
                fields=["status", "area"],
                include=["community"],
                condition=Q(status__in=OPEN),
                name="open_cases_counted",
            ),
            models.Index(fields=["subdistrict", "reported_at"], name="cases_by_day"),
            models.Index(  # where alike cases are looked for
                fields=["community", "reported_at"],
                condition=Q(status__in=OPEN),
                name="open_cases_by_report",
            ),
            models.Index(
                fields=["reported_at"],
                condition=Q(category__isnull=False),
                name="public_requests_by_time",
            ),
            models.Index(
                fields=["asset_id"], condition=Q(asset_id__isnull=False), name="cases_of_an_asset"
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
        return self.is_open and not self.is_paused and self.due_at < at

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
    is_confidential = models.BooleanField(default=False, db_default=False)

    def __str__(self) -> str:
        return str(self.case_id)
