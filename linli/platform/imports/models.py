"""Imports: what came, what became of it, and how to take it back."""

from django.conf import settings
from django.db import models

from linli.kernel.ids import new_id
from linli.platform.database.secrecy import EncryptedTextField
from linli.platform.imports.rules import Mode, State


class ImportBatch(models.Model):
    """One file on its way in.

    It belongs to the account that sent it and is seen by nobody else. No row of the file is stored
    here: the file itself and the report on it lie in the store for 24 hours at most. Counts, the
    file's name and its hash stay, so that the same file is known when it comes again.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    importer = models.CharField(max_length=80, db_collation="C")
    area = models.CharField(max_length=15, blank=True, db_collation="C")
    name = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64, db_collation="C")
    language = models.CharField(max_length=10)
    store_key = models.CharField(max_length=32, blank=True, db_collation="C")
    report_key = models.CharField(max_length=32, blank=True, db_collation="C")
    sheet = models.PositiveSmallIntegerField(default=0)
    head = models.PositiveSmallIntegerField(default=0, help_text="row of the titles, from 0")
    mapping = models.JSONField(default=dict, help_text="import column: index in the file")
    mode = models.CharField(
        max_length=10,
        default=Mode.WHOLE.value,
        choices=[(each.value, each.value) for each in Mode],
    )
    state = models.CharField(
        max_length=10,
        default=State.RECEIVED.value,
        choices=[(each.value, each.value) for each in State],
    )
    problem = models.CharField(max_length=300, blank=True)
    progress = models.PositiveIntegerField(default=0, help_text="rows looked at in this state")
    total = models.PositiveIntegerField(default=0)
    wrong = models.PositiveIntegerField(default=0)
    noted = models.PositiveIntegerField(default=0, help_text="cells repaired")
    created = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    kept = models.PositiveIntegerField(default=0, help_text="things an undo had to leave")
    created_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="an_import_that_is_done_says_when",
                condition=~models.Q(state="done") | models.Q(done_at__isnull=False),
            )
        ]
        indexes = [
            models.Index(fields=["account", "-created_at"], name="imports_of_an_account"),
            models.Index(fields=["importer", "sha256"], name="imports_of_a_file"),
        ]

    def __str__(self) -> str:
        return f"{self.importer} {self.name}"


class ImportChunk(models.Model):
    """Rows that were written together. It commits with them, so an import resumes behind it.

    `undo` holds the ids that were created and the values from before of what was changed,
    encrypted, for 24 hours.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="chunks")
    number = models.PositiveIntegerField()
    created = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()
    unchanged = models.PositiveIntegerField()
    undo = EncryptedTextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "number"], name="a_chunk_of_an_import_is_written_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.batch_id} {self.number}"


class ColumnMapping(models.Model):
    """How tables with these titles were read last time, in this area."""

    importer = models.CharField(max_length=80, db_collation="C")
    area = models.CharField(max_length=15, blank=True, db_collation="C")
    digest = models.CharField(max_length=64, db_collation="C")
    mapping = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["importer", "area", "digest"], name="one_mapping_per_source_and_area"
            )
        ]

    def __str__(self) -> str:
        return f"{self.importer} {self.digest[:8]}"
