"""What the parties of a body promise to bring in, and what has come."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from linli.core.divisions.models import Division
from linli.domains.meetings.models.meetings import Body, Seat
from linli.kernel.ids import new_id


class Pledge(models.Model):
    """What a seat promises to the community by a day, counted in a unit: 120 parking spaces."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="pledges")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="pledges")
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    area = models.CharField(max_length=15, db_collation="C")
    resource = models.CharField(max_length=120)
    amount = models.PositiveIntegerField()
    unit = models.CharField(max_length=10)
    due_on = models.DateField()
    pledged_at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True, help_text="when the last of it had come")

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.CheckConstraint(name="a_pledge_is_of_something", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="nothing_is_delivered_before_it_is_pledged",
                condition=Q(delivered_at=None) | Q(delivered_at__gte=F("pledged_at")),
            ),
        ]

    def __str__(self) -> str:
        return self.resource

    def is_late(self, today: date) -> bool:
        """Whether its day is over and not all of it has come."""
        return self.delivered_at is None and self.due_on < today


class Delivery(models.Model):
    """A part of a pledge that came, as a recorder saw it. Never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    pledge = models.ForeignKey(Pledge, on_delete=models.PROTECT, related_name="deliveries")
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    amount = models.PositiveIntegerField()
    evidence = models.CharField(max_length=200)
    at = models.DateTimeField()
    recorded_by = models.UUIDField(null=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(name="a_delivery_is_of_something", condition=Q(amount__gt=0)),
        ]

    def __str__(self) -> str:
        return str(self.pk)
