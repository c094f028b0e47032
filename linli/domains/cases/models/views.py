"""A filter of the board that somebody gave a name."""

from django.db import models

from linli.kernel.ids import new_id


class SavedView(models.Model):
    """One person's own bookmark: the query string of the board, which never holds who reported."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account_id = models.UUIDField()
    name = models.CharField(max_length=20)
    query = models.CharField(max_length=300, blank=True)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account_id", "name"], name="a_view_is_named_once"),
        ]

    def __str__(self) -> str:
        return self.name
