"""Files that belong to something: a photo of a case, a document of an application."""

from django.db import models

from linli.kernel.ids import new_id


class StoredFile(models.Model):
    """One kept file. The bytes lie in the store under `store_key`; a row never lacks them.

    `owner_kind` names the kind of thing it belongs to, whose domain says in its manifest (`files`)
    who may see it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    community_id = models.CharField(max_length=12, db_collation="C")
    area = models.CharField(max_length=15, db_collation="C")
    owner_kind = models.CharField(max_length=40, db_collation="C")
    owner_id = models.UUIDField()
    name = models.CharField(max_length=80)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField(help_text="bytes")
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    sha256 = models.CharField(max_length=64, db_collation="C", help_text="of the bytes kept")
    fingerprint = models.BigIntegerField(null=True, help_text="64 bits of what is seen (dHash)")
    store_key = models.CharField(max_length=32, unique=True, db_collation="C")
    created_at = models.DateTimeField()
    created_by = models.UUIDField(null=True, help_text="the account; null for a visitor")

    class Meta:
        indexes = [
            models.Index(fields=["owner_kind", "owner_id", "id"], name="files_of_an_owner"),
            models.Index(fields=["community_id", "owner_kind"], name="files_of_a_kind"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_picture(self) -> bool:
        return self.width is not None
