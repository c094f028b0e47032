"""Roles and who holds them where."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from linli.kernel.ids import new_id
from linli.platform.accounts.models import Account


class Role(models.Model):
    """A bundle of permissions granted together; templates come from the manifests."""

    key = models.SlugField(primary_key=True, max_length=40)
    title = models.CharField(max_length=80)
    permissions = ArrayField(models.CharField(max_length=80), default=list)
    from_template = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.title


class Grant(models.Model):
    """`account` holds `role` at `area` (a division or grid code) and everywhere below it.

    With a `department_id` the role counts only for that department's share of the work.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="grants")
    role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="+")
    area = models.CharField(max_length=15, blank=True, db_collation="C")
    department_id = models.UUIDField(null=True, blank=True)
    granted_by = models.UUIDField(null=True)
    granted_at = models.DateTimeField(db_default=Now())
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "role", "area", "department_id"],
                condition=models.Q(ended_at=None),
                nulls_distinct=False,
                name="a_role_is_held_once_at_a_place",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.role_id} @ {self.area}"


class Allowance(models.Model):
    """How often something was tried within one window of time; counted in the database."""

    key = models.CharField(max_length=120)
    window_start = models.DateTimeField()
    used = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key", "window_start"], name="one_count_per_key_and_window"
            )
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.used}"
