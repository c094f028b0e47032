"""Closed months: figures that never change, the lists behind them, and what was made of them.

A correction is a closing with the next version; the one before stays as it was published. Rows of
these tables are only ever added, which a trigger of the database sees to.
"""

from django.db import models
from django.db.models import Q

from linli.core.divisions.models import Department, Division
from linli.kernel.ids import new_id


class Closing(models.Model):
    """The figures of one sub-district's month as they stood at `as_of`."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    area = models.CharField(max_length=9, db_collation="C")
    month = models.DateField(help_text="its first day")
    version = models.PositiveSmallIntegerField()
    as_of = models.DateTimeField()
    closed_by = models.UUIDField(null=True)
    reason = models.CharField(max_length=400, blank=True)
    definition = models.CharField(max_length=12, help_text="by which rules cases were counted")
    calendar_version = models.PositiveIntegerField()
    residents = models.JSONField(help_text="registered residents of each community at `as_of`")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["area", "month", "version"], name="a_month_is_closed_once_a_version"
            ),
            models.CheckConstraint(
                name="a_correction_has_its_reason", condition=Q(version=1) | ~Q(reason="")
            ),
            models.CheckConstraint(
                name="a_month_begins_on_its_first_day", condition=Q(month__day=1)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.month:%Y-%m} v{self.version}"


class Counted(models.Model):
    """One case of a closed month with everything that decided where it counts.

    `parts` is a sum of bits, one for each list in the order of `queries.Part`. The deadlines are
    kept, since a later cycle of the case replaces its clock; the case itself may go, the row stays.
    """

    id = models.BigAutoField(primary_key=True)
    closing = models.ForeignKey(Closing, on_delete=models.PROTECT, related_name="counted")
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    case_id = models.UUIDField()
    number = models.CharField(max_length=16, db_collation="C")
    channel = models.CharField(max_length=8)
    department = models.ForeignKey(
        Department, null=True, on_delete=models.PROTECT, related_name="+"
    )
    ground = models.CharField(max_length=30, blank=True, help_text="why it is left out, if it is")
    parts = models.PositiveSmallIntegerField()
    feedback_due_at = models.DateTimeField()
    due_at = models.DateTimeField()
    is_paused = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["closing", "case_id"], name="a_case_counts_once")
        ]

    def __str__(self) -> str:
        return self.number


class Figure(models.Model):
    """How many cases one list of a closed month holds, and which: `digest` is SHA-256 over their
    numbers, sorted, a line each. Cases left out are counted in `excluded` alone.

    A figure of the whole has neither department nor channel.
    """

    id = models.BigAutoField(primary_key=True)
    closing = models.ForeignKey(Closing, on_delete=models.PROTECT, related_name="figures")
    area = models.CharField(max_length=12, db_collation="C")
    department = models.ForeignKey(
        Department, null=True, on_delete=models.PROTECT, related_name="+"
    )
    channel = models.CharField(max_length=8, blank=True)
    part = models.CharField(max_length=16)
    count = models.PositiveIntegerField()
    excluded = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["closing", "area", "department", "channel", "part"],
                nulls_distinct=False,
                name="a_figure_stands_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.part}: {self.count}"


class PartyCount(models.Model):
    """What one party did in a closed month, ready to be scored under any version of the rules."""

    id = models.BigAutoField(primary_key=True)
    closing = models.ForeignKey(Closing, on_delete=models.PROTECT, related_name="parties")
    party = models.CharField(max_length=36, help_text="a department's id, or a community's code")
    role = models.CharField(max_length=8)
    measure = models.CharField(max_length=16)
    numerator = models.PositiveIntegerField()
    denominator = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["closing", "party", "role", "measure"], name="a_party_is_counted_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.party} {self.role} {self.measure}"


class ScoreRules(models.Model):
    """One version of how rates become points, in force for months from `effective_from` on.

    Until it is announced it is a draft that only a preview uses; after that it never changes.
    """

    version = models.AutoField(primary_key=True)
    pieces = models.JSONField()
    basis = models.CharField(max_length=200)
    effective_from = models.DateField(help_text="the first day of the first month it scores")
    written_at = models.DateTimeField()
    written_by = models.UUIDField(null=True)
    announced_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["effective_from"],
                condition=Q(announced_at__isnull=False),
                name="one_version_of_score_rules_a_month",
            )
        ]

    def __str__(self) -> str:
        return f"v{self.version}"


class ScoreSheet(models.Model):
    """The scores of a closed month under the rules then in force, as one text, and its digest."""

    closing = models.OneToOneField(
        Closing, primary_key=True, on_delete=models.PROTECT, related_name="sheet"
    )
    rules = models.ForeignKey(ScoreRules, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return str(self.closing_id)


class Publication(models.Model):
    """That a closing was published, and when; it is never taken back, only corrected."""

    closing = models.OneToOneField(
        Closing, primary_key=True, on_delete=models.PROTECT, related_name="publication"
    )
    at = models.DateTimeField()
    by = models.UUIDField(null=True)

    def __str__(self) -> str:
        return str(self.closing_id)
