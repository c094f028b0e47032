"""Exports that were asked for: the register of what left the house, and the files still to be fetched."""

from django.conf import settings
from django.db import models

from linli.kernel.ids import new_id
from linli.platform.exports.rules import Form, State


class Export(models.Model):
    """One export. The file and the filters go after 24 hours; that it was made stays.

    It belongs to the account that asked and is seen by nobody else, so no community owns the row.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    exporter = models.CharField(max_length=80, db_collation="C")
    form = models.CharField(max_length=4, choices=[(each.value, each.value) for each in Form])
    filters = models.JSONField(default=dict)
    reason = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=10)
    state = models.CharField(
        max_length=8,
        default=State.WAITING.value,
        choices=[(each.value, each.value) for each in State],
    )
    rows = models.PositiveIntegerField(default=0, help_text="written so far")
    problem = models.CharField(max_length=300, blank=True)
    store_key = models.CharField(max_length=32, blank=True, db_collation="C")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="an_export_that_is_ready_has_its_file",
                condition=~models.Q(state="ready") | ~models.Q(store_key=""),
            )
        ]
        indexes = [
            models.Index(fields=["account", "-created_at"], name="exports_of_an_account"),
            models.Index(fields=["expires_at"], name="exports_by_expiry"),
        ]

    def __str__(self) -> str:
        return f"{self.exporter} {self.form}"

    @property
    def is_over(self) -> bool:
        return self.state in {State.READY, State.FAILED, State.EXPIRED}
