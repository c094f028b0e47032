"""API keys, and the answers that a repeated request gets again."""

from django.contrib.postgres.indexes import BrinIndex
from django.db import models

from linli.kernel.ids import new_id
from linli.platform.accounts.models import Account
from linli.platform.api.tokens import PREFIX_LENGTH
from linli.platform.database.secrecy import EncryptedTextField


class ApiKey(models.Model):
    """One key of one program. Ended, never deleted, so that the trail keeps its meaning."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="api_keys")
    name = models.CharField(max_length=80)
    prefix = models.CharField(max_length=PREFIX_LENGTH, unique=True, db_collation="C")
    digest = models.CharField(max_length=64)
    per_minute = models.PositiveIntegerField(default=600)
    created_at = models.DateTimeField()
    created_by = models.UUIDField(null=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    last_used_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="api_key_allows_something", condition=models.Q(per_minute__gt=0)
            ),
            models.UniqueConstraint(
                fields=["account", "name"],
                condition=models.Q(ended_at=None),
                name="keys_of_a_program_differ_in_name",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix})"


class Answer(models.Model):
    """The first answer to a request that carried a once-key, kept for whoever asks again.

    `id` is a digest of account and key, `request` one of method, address and body: neither can be
    read back, and one index finds the row. The body may hold personal data and is encrypted.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    account_id = models.UUIDField(null=True)
    request = models.BinaryField(max_length=32)
    status = models.PositiveSmallIntegerField()
    headers = models.JSONField(default=dict)
    body = EncryptedTextField(default="")
    at = models.DateTimeField()

    class Meta:
        indexes = [BrinIndex(fields=["at"], name="api_answer_at")]

    def __str__(self) -> str:
        return f"{self.status} {self.id}"
