"""Roles, who holds them where, and how often something was tried."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from linli.kernel.ids import new_id
from linli.platform.access.roles import SEPARATE_POWERS


class Role(models.Model):
    """A bundle of permissions granted together.

    A role `from_template` follows the manifests; once edited here it follows nobody.
    """

    key = models.SlugField(primary_key=True, max_length=40)
    title = models.CharField(max_length=80)
    permissions = ArrayField(models.CharField(max_length=80), default=list)
    from_template = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.title


class Grant(models.Model):
    """`account` holds `role` at `area` (a division or grid code) and everywhere below it.

    With a `department_id` the role counts only for that department's share of the work. A grant
    without `in_force_at` waits for a second person's confirmation and gives nothing yet.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="grants"
    )
    role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="+")
    area = models.CharField(max_length=15, blank=True, db_collation="C")
    department_id = models.UUIDField(null=True, blank=True)
    granted_by = models.UUIDField(null=True)
    granted_at = models.DateTimeField(db_default=Now())
    confirmed_by = models.UUIDField(null=True, blank=True)
    in_force_at = models.DateTimeField(null=True, blank=True, db_default=Now())
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "role", "area", "department_id"],
                condition=models.Q(ended_at=None),
                nulls_distinct=False,
                name="a_role_is_held_once_at_a_place",
            ),
            models.UniqueConstraint(
                fields=["account"],
                condition=models.Q(ended_at=None, role__in=sorted(SEPARATE_POWERS)),
                name="nobody_holds_two_powers_of_administration",
            ),
            models.CheckConstraint(
                condition=models.Q(confirmed_by=None)
                | ~models.Q(confirmed_by=models.F("granted_by")),
                name="nobody_confirms_their_own_proposal",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.role_id} @ {self.area}"


class Allowance(models.Model):
    """How often something was tried within a span of time that ends at `ends_at`."""

    key = models.CharField(primary_key=True, max_length=120, db_collation="C")
    used = models.PositiveIntegerField(default=1)
    ends_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.key}: {self.used}"
