"""Polls: the question, the roll, who took part, and what was said in stores that don't know of each other.

What was noticed, the roll and the ballots are only ever added. A statement that would change them
meets a trigger, which leaves them as they are and writes the attempt into the public log.
"""

from django.db import models
from django.db.models import F, Q

from linli.core.divisions.models import Division
from linli.domains.council.rules.life import Channel, Status
from linli.domains.council.rules.polls import Basis, Level
from linli.kernel.ids import new_id
from linli.platform.database.secrecy import EncryptedTextField


class BodySeat(models.Model):
    """Somebody who sits in a body of the community, as it is today; polls freeze a copy."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    area = models.CharField(max_length=15, db_collation="C")
    body = models.CharField(max_length=60)
    number = models.PositiveSmallIntegerField(help_text="of the seat in its body")
    name = EncryptedTextField()
    phone_index = models.CharField(max_length=32, blank=True, db_collation="C")
    group = models.CharField(
        max_length=40, blank=True, help_text="residents' group, where by groups"
    )

    class Meta:
        ordering = ["body", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "body", "number"], name="seats_of_a_body_are_numbered"
            )
        ]

    def __str__(self) -> str:
        return f"{self.body} {self.number}"


class Poll(models.Model):
    """One question to one body. All but its status, roll and result stands from the notice on."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    area = models.CharField(max_length=15, db_collation="C")
    title = models.CharField(max_length=120)
    procedure = models.CharField(max_length=40, help_text="key of the version it is counted by")
    basis = models.CharField(max_length=10)
    body = models.CharField(max_length=60, blank=True, help_text="whose seats, where by seats")
    level = models.CharField(max_length=8)
    channels = models.CharField(max_length=60, help_text="sorted, with commas between")
    text_digest = models.CharField(max_length=64)
    terms_digest = models.CharField(max_length=64)
    noticed_at = models.DateTimeField()
    noticed_by = models.UUIDField(null=True)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    status = models.CharField(max_length=10, default=Status.NOTICED)
    roll_fixed_at = models.DateTimeField(null=True)
    roll_digest = models.CharField(max_length=64, blank=True)
    published_at = models.DateTimeField(null=True)
    certificate = models.TextField(blank=True, help_text="canonical JSON, byte for byte")

    class Meta:
        ordering = ["-noticed_at", "id"]
        constraints = [
            models.CheckConstraint(name="poll_status_is_known", condition=Q(status__in=[*Status])),
            models.CheckConstraint(name="poll_level_is_known", condition=Q(level__in=[*Level])),
            models.CheckConstraint(name="poll_basis_is_known", condition=Q(basis__in=[*Basis])),
            models.CheckConstraint(
                name="a_poll_is_told_then_opens_then_closes",
                condition=Q(noticed_at__lte=F("opens_at"), opens_at__lt=F("closes_at")),
            ),
            models.CheckConstraint(
                name="only_a_fixed_poll_roll_has_a_digest",
                condition=Q(roll_fixed_at=None, roll_digest="")
                | Q(roll_fixed_at__isnull=False) & ~Q(roll_digest=""),
            ),
            models.CheckConstraint(
                name="a_published_poll_has_its_certificate",
                condition=Q(published_at=None, certificate="")
                | Q(published_at__isnull=False, status=Status.PUBLISHED) & ~Q(certificate=""),
            ),
        ]
        indexes = [
            models.Index(fields=["area", "-noticed_at"], name="council_newest_poll_of_an_area"),
            models.Index(
                fields=["closes_at"],
                condition=Q(status__in=[Status.NOTICED, Status.READY]),
                name="council_poll_to_close",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class PollItem(models.Model):
    """One thing to say yes or no to, as the notice told it."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="items")
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["poll", "number"], name="poll_items_are_numbered"),
        ]

    def __str__(self) -> str:
        return self.text


class PollVoter(models.Model):
    """One person on the roll. `seal` binds name and door or group without telling them."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="voters")
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    name = EncryptedTextField()
    label = models.CharField(max_length=120, blank=True, help_text="door, or group")
    phone_index = models.CharField(max_length=32, blank=True, db_collation="C")
    account_id = models.UUIDField(null=True)
    salt = models.CharField(max_length=32)
    seal = models.CharField(max_length=64)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["poll", "number"], name="poll_voters_are_numbered"),
        ]
        indexes = [
            models.Index(fields=["poll", "phone_index"], name="council_poll_voter_by_phone"),
            models.Index(
                fields=["poll", "account_id"],
                condition=Q(account_id__isnull=False),
                name="council_poll_voter_by_account",
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)


class PollObjection(models.Model):
    """Somebody says that the roll is wrong about a number, or that somebody is missing."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="objections")
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    voter = models.ForeignKey(
        PollVoter, null=True, on_delete=models.PROTECT, related_name="objections"
    )
    ground = models.CharField(max_length=10)
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
                name="an_answered_poll_objection_says_yes_or_no",
                condition=Q(upheld=None, answered_at=None)
                | Q(upheld__isnull=False, answered_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Turnout(models.Model):
    """Somebody on the roll took part, over whichever channel: once, for ever. Never what they said."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    poll = models.ForeignKey(Poll, on_delete=models.PROTECT, related_name="turnout")
    voter = models.ForeignKey(PollVoter, on_delete=models.PROTECT, related_name="+")
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=8)
    blinded_digest = models.CharField(
        max_length=64, blank=True, help_text="of what was signed blindly, to answer again alike"
    )
    entered_by = models.UUIDField(null=True)
    witness = EncryptedTextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["poll", "voter"], name="a_poll_voter_takes_part_once"),
            models.CheckConstraint(
                name="poll_channel_is_known", condition=Q(channel__in=[*Channel])
            ),
            models.CheckConstraint(
                name="taking_part_by_hand_names_who_entered_it",
                condition=Q(channel=Channel.WEB) | Q(entered_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.channel


class NamedBallot(models.Model):
    """What one voter said where names belong to it; sealed until the poll has ended."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    poll = models.ForeignKey(Poll, on_delete=models.PROTECT, related_name="named_ballots")
    voter = models.ForeignKey(PollVoter, on_delete=models.PROTECT, related_name="+")
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    choices = EncryptedTextField()
    nonce = models.CharField(max_length=32)
    receipt = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["poll", "voter"], name="a_poll_voter_has_one_ballot"),
        ]

    def __str__(self) -> str:
        return self.receipt


class BallotBox(models.Model):
    """All secret ballots of a poll as one sealed text, written anew, in the order of their random
    codes, with each that comes in: there is no row, no time and no order of a single ballot."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    poll = models.OneToOneField(Poll, on_delete=models.PROTECT, related_name="box")
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    key = EncryptedTextField(help_text="signs blinded tokens; PEM")
    public_key = models.TextField(help_text="modulus in hexadecimal digits")
    sealed = EncryptedTextField(blank=True)
    by_hand = models.PositiveIntegerField(default=0, help_text="slips of paper entered so far")

    def __str__(self) -> str:
        return str(self.pk)


class PollEvent(models.Model):
    """A line of the public log: what was done, tried or refused, and when. Never who."""

    poll = models.ForeignKey(Poll, on_delete=models.PROTECT, related_name="events")
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    what = models.CharField(max_length=60)
    channel = models.CharField(max_length=8, blank=True)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return self.what
