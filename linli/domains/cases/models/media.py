"""Where another system says that a picture of a case can be seen."""

from django.db import models
from django.db.models import Q

from linli.core.divisions.models import Division
from linli.domains.cases.rules.asking import Fetching
from linli.kernel.ids import new_id
from linli.platform.database.secrecy import EncryptedTextField


class MediaLink(models.Model):
    """A picture to be fetched and kept with its case, and what came of it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="media_links")
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    address = EncryptedTextField(help_text="URL; wiped once it is settled")
    state = models.CharField(max_length=8, default=Fetching.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="media_link_state_is_known", condition=Q(state__in=[*Fetching])
            )
        ]
        indexes = [
            models.Index(
                fields=["due_at"], condition=Q(state=Fetching.WAITING), name="media_to_be_fetched"
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.state}"
