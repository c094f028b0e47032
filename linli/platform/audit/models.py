"""The trail: what was done, by whom, to what. Append-only; the database itself refuses changes."""

from django.contrib.postgres.indexes import BrinIndex
from django.db import models


class Entry(models.Model):
    """One deed, or one look at something sensitive. Ids and plain values only, no personal data."""

    at = models.DateTimeField()
    actor_id = models.UUIDField(null=True)
    actor_kind = models.CharField(max_length=10)
    actor_name = models.CharField(max_length=80, blank=True)  # of a machine or a program only
    deed = models.CharField(max_length=80)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=40)
    area = models.CharField(max_length=15, blank=True, db_collation="C")
    person_id = models.UUIDField(null=True)  # whose data was looked at or changed
    reason = models.CharField(max_length=200, blank=True)
    details = models.JSONField(default=dict)
    transaction_id = models.BigIntegerField(
        db_default=models.Func(template="(pg_current_xact_id()::text::bigint)")
    )

    class Meta:
        indexes = [
            models.Index(fields=["subject_id", "at"]),
            models.Index(
                fields=["person_id", "at"],
                condition=models.Q(person_id__isnull=False),
                name="audit_entry_of_person",
            ),
            models.Index(fields=["transaction_id", "id"]),
            BrinIndex(fields=["at"], name="audit_entry_at"),  # costs a write next to nothing
        ]

    def __str__(self) -> str:
        return f"{self.deed} {self.subject_kind}:{self.subject_id}"


class Seal(models.Model):
    """A link of the chain: what a run of entries amounted to when it was sealed.

    It covers the entries with an id above `above_id` whose (transaction_id, id) lies after the
    previous seal's and not after (last_transaction, last_entry). `above_id` is 0 until the database
    moves to another server, where transactions are counted anew; from then on it is the highest id
    that was sealed before.
    """

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    above_id = models.BigIntegerField()
    last_transaction = models.BigIntegerField()
    last_entry = models.BigIntegerField()
    highest_id = models.BigIntegerField(help_text="the highest id sealed so far")
    entries = models.PositiveIntegerField()
    digest = models.CharField(max_length=64, help_text="SHA-256 over the previous digest and these")

    def __str__(self) -> str:
        return f"{self.number}: {self.digest[:12]}"
