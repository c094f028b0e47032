"""What happens to a vote on its way: who takes a place, who stands in, what was posted, voided, refused.

All of it is only ever added: triggers of the migrations refuse to change it.
"""

from django.db import models
from django.db.models import Q

from linli.core.divisions.models import Division
from linli.domains.council.models.votes import Ballot, Objection, RollVoter, Vote
from linli.domains.council.rules.course import Posted, Stand
from linli.kernel.ids import new_id
from linli.platform.database.secrecy import EncryptedTextField


class Succession(models.Model):
    """A place on the roll passes to a buyer or an heir, as long as nobody has voted from it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    vote = models.ForeignKey(Vote, on_delete=models.CASCADE, related_name="successions")
    voter = models.ForeignKey(RollVoter, on_delete=models.CASCADE, related_name="successions")
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    ground = models.CharField(max_length=8)
    name = EncryptedTextField()
    phone_index = models.CharField(max_length=32, blank=True, db_collation="C")
    proof = EncryptedTextField()
    named_at = models.DateTimeField()
    named_by = models.UUIDField(null=True)

    class Meta:
        ordering = ["named_at", "id"]
        indexes = [models.Index(fields=["vote", "phone_index"], name="council_successor_by_phone")]

    def __str__(self) -> str:
        return str(self.pk)


class Mandate(models.Model):
    """An owner's written authorisation for somebody else to vote; its paper is a kept file."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    vote = models.ForeignKey(Vote, on_delete=models.CASCADE, related_name="mandates")
    voter = models.ForeignKey(RollVoter, on_delete=models.CASCADE, related_name="mandates")
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    name = EncryptedTextField()
    proxy_index = models.CharField(max_length=32, db_collation="C")
    stand = models.CharField(max_length=10)
    items = models.JSONField(default=list, help_text="their numbers; none: all of them")
    kept_at = models.DateTimeField()
    kept_by = models.UUIDField(null=True)

    class Meta:
        ordering = ["kept_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["vote", "voter", "proxy_index"],
                name="a_proxy_is_authorised_once_by_an_owner",
            ),
            models.CheckConstraint(name="stand_is_known", condition=Q(stand__in=[*Stand])),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Voided(models.Model):
    """A ballot that turned out to be forged: it stays where it is, and is never counted."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    ballot = models.OneToOneField(Ballot, on_delete=models.PROTECT, related_name="voided")
    objection = models.ForeignKey(Objection, on_delete=models.PROTECT, related_name="+")
    vote = models.ForeignKey(Vote, on_delete=models.PROTECT, related_name="voided")
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.UUIDField(null=True)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return str(self.pk)


class Posting(models.Model):
    """Proof that something was posted: where, from when and by whom. Photos are kept files."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    vote = models.ForeignKey(Vote, on_delete=models.CASCADE, related_name="postings")
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=12)
    location = models.CharField(max_length=80)
    posted_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["posted_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="what_was_posted_is_known", condition=Q(what__in=[*Posted])
            ),
        ]

    def __str__(self) -> str:
        return self.location


class Refusal(models.Model):
    """An attempt that was refused, as everybody may read it: when, how and why, never who."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    vote = models.ForeignKey(Vote, on_delete=models.CASCADE, related_name="refusals")
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=8)
    code = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return self.code
