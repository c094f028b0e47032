"""The unit list of a community, as it is today."""

from django.db import models
from django.db.models import Q

from linli.core.divisions.models import Division
from linli.kernel.ids import new_id
from linli.platform.database.secrecy import EncryptedTextField


class OwnedUnit(models.Model):
    """One exclusive part as the unit list has it today; votes freeze a copy of it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    area = models.CharField(max_length=15, db_collation="C")
    label = models.CharField(max_length=60, db_collation="C", help_text="door, as people write it")
    floor_area = models.PositiveBigIntegerField(help_text="in 1/100 m², as registered")
    owner = models.CharField(max_length=32, db_collation="C", help_text="alike for one owner")
    owner_name = EncryptedTextField(blank=True)
    phone_index = models.CharField(max_length=32, blank=True, db_collation="C")
    register_index = models.CharField(
        max_length=32, blank=True, db_collation="C", help_text="the phone, as the register finds it"
    )
    is_unsold = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "label"], name="a_door_stands_once_on_the_unit_list"
            ),
            models.CheckConstraint(
                name="an_owned_unit_has_floor_area", condition=Q(floor_area__gt=0)
            ),
        ]

    def __str__(self) -> str:
        return self.label
