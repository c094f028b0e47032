"""Published facts and what became of them; periods that were kept; jobs that failed, and why."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from linli.kernel.ids import new_id


class PublishedEvent(models.Model):
    """One event as it was published: its type, its plain values, and who is to hear it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    at = models.DateTimeField()
    type = models.CharField(max_length=120)
    body = models.JSONField()
    listeners = ArrayField(models.CharField(max_length=160), default=list)

    def __str__(self) -> str:
        return self.type


class Delivery(models.Model):
    """A listener has acted on an event; the row is written in the transaction of that act."""

    event = models.ForeignKey(PublishedEvent, on_delete=models.CASCADE, related_name="deliveries")
    listener = models.CharField(max_length=160)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["event", "listener"], name="a_listener_acts_once_on_an_event"
            )
        ]

    def __str__(self) -> str:
        return f"{self.listener} {self.event_id}"


class ScheduledRun(models.Model):
    """One period of a schedule. Written with its job; `done_at` is set in the work's transaction."""

    schedule = models.CharField(max_length=80)
    period = models.DateTimeField(help_text="the moment at which this period began")
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["schedule", "period"], name="a_period_of_a_schedule_is_kept_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.schedule} {self.period}"


class Failure(models.Model):
    """One try of a job that went wrong. The reason names the kind of trouble, never a person's data."""

    job_id = models.BigIntegerField(db_index=True)
    attempt = models.PositiveIntegerField()
    at = models.DateTimeField()
    reason = models.CharField(max_length=300)

    def __str__(self) -> str:
        return f"{self.job_id}/{self.attempt}: {self.reason}"
