"""The committee: kinds of dispute, terms, mediators."""

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language

from linli.core.divisions.models import Division
from linli.kernel.ids import new_id


class Kind(models.Model):
    """A kind of dispute, as the committees' statistics tell them apart."""

    code = models.SlugField(primary_key=True, max_length=20)
    name = models.CharField(max_length=40)
    name_en = models.CharField(max_length=60)
    is_active = models.BooleanField(default=True)
    place = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["place"]

    def __str__(self) -> str:
        return self.name_en if (get_language() or "").startswith("en") else self.name


class TimeLimit(models.Model):
    """How long something may take, from `effective_from` until the next row of its kind takes over.

    A row is never edited: a change is a new row, so that disputes keep the term they were given.
    """

    kind = models.CharField(max_length=10)
    amount = models.PositiveIntegerField()
    unit = models.CharField(max_length=12)
    basis = models.CharField(max_length=120, help_text="the rule this limit comes from")
    effective_from = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "effective_from"], name="one_mediation_limit_at_a_time"
            ),
            models.CheckConstraint(name="a_mediation_limit_leaves_time", condition=Q(amount__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.amount} {self.unit}"


class Mediator(models.Model):
    """A member of a community's mediation committee. Who they are is public (art. 10)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    area = models.CharField(max_length=15, db_collation="C")
    name = models.CharField(max_length=40)
    account_id = models.UUIDField(null=True, help_text="with which they work here, if they do")
    is_head = models.BooleanField(default=False)
    appointed_on = models.DateField()
    left_on = models.DateField(null=True)

    class Meta:
        ordering = ["-is_head", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["community"],
                condition=Q(is_head=True, left_on=None),
                name="a_committee_has_one_head",
            ),
            models.UniqueConstraint(
                fields=["community", "account_id"],
                condition=Q(left_on=None),
                name="an_account_is_one_mediator",
            ),
        ]

    def __str__(self) -> str:
        return self.name
