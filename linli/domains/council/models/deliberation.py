"""Deliberations: what people say about a question, what they say of each other's statements, groups.

Who voted and who wrote are kept apart: a participant and an author are two different blind indexes,
so that nobody who reads the tables can tell whose statement belongs to which votes. Votes are kept
by the day, since minutes beside a log of visits would tell whose they are.
"""

from django.db import models
from django.db.models import F, Q

from linli.core.divisions.models import Division
from linli.domains.council.rules.deliberation import (
    ASSISTED,
    LONGEST_ARGUMENT,
    Form,
    Publishing,
    Reason,
    Said,
    Standing,
    Step,
    Way,
)
from linli.kernel.ids import new_id
from linli.platform.database.secrecy import EncryptedTextField


class Deliberation(models.Model):
    """One question that a community talks over. The digest stands for ever once it is frozen."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    area = models.CharField(max_length=15, db_collation="C")
    question = models.CharField(max_length=120)
    background = models.TextField(blank=True)
    publishing = models.CharField(max_length=6, default=Publishing.BEFORE)
    proposal_id = models.UUIDField(null=True, help_text="the proposal that it is about, if any")
    opened_at = models.DateTimeField()
    opened_by = models.UUIDField(null=True)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    frozen_at = models.DateTimeField(null=True)
    digest = models.TextField(blank=True, help_text="canonical JSON, byte for byte")
    digest_hash = models.CharField(max_length=64, blank=True, help_text="SHA-256 of the digest")

    class Meta:
        ordering = ["-opens_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="a_deliberation_opens_before_it_closes",
                condition=Q(opens_at__lt=F("closes_at")),
            ),
            models.CheckConstraint(
                name="publishing_is_known", condition=Q(publishing__in=[*Publishing])
            ),
            models.CheckConstraint(
                name="a_frozen_deliberation_has_its_digest",
                condition=Q(frozen_at=None, digest="", digest_hash="")
                | Q(frozen_at__isnull=False) & ~Q(digest="") & ~Q(digest_hash=""),
            ),
        ]
        indexes = [
            models.Index(fields=["area", "-opens_at"], name="council_talks_of_an_area"),
            models.Index(
                fields=["closes_at"], condition=Q(frozen_at=None), name="council_talk_to_freeze"
            ),
        ]

    def __str__(self) -> str:
        return self.question


class Entry(models.Model):
    """What a worker entered for somebody, before whom. It names nobody who was entered."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    deliberation = models.ForeignKey(Deliberation, on_delete=models.PROTECT, related_name="entries")
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    way = models.CharField(max_length=5)
    witness = EncryptedTextField()
    entered_by = models.UUIDField(null=True)
    entered_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="what_is_entered_came_on_paper_or_by_phone",
                condition=Q(way__in=sorted(ASSISTED)),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Participant(models.Model):
    """Somebody who votes, once in a deliberation whatever the way. `way` is how they began."""

    deliberation = models.ForeignKey(
        Deliberation, on_delete=models.PROTECT, related_name="participants"
    )
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    person = models.CharField(max_length=32, db_collation="C", help_text="blind, of this one alone")
    way = models.CharField(max_length=5)
    joined_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["deliberation", "person"], name="a_person_takes_part_once"
            ),
            models.CheckConstraint(name="way_is_known", condition=Q(way__in=[*Way])),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Contribution(models.Model):
    """A statement, or an argument for or against a statement or the question."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    deliberation = models.ForeignKey(
        Deliberation, on_delete=models.PROTECT, related_name="contributions"
    )
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    form = models.CharField(max_length=9)
    about = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="arguments")
    text = models.CharField(max_length=LONGEST_ARGUMENT)
    standing = models.CharField(max_length=7)
    author = models.CharField(max_length=32, blank=True, db_collation="C", help_text="blind")
    is_seed = models.BooleanField(default=False)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["deliberation", "number"], name="contributions_are_numbered"
            ),
            models.CheckConstraint(name="form_is_known", condition=Q(form__in=[*Form])),
            models.CheckConstraint(name="standing_is_known", condition=Q(standing__in=[*Standing])),
            models.CheckConstraint(
                name="a_statement_stands_for_itself",
                condition=~Q(form=Form.STATEMENT) | Q(about=None),
            ),
        ]
        indexes = [
            models.Index(
                fields=["deliberation"],
                condition=Q(standing=Standing.WAITING),
                name="council_to_moderate",
            ),
            models.Index(fields=["deliberation", "author"], name="council_words_of_an_author"),
        ]

    def __str__(self) -> str:
        return self.text


class Opinion(models.Model):
    """What a participant said of a statement. Only ever added: of several the last one counts."""

    deliberation = models.ForeignKey(
        Deliberation, on_delete=models.PROTECT, related_name="opinions"
    )
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="opinions")
    statement = models.ForeignKey(Contribution, on_delete=models.PROTECT, related_name="opinions")
    said = models.SmallIntegerField()
    said_on = models.DateField()
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(name="an_opinion_is_known", condition=Q(said__in=[*Said])),
        ]
        indexes = [
            models.Index(fields=["participant", "statement"], name="council_said_by_one"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Helpful(models.Model):
    """Somebody finds an argument helpful; once, and without a name."""

    argument = models.ForeignKey(Contribution, on_delete=models.PROTECT, related_name="helpful")
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    reader = models.CharField(max_length=32, db_collation="C", help_text="blind")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["argument", "reader"], name="a_reader_marks_an_argument_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Moderation(models.Model):
    """One step taken with a contribution: the public log, without names."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    contribution = models.ForeignKey(
        Contribution, on_delete=models.PROTECT, related_name="moderations"
    )
    deliberation = models.ForeignKey(
        Deliberation, on_delete=models.PROTECT, related_name="moderations"
    )
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    step = models.CharField(max_length=7)
    reason = models.CharField(max_length=11, blank=True)
    words = EncryptedTextField(blank=True)
    taken_at = models.DateTimeField()
    taken_by = models.UUIDField(null=True, help_text="who works here; never who appealed")

    class Meta:
        ordering = ["taken_at", "id"]
        constraints = [
            models.CheckConstraint(name="step_is_known", condition=Q(step__in=[*Step])),
            models.CheckConstraint(
                name="what_is_taken_out_has_its_rule",
                condition=~Q(step=Step.REMOVE) | Q(reason__in=[*Reason]),
            ),
            models.UniqueConstraint(
                fields=["contribution"],
                condition=Q(step=Step.APPEAL),
                name="a_contribution_is_appealed_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.step} {self.reason}"


class OpinionRound(models.Model):
    """What one computation found: `told` is for everybody, small cells left out; `inner` places
    statements and whoever asks for their own place, and is never shown."""

    deliberation = models.ForeignKey(Deliberation, on_delete=models.PROTECT, related_name="rounds")
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    last_opinion = models.BigIntegerField(help_text="the id up to which votes were counted")
    votes = models.PositiveIntegerField()
    shown = models.PositiveSmallIntegerField(help_text="groups that people are shown")
    wanted = models.PositiveSmallIntegerField(help_text="groups that the mathematics wants")
    rounds_wanted = models.PositiveSmallIntegerField()
    told = models.JSONField()
    inner = models.JSONField()

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["deliberation", "version"], name="rounds_are_numbered"),
        ]

    def __str__(self) -> str:
        return str(self.version)
