"""Where things happen: buildings, and the codes that hang in them."""

from typing import Any

from django.db import models
from django.db.models import F, Q

from linli.core.divisions.models import Department, Division, Grid
from linli.core.places import words
from linli.core.places.datum import Point
from linli.core.places.doors import door
from linli.core.places.kinds import Kind
from linli.kernel.ids import new_id


class Building(models.Model):
    """A building of a community, with a point inside it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    grid = models.ForeignKey(Grid, null=True, on_delete=models.PROTECT, related_name="+")
    area = models.CharField(max_length=15, db_collation="C")
    name = models.CharField(max_length=80)
    name_sort = models.CharField(max_length=240, blank=True, db_collation="C")
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

    @property
    def point(self) -> Point | None:
        if self.latitude is None or self.longitude is None:
            return None
        return Point(self.latitude, self.longitude, self.datum)


class Dwelling(models.Model):
    """One flat or house, named as its door is: unit 2, room 501."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    area = models.CharField(max_length=15, db_collation="C")
    building = models.ForeignKey(Building, on_delete=models.PROTECT, related_name="dwellings")
    unit = models.CharField(max_length=10, blank=True, db_collation="C")
    room = models.CharField(max_length=20, db_collation="C")
    floor = models.SmallIntegerField(null=True, help_text="below ground counts down from -1")
    floor_area = models.DecimalField(
        null=True, max_digits=8, decimal_places=2, help_text="square metres, as registered"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["building", "unit", "room"], name="a_door_is_one_dwelling_of_its_building"
            ),
            models.CheckConstraint(
                name="a_dwelling_has_some_floor_area",
                condition=Q(floor_area=None) | Q(floor_area__gt=0),
            ),
        ]

    def __str__(self) -> str:
        return door(self.unit, self.room)


class Asset(models.Model):
    """Something in public that has a number and somebody who keeps it working: a lamp, a lift, a road.

    Latitude and longitude are those of the spot, or of one on the line or area that stands for the
    whole; the four edges hold all of it and are null where nobody said where it is.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    area = models.CharField(max_length=15, db_collation="C")
    number = models.CharField(max_length=30, db_collation="C", help_text="as its plate says")
    kind = models.CharField(max_length=12)
    location = models.CharField(max_length=120)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    datum = models.CharField(max_length=6, blank=True)
    outline = models.JSONField(null=True, help_text="a line or an area as GeoJSON; null for a spot")
    south = models.FloatField(null=True)
    west = models.FloatField(null=True)
    north = models.FloatField(null=True)
    east = models.FloatField(null=True)
    keeper = models.ForeignKey(
        Department, null=True, on_delete=models.PROTECT, related_name="+",
        help_text="who keeps it working",
    )  # fmt: skip
    is_active = models.BooleanField(default=True)

    class Meta:
        indexes = [models.Index(fields=["area", "kind"], name="assets_of_an_area_by_kind")]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "number"], name="asset_numbers_differ_in_a_community"
            ),
            models.CheckConstraint(name="asset_kind_is_known", condition=Q(kind__in=[*Kind])),
            models.CheckConstraint(
                name="an_asset_stands_somewhere_or_nowhere",
                condition=Q(latitude=None, longitude=None)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
            ),
            models.CheckConstraint(
                name="the_edges_of_an_asset_hold_it",
                condition=Q(latitude=None, south=None, west=None, north=None, east=None, outline=None)
                | Q(
                    south__isnull=False, south__lte=F("latitude"),
                    north__isnull=False, north__gte=F("latitude"),
                    west__isnull=False, west__lte=F("longitude"),
                    east__isnull=False, east__gte=F("longitude"),
                ),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.kind_words} {self.number}"

    @property
    def kind_words(self) -> Any:
        return words.KIND[Kind(self.kind)]

    @property
    def is_stretched(self) -> bool:
        """Whether it is a line or an area, on which two matters may lie far apart."""
        return self.outline is not None

    @property
    def point(self) -> Point | None:
        if self.latitude is None or self.longitude is None:
            return None
        return Point(self.latitude, self.longitude, self.datum)


class PlaceCode(models.Model):
    """A code that hangs somewhere as a QR code and opens the page of that place."""

    token = models.CharField(primary_key=True, max_length=10, db_collation="C")
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    area = models.CharField(max_length=15, db_collation="C")
    building = models.ForeignKey(Building, null=True, on_delete=models.PROTECT, related_name="+")
    asset = models.ForeignKey(Asset, null=True, on_delete=models.PROTECT, related_name="codes")
    name = models.CharField(max_length=80)
    is_active = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.name
