"""Who can sign in, and where they are signed in. What an account may do stands in `platform.access`."""

from typing import TYPE_CHECKING

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models.functions import Now

from linli.kernel.ids import new_id
from linli.platform.accounts.rules import Kind, Purpose
from linli.platform.database.secrecy import EncryptedTextField, blind, mask_phone

if TYPE_CHECKING:
    from linli.platform.accounts.sessions import SessionStore

__all__ = ["Account", "Kind", "OneTimeCode", "Purpose", "Session", "proof"]


class Accounts(BaseUserManager["Account"]):
    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(username=username)


class Account(AbstractBaseUser):
    """One person or program that linli knows by name. Deactivated, never deleted.

    `area` is the division that looks after the account; what it may do, and where, its grants say.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    username = models.CharField(max_length=80, unique=True)
    name = models.CharField(max_length=80, blank=True)
    kind = models.CharField(max_length=10, choices=[(kind, kind) for kind in Kind])
    area = models.CharField(max_length=15, blank=True, default="", db_collation="C")
    email = models.EmailField(blank=True)
    phone = EncryptedTextField(default="")
    phone_index = models.CharField(max_length=32, blank=True, default="", db_collation="C")
    is_active = models.BooleanField(default=True)
    is_demonstration = models.BooleanField(default=False)
    created_at = models.DateTimeField(db_default=Now())

    objects = Accounts()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name", "kind"]

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="account_kind_is_known", condition=models.Q(kind__in=[*Kind])
            ),
            models.UniqueConstraint(
                fields=["phone_index"],
                condition=models.Q(kind=Kind.RESIDENT) & ~models.Q(phone_index=""),
                name="a_phone_opens_one_resident_account",
            ),
        ]

    def __str__(self) -> str:
        return self.name or mask_phone(self.phone) or self.username

    @property
    def is_staff_member(self) -> bool:
        return self.kind == Kind.STAFF


class Session(AbstractBaseSession):
    """One device on which an account is signed in, so that it can be listed and ended."""

    account = models.ForeignKey(
        Account, null=True, on_delete=models.CASCADE, related_name="sessions"
    )
    visit_id = models.UUIDField(null=True, db_index=True)  # names the session where people see it
    device = models.CharField(max_length=60, blank=True)
    begun_at = models.DateTimeField(null=True)

    @classmethod
    def get_session_store_class(cls) -> "type[SessionStore]":
        from linli.platform.accounts.sessions import SessionStore

        return SessionStore


class OneTimeCode(models.Model):
    """A secret that lets its bearer in once; only a keyed hash of it is kept.

    `subject` is the blind index of a phone, or the id of the account or record it is for.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    purpose = models.CharField(max_length=10, choices=[(each, each) for each in Purpose])
    subject = models.CharField(max_length=40, db_collation="C")
    proof = models.CharField(max_length=32, db_collation="C")
    tries = models.PositiveSmallIntegerField(default=0)
    expires_at = models.DateTimeField(db_index=True)
    issued_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["purpose", "subject"], name="a_new_code_replaces_the_one_before"
            )
        ]
        indexes = [models.Index(fields=["purpose", "proof"], name="one_time_code_by_proof")]

    def __str__(self) -> str:
        return f"{self.purpose} {self.subject}"


def proof(purpose: Purpose, subject: str, secret: str) -> str:
    """What is kept of a secret. One that names its account by itself is kept without `subject`."""
    return blind(f"{subject}:{secret}", f"accounts.code.{purpose}")
