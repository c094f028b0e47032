"""Votes with their items, roll, objections and ballots.

Notice, roll and ballots are only ever added: triggers of the migrations refuse to change them.
"""

from django.db import models
from django.db.models import F, Q

from linli.core.divisions.models import Division
from linli.domains.council.rules.life import ASSISTED, Channel, Status
from linli.domains.council.rules.majorities import Matter
from linli.kernel.ids import new_id
from linli.platform.database.secrecy import EncryptedTextField


class Vote(models.Model):
    """One question put to the owners. All but its status, roll and result stands from the notice on."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    area = models.CharField(max_length=15, db_collation="C")
    title = models.CharField(max_length=120)
    rule = models.CharField(max_length=30, help_text="key of the variant it is counted by")
    text_digest = models.CharField(max_length=64)
    terms_digest = models.CharField(
        max_length=64, blank=True, help_text="of rule and times; blank before there was one"
    )
    noticed_at = models.DateTimeField()
    noticed_by = models.UUIDField(null=True)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    status = models.CharField(max_length=10, default=Status.NOTICED)
    roll_fixed_at = models.DateTimeField(null=True)
    roll_digest = models.CharField(max_length=64, blank=True)
    published_at = models.DateTimeField(null=True)
    result = models.JSONField(null=True, help_text="what the certificate says in the end")
    figures = models.JSONField(null=True, help_text="participation by traits, small groups hidden")
    certificate = models.TextField(blank=True, help_text="canonical JSON, byte for byte")

    class Meta:
        ordering = ["-noticed_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="council_status_is_known", condition=Q(status__in=[*Status])
            ),
            models.CheckConstraint(
                name="a_vote_is_told_then_opens_then_closes",
                condition=Q(noticed_at__lt=F("opens_at"), opens_at__lt=F("closes_at")),
            ),
            models.CheckConstraint(
                name="only_a_fixed_roll_has_a_digest",
                condition=Q(roll_fixed_at=None, roll_digest="")
                | Q(roll_fixed_at__isnull=False) & ~Q(roll_digest=""),
            ),
            models.CheckConstraint(
                name="what_is_published_has_its_certificate",
                condition=Q(published_at=None, certificate="")
                | Q(published_at__isnull=False, status=Status.PUBLISHED) & ~Q(certificate=""),
            ),
        ]
        indexes = [
            models.Index(fields=["area", "-noticed_at"], name="council_newest_of_an_area"),
            models.Index(
                fields=["closes_at"],
                condition=Q(status__in=[Status.NOTICED, Status.READY]),
                name="council_vote_to_close",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Item(models.Model):
    """One thing to say yes or no to, as the notice told it."""

    vote = models.ForeignKey(Vote, on_delete=models.CASCADE, related_name="items")
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    matter = models.CharField(max_length=12)
    text = models.TextField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["vote", "number"], name="items_are_numbered"),
            models.CheckConstraint(name="matter_is_known", condition=Q(matter__in=[*Matter])),
        ]

    def __str__(self) -> str:
        return self.text


class RollVoter(models.Model):
    """One head on the roll of a vote."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    vote = models.ForeignKey(Vote, on_delete=models.CASCADE, related_name="voters")
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    floor_area = models.PositiveBigIntegerField(help_text="of all units together, in 1/100 m²")
    phone_index = models.CharField(max_length=32, blank=True, db_collation="C")
    building = models.CharField(max_length=60, blank=True, help_text="as the door tells it")
    grid = models.CharField(max_length=15, blank=True, db_collation="C")
    age_band = models.CharField(max_length=8, blank=True, help_text="on the day the roll was fixed")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["vote", "number"], name="voters_are_numbered"),
        ]
        indexes = [models.Index(fields=["vote", "phone_index"], name="council_voter_by_phone")]

    def __str__(self) -> str:
        return str(self.number)


class RollUnit(models.Model):
    """One exclusive part on the roll. `seal` binds door and owner without telling them."""

    voter = models.ForeignKey(RollVoter, on_delete=models.CASCADE, related_name="units")
    vote = models.ForeignKey(Vote, on_delete=models.CASCADE, related_name="units")
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    label = models.CharField(max_length=60, db_collation="C")
    floor_area = models.PositiveBigIntegerField(help_text="in 1/100 m²")
    salt = models.CharField(max_length=32)
    seal = models.CharField(max_length=64)

    class Meta:
        ordering = ["label"]
        constraints = [
            models.UniqueConstraint(fields=["vote", "label"], name="a_door_stands_once_on_a_roll"),
        ]

    def __str__(self) -> str:
        return self.label


class Objection(models.Model):
    """Somebody says that the roll is wrong about a door: sold, died, not theirs, wrong area."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    vote = models.ForeignKey(Vote, on_delete=models.CASCADE, related_name="objections")
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(RollUnit, on_delete=models.PROTECT, related_name="objections")
    ground = models.CharField(max_length=8)
    words = EncryptedTextField()
    raised_at = models.DateTimeField()
    raised_by = models.UUIDField(null=True)
    upheld = models.BooleanField(null=True)
    answer = EncryptedTextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)

    class Meta:
        ordering = ["raised_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="an_answered_objection_says_yes_or_no",
                condition=Q(upheld=None, answered_at=None)
                | Q(upheld__isnull=False, answered_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Ballot(models.Model):
    """What one voter said, over whichever channel; one for ever.

    `turn` is 1; a ballot that is cast after a forged one was voided has the next number.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    vote = models.ForeignKey(Vote, on_delete=models.PROTECT, related_name="ballots")
    voter = models.ForeignKey(RollVoter, on_delete=models.PROTECT, related_name="+")
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    turn = models.PositiveSmallIntegerField(default=1)
    channel = models.CharField(max_length=8)
    choices = models.JSONField()
    receipt = models.CharField(max_length=64)
    nonce = models.CharField(max_length=32)
    cast_at = models.DateTimeField()
    entered_by = models.UUIDField(null=True)
    witness = EncryptedTextField(blank=True)
    proxy_index = models.CharField(max_length=32, blank=True, db_collation="C")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["vote", "voter", "turn"], name="a_voter_has_one_ballot"
            ),
            models.UniqueConstraint(fields=["receipt"], name="receipts_differ"),
            models.CheckConstraint(name="channel_is_known", condition=Q(channel__in=[*Channel])),
            models.CheckConstraint(
                name="a_ballot_taken_by_hand_names_who_entered_it",
                condition=~Q(channel__in=sorted(ASSISTED)) | Q(entered_by__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["vote", "proxy_index"],
                condition=~Q(proxy_index=""),
                name="council_ballots_of_a_proxy",
            )
        ]

    def __str__(self) -> str:
        return self.receipt
