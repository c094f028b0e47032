"""What the function list remembers. Fields, constraints and one-row facts; no workflow."""

from typing import Any

from django.db import models
from django.db.models import F, Q

from linli.core.divisions.models import Division
from linli.domains.duties import words
from linli.domains.duties.rules import ENDED, HOURS_AT_MOST, Kind, Move, Origin, Status
from linli.kernel.ids import new_id


class Duty(models.Model):
    """One duty of a community. It stands on the list from `admitted_on` until before `ended_on`."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    area = models.CharField(max_length=15, db_collation="C")
    title = models.CharField(max_length=80)
    detail = models.CharField(max_length=1000, blank=True)
    origin = models.CharField(max_length=14)
    basis = models.CharField(max_length=200, help_text="the law, paper or decision it comes from")
    delegated_by = models.CharField(max_length=80, blank=True)
    post = models.CharField(max_length=40, help_text="who does it, by office and not by name")
    hours = models.DecimalField(max_digits=6, decimal_places=1, help_text="of work a month")
    status = models.CharField(max_length=10, default=Status.PROPOSED)
    version = models.PositiveIntegerField(default=1)
    proposed_at = models.DateTimeField()
    proposed_by = models.UUIDField(null=True)
    admitted_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    review_on = models.DateField(null=True)
    merged_into = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="merged"
    )

    class Meta:
        ordering = ["origin", "title"]
        indexes = [models.Index(fields=["area", "status", "title"], name="duties_of_an_area")]
        constraints = [
            models.CheckConstraint(name="duty_origin_is_known", condition=Q(origin__in=[*Origin])),
            models.CheckConstraint(
                name="a_duty_has_a_known_status", condition=Q(status__in=[*Status])
            ),
            models.CheckConstraint(
                name="a_delegated_duty_says_by_whom",
                condition=~Q(origin=Origin.DELEGATED) | ~Q(delegated_by=""),
            ),
            models.CheckConstraint(
                name="a_month_has_only_so_many_hours",
                condition=Q(hours__gte=0, hours__lte=HOURS_AT_MOST),
            ),
            models.CheckConstraint(
                name="a_duty_ends_when_it_leaves_the_list",
                condition=Q(status__in=sorted(ENDED), ended_on__gte=F("admitted_on"))
                | ~Q(status__in=sorted(ENDED)) & Q(ended_on=None),
            ),
            models.CheckConstraint(
                name="what_is_merged_says_into_what",
                condition=Q(status=Status.MERGED, merged_into__isnull=False)
                | ~Q(status=Status.MERGED) & Q(merged_into=None),
            ),
            models.UniqueConstraint(
                fields=["community", "title"],
                condition=Q(status__in=[Status.PROPOSED, Status.IN_FORCE]),
                name="a_duty_stands_once_on_the_list",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def origin_words(self) -> Any:
        return words.ORIGIN[Origin(self.origin)]

    @property
    def status_words(self) -> Any:
        return words.STATUS[Status(self.status)]

    @property
    def tone(self) -> str:
        return words.TONE[Status(self.status)]


class Support(models.Model):
    """The power, money, people or things that came with a duty."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="supports")
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10)
    what = models.CharField(max_length=200)
    yuan = models.DecimalField(max_digits=12, decimal_places=2, null=True, help_text="a year")
    people = models.DecimalField(max_digits=5, decimal_places=1, null=True, help_text="full time")
    paper = models.CharField(max_length=80, help_text="number of the paper that grants it")
    from_on = models.DateField()
    until_on = models.DateField(null=True, help_text="the last day")
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField(null=True)

    class Meta:
        ordering = ["from_on", "id"]
        constraints = [
            models.CheckConstraint(name="support_kind_is_known", condition=Q(kind__in=[*Kind])),
            models.CheckConstraint(
                name="support_ends_after_it_begins",
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")),
            ),
            models.CheckConstraint(
                name="funds_say_how_much", condition=~Q(kind=Kind.FUNDS) | Q(yuan__gt=0)
            ),
            models.CheckConstraint(
                name="people_say_how_many", condition=~Q(kind=Kind.PEOPLE) | Q(people__gt=0)
            ),
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def kind_words(self) -> Any:
        return words.KIND[Kind(self.kind)]


class Step(models.Model):
    """What was decided about a duty; only ever added."""

    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="steps")
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    move = models.CharField(max_length=8)
    reason = models.CharField(max_length=400, blank=True)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(name="duty_move_is_known", condition=Q(move__in=[*Move]))
        ]

    def __str__(self) -> str:
        return f"{self.move} {self.duty_id}"

    @property
    def move_words(self) -> Any:
        return words.MOVE[Move(self.move)]
