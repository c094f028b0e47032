"""The template in its versions, and a community's plan: its dates, targets, baselines."""

from uuid import UUID

from django.db import models
from django.db.models import Q

from linli.core.divisions.models import Division
from linli.domains.plan.rules.course import Dates
from linli.domains.plan.rules.template import Content, parse
from linli.kernel.ids import new_id

_READ: dict[UUID, Content] = {}


class Template(models.Model):
    """One version of the plan template; only ever added. The highest number is in force."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.PositiveSmallIntegerField(unique=True)
    title = models.CharField(max_length=80)
    text = models.TextField(help_text="YAML as it was handed in")
    digest = models.CharField(max_length=64)
    published_at = models.DateTimeField()
    published_by = models.UUIDField(null=True)

    class Meta:
        ordering = ["-number"]

    def __str__(self) -> str:
        return f"{self.title} {self.number}"

    @property
    def told(self) -> Content:
        """What it says. A version never changes, so each process reads it once."""
        if self.pk not in _READ:
            _READ[self.pk] = parse(self.text)
        return _READ[self.pk]


class Plan(models.Model):
    """A community's own plan, from the day it started."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    area = models.CharField(max_length=15, db_collation="C")
    template = models.ForeignKey(Template, on_delete=models.PROTECT, related_name="plans")
    title = models.CharField(max_length=80)
    starts_on = models.DateField()
    is_pilot = models.BooleanField(default=False)
    started_at = models.DateTimeField()
    started_by = models.UUIDField(null=True)
    ended_on = models.DateField(null=True)
    end_reason = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ["area", "-starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["community"], condition=Q(ended_on=None),
                name="a_community_has_one_plan_at_a_time",
            ),
            models.CheckConstraint(
                name="a_plan_that_ended_says_why", condition=Q(ended_on=None) | ~Q(end_reason="")
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title


class Baseline(models.Model):
    """The dates and targets as they were agreed; number 0 is the first. Only ever added."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="baselines")
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    dates = models.JSONField(help_text="the due day of each milestone")
    targets = models.JSONField(help_text="the target of each indicator")
    reason = models.CharField(max_length=400, blank=True)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="a_plan_numbers_its_baselines"),
            models.CheckConstraint(
                name="a_later_baseline_says_why", condition=Q(number=0) | ~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.number}"


class Milestone(models.Model):
    """What has to be reached by a day. `first_due_on` is that of the first baseline and stays."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="milestones")
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=40)
    title = models.CharField(max_length=80)
    targets = models.JSONField()
    first_due_on = models.DateField()
    due_on = models.DateField()
    reached_on = models.DateField(null=True)
    evidence = models.CharField(max_length=400, blank=True)
    recorded_by = models.UUIDField(null=True)

    class Meta:
        ordering = ["due_on", "key"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "key"], name="a_milestone_stands_once"),
            models.CheckConstraint(
                name="a_milestone_is_reached_with_evidence",
                condition=Q(reached_on=None) | ~Q(evidence=""),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def dates(self) -> Dates:
        return Dates(self.first_due_on, self.due_on, self.reached_on)


class Target(models.Model):
    """What a plan wants of one indicator, now; how it came to that is in `Change`."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="targets")
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    indicator = models.CharField(max_length=40)
    baseline = models.DecimalField(max_digits=14, decimal_places=4, null=True)
    target = models.DecimalField(max_digits=14, decimal_places=4, null=True)
    due_on = models.DateField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "indicator"], name="an_indicator_has_one_target_in_a_plan"
            )
        ]

    def __str__(self) -> str:
        return self.indicator


class Change(models.Model):
    """A target that was changed, and why; only ever added."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="changes")
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    indicator = models.CharField(max_length=40)
    was = models.DecimalField(max_digits=14, decimal_places=4, null=True)
    becomes = models.DecimalField(max_digits=14, decimal_places=4, null=True)
    reason = models.CharField(max_length=400)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(name="a_changed_target_says_why", condition=~Q(reason=""))
        ]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.was} → {self.becomes}"
