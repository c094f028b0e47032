"""The posts of the organisation of a community, and who held each in which term."""

from typing import Any

from django.db import models
from django.db.models import F, Q

from linli.core.divisions.models import Division
from linli.domains.meetings import words
from linli.domains.meetings.rules.posts import Office, Tier
from linli.kernel.ids import new_id


class Post(models.Model):
    """A post of one organisation; it stays when nobody holds it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    area = models.CharField(max_length=15, db_collation="C", help_text="of a grid, too")
    tier = models.CharField(max_length=12)
    organisation = models.CharField(max_length=60)
    office = models.CharField(max_length=16)

    class Meta:
        ordering = ["area", "organisation", "id"]
        constraints = [
            models.CheckConstraint(name="post_tier_is_known", condition=Q(tier__in=[*Tier])),
            models.CheckConstraint(name="post_office_is_known", condition=Q(office__in=[*Office])),
            models.UniqueConstraint(
                fields=["area", "organisation", "office"], name="an_organisation_has_an_office_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}：{self.office_words}"

    @property
    def office_words(self) -> Any:
        return words.OFFICE[Office(self.office)]

    @property
    def tier_words(self) -> Any:
        return words.TIER[Tier(self.tier)]


class Tenure(models.Model):
    """Who holds, or held, a post. Holders of such offices are public."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="tenures")
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    holder = models.CharField(max_length=40)
    since = models.DateField()
    term_ends_on = models.DateField(null=True)
    left_on = models.DateField(null=True)

    class Meta:
        ordering = ["since", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["post", "holder"], condition=Q(left_on=None),
                name="nobody_holds_a_post_twice",
            ),
            models.CheckConstraint(
                name="a_tenure_ends_after_it_begins",
                condition=Q(term_ends_on=None) | Q(term_ends_on__gt=F("since")),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.holder
