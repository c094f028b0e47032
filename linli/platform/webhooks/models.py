"""Who is told of what, and what became of each telling."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from linli.kernel.ids import new_id
from linli.platform.database.secrecy import EncryptedTextField
from linli.platform.jobs.models import PublishedEvent
from linli.platform.webhooks.rules import Standing, State


class Subscription(models.Model):
    """A program that hears of some kinds of event at `area` and everywhere below it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=60)
    address = EncryptedTextField(help_text="URL; may hold a token of the receiver's")
    secret = EncryptedTextField()
    old_secret = EncryptedTextField(help_text="signs beside the new one until `old_until`")
    old_until = models.DateTimeField(null=True)
    area = models.CharField(max_length=15, blank=True, db_collation="C")
    types = ArrayField(models.CharField(max_length=100), default=list)
    standing = models.CharField(max_length=10, default=Standing.ACTIVE)
    failures = models.PositiveIntegerField(default=0, help_text="calls in a row that failed")
    failing_since = models.DateTimeField(null=True)
    next_at = models.DateTimeField(help_text="it isn't called before this moment")
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="webhook_standing_is_known", condition=Q(standing__in=[*Standing])
            ),
            models.CheckConstraint(
                name="a_subscription_hears_of_something",
                condition=Q(types__len__gt=0),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_active(self) -> bool:
        return self.standing == Standing.ACTIVE


class Delivery(models.Model):
    """One event on its way to one subscriber."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    subscription = models.ForeignKey(
        Subscription, on_delete=models.CASCADE, related_name="deliveries"
    )
    event = models.ForeignKey(PublishedEvent, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=10, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    claimed_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    answered = models.PositiveSmallIntegerField(null=True, help_text="the last answer's status")
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="webhook_delivery_state_is_known", condition=Q(state__in=[*State])
            ),
            models.UniqueConstraint(
                fields=["subscription", "event"], name="a_subscriber_is_told_of_an_event_once"
            ),
        ]
        indexes = [
            models.Index(
                fields=["subscription", "event"],
                condition=Q(state__in=[State.WAITING, State.SENDING]),
                name="webhook_deliveries_to_make",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event_id} {self.state}"
