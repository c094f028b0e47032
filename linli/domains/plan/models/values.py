"""What indicators came to: computed, entered by hand, and frozen as published."""

from django.db import models
from django.db.models import F, Q

from linli.core.divisions.models import Division
from linli.kernel.ids import new_id


class Value(models.Model):
    """Numerator and denominator of one indicator of one community in one month, as last computed.

    A month without a row is missing, which isn't zero. Rows are made anew from live data at any time;
    what was published stands in `Snapshot`.
    """

    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    area = models.CharField(max_length=12, db_collation="C")
    indicator = models.CharField(max_length=60, help_text="key of the manifest that computes it")
    month = models.DateField(help_text="its first day")
    numerator = models.FloatField()
    denominator = models.FloatField()
    computed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "area", "month"], name="a_value_stands_once"
            ),
            models.CheckConstraint(name="a_value_is_of_a_month", condition=Q(month__day=1)),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.area} {self.month}"


class Entry(models.Model):
    """A value that somebody entered, with its evidence; it counts once a second person confirmed it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    area = models.CharField(max_length=12, db_collation="C")
    indicator = models.CharField(max_length=40, help_text="key in the template")
    month = models.DateField(help_text="its first day")
    numerator = models.DecimalField(max_digits=18, decimal_places=4)
    denominator = models.DecimalField(max_digits=18, decimal_places=4)
    evidence = models.CharField(max_length=400)
    status = models.CharField(max_length=10, default="waiting")
    entered_at = models.DateTimeField()
    entered_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    reason = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ["-month", "-entered_at"]
        indexes = [models.Index(fields=["indicator", "area", "month"], name="entries_of_a_month")]
        constraints = [
            models.CheckConstraint(name="an_entry_is_of_a_month", condition=Q(month__day=1)),
            models.CheckConstraint(name="an_entry_has_evidence", condition=~Q(evidence="")),
            models.CheckConstraint(
                name="an_entry_is_divided_by_something", condition=Q(denominator__gt=0)
            ),
            models.CheckConstraint(
                name="an_entry_has_a_known_status",
                condition=Q(status__in=["waiting", "confirmed", "refused", "replaced"]),
            ),
            models.CheckConstraint(
                name="a_second_person_confirms_an_entry",
                condition=~Q(status="confirmed") | ~Q(decided_by=F("entered_by")),
            ),
            models.UniqueConstraint(
                fields=["indicator", "area", "month"], condition=Q(status="confirmed"),
                name="one_confirmed_entry_counts",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.indicator} {self.area} {self.month}"


class Snapshot(models.Model):
    """Every indicator of a plan as it stood when it was published; only ever added."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    plan = models.ForeignKey("plan.Plan", on_delete=models.PROTECT, related_name="snapshots")
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    as_of = models.DateField()
    taken_at = models.DateTimeField()
    taken_by = models.UUIDField(null=True)
    content = models.TextField(help_text="canonical JSON")
    digest = models.CharField(max_length=64, help_text="SHA-256 of `content`")

    class Meta:
        ordering = ["-taken_at"]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.as_of}"
