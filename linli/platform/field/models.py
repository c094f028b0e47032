"""Deeds that came from devices, and the secret under which each person's lie there."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from linli.kernel.ids import new_id
from linli.platform.database.secrecy import EncryptedTextField
from linli.platform.field.rules import ANSWERED, OPEN, State


class ReceivedDeed(models.Model):
    """One deed of one person, known by the id that the device gave it.

    Its words are kept only while it waits; once done or dropped, what is left is what the same
    request is answered again.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account_id = models.UUIDField()
    client_id = models.UUIDField()
    digest = models.BinaryField(max_length=32)
    key = models.CharField(max_length=60)
    subject = models.UUIDField(null=True)
    after = ArrayField(models.UUIDField(), default=list)
    made_at = models.DateTimeField(help_text="by the clock of the device")
    received_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, default=State.HELD)
    payload = EncryptedTextField(default="", help_text="JSON of what was typed")
    words = EncryptedTextField(default="", help_text="what became of it, or why not")
    code = models.CharField(max_length=60, blank=True, help_text="of the refusal")
    url = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account_id", "client_id"], name="a_deed_of_a_device_is_received_once"
            ),
            models.CheckConstraint(
                name="received_deed_state_is_known", condition=Q(state__in=[*State])
            ),
            models.CheckConstraint(
                name="a_held_deed_has_no_answer",
                condition=Q(state__in=ANSWERED) | Q(settled_at=None),
            ),
        ]
        indexes = [
            models.Index(
                fields=["account_id", "made_at"],
                condition=Q(state__in=OPEN),
                name="deeds_to_deal_with",
            ),
            models.Index(fields=["received_at"], name="received_deeds_by_age"),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.client_id}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN


class WaitingPhoto(models.Model):
    """A photo of a deed that waits, in the deed's own transaction; gone once it is done or dropped."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    deed = models.ForeignKey(ReceivedDeed, on_delete=models.CASCADE, related_name="photos")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=80, blank=True)
    body = EncryptedTextField(help_text="base64")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["deed", "number"], name="photos_of_a_deed_have_an_order"
            )
        ]

    def __str__(self) -> str:
        return f"{self.deed_id} {self.number}"


class DeviceSecret(models.Model):
    """From this a device derives the key of what it keeps; it is told to its own person alone."""

    account_id = models.UUIDField(primary_key=True)
    secret = EncryptedTextField()
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.account_id)
