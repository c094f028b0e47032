"""What the house has settled about casework: kinds of matter, time limits, what was learned."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language

from linli.core.divisions.models import Department
from linli.core.places.kinds import Kind
from linli.domains.cases.rules.publicity import Publicity
from linli.kernel.ids import new_id


class Category(models.Model):
    """A kind of matter; the tree that dispatching, deadlines and statistics share."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.SlugField(max_length=20, unique=True)
    name = models.CharField(max_length=40)
    name_en = models.CharField(max_length=60, blank=True)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    keywords = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    is_active = models.BooleanField(default=True)
    is_screened = models.BooleanField(
        default=False, help_text="other systems get a token until a dispatcher has read the case"
    )
    publicity = models.CharField(
        max_length=8, default=Publicity.BY_HAND, db_default=Publicity.BY_HAND,
        help_text="whether everybody may read of its cases",
    )  # fmt: skip
    asset_kind = models.CharField(
        max_length=12, blank=True, default="", db_default="", help_text="what it is usually about"
    )

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                name="category_publicity_is_known", condition=Q(publicity__in=[*Publicity])
            ),
            models.CheckConstraint(
                name="category_asset_kind_is_known", condition=Q(asset_kind__in=["", *Kind])
            ),
        ]

    def __str__(self) -> str:
        return self.called

    @property
    def called(self) -> str:
        """Its name in the language of whoever reads; the Chinese one where no other was given."""
        in_english = (get_language() or "").startswith("en")
        return (self.name_en if in_english else "") or self.name


class TimeLimit(models.Model):
    """How long a promise may take, from `effective_from` until the next row of its kind takes over.

    A row is never edited: a change is a new row, so that old cases keep the promise they were given.
    """

    kind = models.CharField(max_length=10)
    category = models.ForeignKey(Category, null=True, on_delete=models.PROTECT, related_name="+")
    urgency = models.CharField(max_length=8, blank=True)
    amount = models.PositiveIntegerField()
    unit = models.CharField(max_length=12)
    basis = models.CharField(max_length=120, help_text="the rule this limit comes from")
    effective_from = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "category", "urgency", "effective_from"],
                nulls_distinct=False,
                name="one_time_limit_at_a_time",
            ),
            models.CheckConstraint(name="a_time_limit_leaves_time", condition=Q(amount__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.amount} {self.unit}"


class SuggestionModel(models.Model):
    """What a sub-district's own dispatched cases taught about categories (numpy archive, no code)."""

    subdistrict = models.CharField(primary_key=True, max_length=9, db_collation="C")
    trained_at = models.DateTimeField()
    cases = models.PositiveIntegerField()
    archive = models.BinaryField()

    def __str__(self) -> str:
        return self.subdistrict


class CatalogueEntry(models.Model):
    """A line of the dispatch catalogue (派单目录): who answers for a kind of matter, and where.

    An entry is never edited: from `effective_from` on it counts until `effective_until`.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="+")
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="+")
    area = models.CharField(max_length=15, db_collation="C", help_text="where it answers for it")
    is_lead = models.BooleanField()
    basis = models.CharField(max_length=200)
    effective_from = models.DateTimeField()
    effective_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["category", "area"],
                condition=Q(is_lead=True, effective_until=None),
                name="one_lead_answers_for_a_matter",
            ),
            models.UniqueConstraint(
                fields=["category", "area", "department"],
                condition=Q(effective_until=None),
                name="a_department_stands_once_in_the_catalogue",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.category_id} → {self.department_id}"


class EscalationRule(models.Model):
    """A rung of the ladder that an overdue case climbs; versions as with TimeLimit.

    It is reached `amount` of `unit` after the deadline, or before it where `is_before`.
    """

    rung = models.CharField(max_length=10)
    urgency = models.CharField(max_length=8, blank=True)
    is_before = models.BooleanField(default=False)
    amount = models.PositiveIntegerField()
    unit = models.CharField(max_length=12)
    basis = models.CharField(max_length=120)
    effective_from = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["rung", "urgency", "effective_from"], name="one_rung_at_a_time"
            ),
            models.CheckConstraint(name="a_rung_has_a_distance", condition=Q(amount__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.rung}: {self.amount} {self.unit}"
