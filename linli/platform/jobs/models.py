"""Published facts and what became of them."""

from django.db import models

from linli.kernel.ids import new_id


class PublishedEvent(models.Model):
    """One event as it was published: its type and its plain values."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    at = models.DateTimeField()
    type = models.CharField(max_length=120)
    body = models.JSONField()

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
