"""Who is too near to a party to know who complains about it."""

from django.db import models
from django.db.models import Q

from linli.core.divisions.models import Department
from linli.kernel.ids import new_id


class Recusal(models.Model):
    """A conflict of interest that somebody declared: with which department, and until when."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account_id = models.UUIDField()
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200)
    declared_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account_id", "department"],
                condition=Q(ended_at=None),
                name="a_conflict_is_declared_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.department_id}"
