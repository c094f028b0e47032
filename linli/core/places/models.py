"""Where things happen: buildings, and the codes that hang in them."""

from django.db import models
from django.db.models import Q

from linli.core.divisions.models import Division, Grid
from linli.kernel.ids import new_id


class Building(models.Model):
    """A building of a community, with a point inside it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    grid = models.ForeignKey(Grid, null=True, on_delete=models.PROTECT, related_name="+")
    area = models.CharField(max_length=15, db_collation="C")
    name = models.CharField(max_length=80)
    address = models.CharField(max_length=200, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    datum = models.CharField(max_length=6, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "name"], name="building_names_differ_in_a_community"
            ),
            models.CheckConstraint(
                name="a_building_stands_somewhere_or_nowhere",
                condition=Q(latitude=None, longitude=None)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PlaceCode(models.Model):
    """A code that hangs somewhere as a QR code and opens the page of that place."""

    token = models.CharField(primary_key=True, max_length=10, db_collation="C")
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    area = models.CharField(max_length=15, db_collation="C")
    building = models.ForeignKey(Building, null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    is_active = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.name
