"""Who can sign in. What an account may do stands in `platform.access`."""

from enum import StrEnum

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from linli.kernel.ids import new_id


class Kind(StrEnum):
    STAFF = "staff"  # a named person at work: password and second factor
    RESIDENT = "resident"  # phone and one-time code, or a code from the counter
    SERVICE = "service"  # a program with an API key; never signs in on a page


class Accounts(BaseUserManager["Account"]):
    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(username=username)


class Account(AbstractBaseUser):
    """One person or program that linli knows by name. Deactivated, never deleted."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    username = models.CharField(max_length=80, unique=True)
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=10, choices=[(kind, kind) for kind in Kind])
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    objects = Accounts()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name", "kind"]

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="account_kind_is_known", condition=models.Q(kind__in=[*Kind])
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_staff_member(self) -> bool:
        return self.kind == Kind.STAFF
