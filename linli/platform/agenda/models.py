"""Whose calendar can be read from outside, by a secret address."""

from django.db import models


class Feed(models.Model):
    """The calendar of one account. Only a digest of its secret is kept: the address is shown once."""

    account_id = models.UUIDField(primary_key=True)
    digest = models.CharField(max_length=64, unique=True, db_collation="C")
    opened_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.account_id)
