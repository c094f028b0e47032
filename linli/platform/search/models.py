"""Where things are found: one row per thing and piece of its text."""

from django.db import models


class Token(models.Model):
    """`object_id` can be found by the piece whose keyed hash is `token`.

    A hash, so that a dump of this table tells no name and no number. The kind of thing is hashed
    in with the piece: who may search cases alone never touches the rows of people.
    """

    pk = models.CompositePrimaryKey("object_id", "token")
    object_id = models.UUIDField()
    token = models.BigIntegerField()
    kind = models.CharField(max_length=20)
    community_id = models.CharField(max_length=12, db_collation="C")
    area = models.CharField(max_length=15, db_collation="C")

    class Meta:
        indexes = [
            models.Index(
                fields=["token", "community_id"],
                include=["area", "object_id"],
                name="search_token_by_token",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"
