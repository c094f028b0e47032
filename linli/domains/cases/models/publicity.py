"""What everybody may read of a case, who hears of it, and what neighbours say of its result."""

from django.db import models
from django.db.models import F, Q

from linli.core.divisions.models import Division
from linli.domains.cases.models.case import Case
from linli.domains.cases.models.kinds import Category
from linli.domains.cases.rules.publicity import LONGEST_PLACE, LONGEST_TITLE
from linli.kernel.ids import new_id


class PublicMatter(models.Model):
    """A case that everybody may read of, in words that a worker wrote for everybody.

    `title` is empty where a category made it public by itself. The place is a building's, an
    asset's or the community's, never what the reporter typed. Status, due time and result are read
    from the case as it stands.
    """

    case = models.OneToOneField(
        Case, primary_key=True, on_delete=models.CASCADE, related_name="matter"
    )
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    area = models.CharField(max_length=15, db_collation="C")
    title = models.CharField(max_length=LONGEST_TITLE, blank=True)
    place = models.CharField(max_length=LONGEST_PLACE)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    at = models.DateTimeField()
    by = models.UUIDField(null=True, help_text="the account; null for the category's setting")
    is_shown = models.BooleanField(default=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["community", "-at"],
                condition=Q(is_shown=True),
                name="public_matters_by_time",
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="a_public_matter_lies_somewhere_or_nowhere",
                condition=Q(latitude=None, longitude=None)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
            ),
            models.CheckConstraint(
                name="a_public_matter_lies_in_its_community",
                condition=Q(area__startswith=F("community")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.case_id)

    @property
    def point(self) -> tuple[float, float] | None:
        if self.latitude is None or self.longitude is None:
            return None
        return self.latitude, self.longitude


class PublicPhoto(models.Model):
    """A photo of a public matter that a worker has looked at. `shown_id` is the covered copy, null
    once it was taken down; the original belongs to the case and stays there.

    A photo without a row is one that nobody has looked at: nobody outside sees it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    matter = models.ForeignKey(PublicMatter, on_delete=models.CASCADE, related_name="photos")
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    original_id = models.UUIDField()
    shown_id = models.UUIDField(null=True)
    boxes = models.JSONField(default=list, help_text="left, top, width, height in per cent")
    at = models.DateTimeField()
    by = models.UUIDField(null=True)

    class Meta:
        ordering = ["original_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["matter", "original_id"], name="a_photo_is_public_once_in_a_matter"
            )
        ]

    def __str__(self) -> str:
        return str(self.original_id)


class Watch(models.Model):
    """What a resident wants to hear of: public matters of an area, of a category there, or around
    a place of theirs choosing."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account_id = models.UUIDField()
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    area = models.CharField(max_length=15, db_collation="C")
    category = models.ForeignKey(Category, null=True, on_delete=models.PROTECT, related_name="+")
    building_id = models.UUIDField(null=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    metres = models.PositiveSmallIntegerField(null=True, help_text="around the building")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["community", "area"], name="watches_of_an_area")]
        constraints = [
            models.UniqueConstraint(
                fields=["account_id", "area", "category", "building_id", "metres"],
                nulls_distinct=False,
                name="nobody_watches_the_same_twice",
            ),
            models.CheckConstraint(
                name="metres_are_counted_from_a_point",
                condition=Q(metres=None) | Q(latitude__isnull=False, longitude__isnull=False),
            ),
            models.CheckConstraint(
                name="a_watch_lies_in_its_community",
                condition=Q(area__startswith=F("community")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.area}"

    @property
    def point(self) -> tuple[float, float] | None:
        if self.latitude is None or self.longitude is None:
            return None
        return self.latitude, self.longitude


class NeighbourVoice(models.Model):
    """What a neighbour says of a reported result. A voice: it moves no status and counts in no rate."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    cycle = models.PositiveSmallIntegerField()
    account_id = models.UUIDField()
    is_fixed = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "cycle", "account_id"], name="a_neighbour_has_one_voice"
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.cycle}"
