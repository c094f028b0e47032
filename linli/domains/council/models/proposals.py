"""Proposals with their versions, steps, supporters, amendments and refusals.

Versions and steps that were taken are only ever added: triggers of the migration refuse to change them.
"""

from django.db import models
from django.db.models import F, Q

from linli.core.divisions.models import Division
from linli.domains.council.rules.procedures import PROCEDURES, Procedure, StepRule
from linli.domains.council.rules.proposals import DECIDED_FOR, Amended, Criterion, Stage
from linli.kernel.ids import new_id
from linli.platform.database.secrecy import EncryptedTextField

LONGEST = 4000


class Proposal(models.Model):
    """One thing that somebody wants decided, as its text now reads and where it now stands."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=16, unique=True, db_collation="C")
    submission_id = models.UUIDField(null=True, unique=True)
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    area = models.CharField(max_length=15, db_collation="C")
    procedure = models.CharField(max_length=30, help_text="key of the version it is decided by")
    status = models.CharField(max_length=10, default=Stage.RUNNING)
    step = models.PositiveSmallIntegerField(default=0, help_text="from 0; under way while running")
    since = models.DateTimeField(help_text="when the step, or the standing, began")
    due_at = models.DateTimeField(null=True, help_text="until when the plan wants the step done")
    title = models.CharField(max_length=60)
    problem = models.TextField()
    remedy = models.TextField()
    location = models.CharField(max_length=200, blank=True)
    version = models.PositiveSmallIntegerField(default=1)
    wording = models.BigIntegerField(help_text="64 bits of title and problem, for the alike")
    threshold = models.PositiveIntegerField(help_text="supporters it needs, fixed when it came in")
    supporters = models.PositiveIntegerField(default=0)
    proposed_at = models.DateTimeField()
    proposer = models.UUIDField(null=True, help_text="account of whoever proposed it")
    entered_by = models.UUIDField(null=True, help_text="the worker who entered it for somebody")
    name = EncryptedTextField(blank=True)
    phone = EncryptedTextField(blank=True)
    witness = EncryptedTextField(blank=True)
    decided_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    review_from = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-proposed_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="proposal_status_is_known", condition=Q(status__in=[*Stage])
            ),
            models.CheckConstraint(
                name="proposal_area_lies_in_its_community",
                condition=Q(area__startswith=F("community")),
            ),
            models.CheckConstraint(
                name="what_is_carried_out_was_decided",
                condition=~Q(status__in=DECIDED_FOR) | Q(decided_at__isnull=False),
            ),
            models.CheckConstraint(
                name="only_a_running_proposal_has_a_deadline",
                condition=Q(due_at=None) | Q(status=Stage.RUNNING),
            ),
        ]
        indexes = [
            models.Index(fields=["area", "status", "due_at"], name="council_proposals_by_deadline"),
            models.Index(fields=["area", "-proposed_at"], name="council_newest_proposals"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def rules(self) -> Procedure:
        return PROCEDURES[self.procedure]

    @property
    def rule(self) -> StepRule:
        return self.rules.steps[self.step]


class ProposalText(models.Model):
    """The text as it read from `at` on; never changed."""

    id = models.BigAutoField(primary_key=True)
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="texts")
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveSmallIntegerField()
    problem = models.TextField()
    remedy = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["version"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "version"], name="versions_are_numbered")
        ]

    def __str__(self) -> str:
        return str(self.version)


class ProposalStep(models.Model):
    """A step that was taken, with what proved it; never changed. `at` counts from 0."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="taken")
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    at = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=12)
    since = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    taken_at = models.DateTimeField()
    taken_by = models.UUIDField(null=True)
    adopted = models.BooleanField(default=True)
    words = models.TextField(blank=True)
    evidence = models.JSONField(default=dict, help_text="ids and figures; never who said what")

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "at"], name="a_step_is_taken_once"),
            models.CheckConstraint(
                name="a_step_ends_after_it_began", condition=Q(taken_at__gte=F("since"))
            ),
        ]
        indexes = [models.Index(fields=["community", "taken_at"], name="council_steps_taken")]

    def __str__(self) -> str:
        return self.key


class Support(models.Model):
    """Somebody is for a proposal, once over all channels: `person` is a blind index, never a name."""

    id = models.BigAutoField(primary_key=True)
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="supports")
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    person = models.CharField(max_length=36, db_collation="C")
    account = models.UUIDField(null=True)
    entered_by = models.UUIDField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "person"], name="somebody_supports_a_proposal_once"
            )
        ]
        indexes = [models.Index(fields=["account"], name="council_supports_of")]

    def __str__(self) -> str:
        return str(self.pk)


class Amendment(models.Model):
    """Another wording that somebody asks for, and what became of it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="amendments")
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    to_version = models.PositiveSmallIntegerField()
    problem = models.TextField()
    remedy = models.TextField()
    reason = models.CharField(max_length=400)
    status = models.CharField(max_length=8, default=Amended.OPEN)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    answer = models.CharField(max_length=400, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                name="amendment_status_is_known", condition=Q(status__in=[*Amended])
            ),
            models.CheckConstraint(
                name="only_an_open_amendment_has_no_answer",
                condition=Q(status=Amended.OPEN, answered_at=None)
                | ~Q(status=Amended.OPEN) & Q(answered_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class ProposalRefusal(models.Model):
    """Why a proposal wasn't admitted, and the one objection to that."""

    proposal = models.OneToOneField(
        Proposal, on_delete=models.PROTECT, primary_key=True, related_name="refusal"
    )
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    criterion = models.CharField(max_length=8)
    words = models.CharField(max_length=1000)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    objection = models.CharField(max_length=1000, blank=True)
    objected_at = models.DateTimeField(null=True)
    upheld = models.BooleanField(null=True)
    answer = models.CharField(max_length=1000, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_refusal_names_a_known_criterion", condition=Q(criterion__in=[*Criterion])
            ),
            models.CheckConstraint(
                name="only_an_objection_is_answered",
                condition=Q(upheld=None, answered_at=None)
                | Q(upheld__isnull=False, answered_at__isnull=False, objected_at__isnull=False),
            ),
            models.CheckConstraint(
                name="nobody_judges_their_own_refusal",
                condition=Q(answered_by=None) | Q(by=None) | ~Q(answered_by=F("by")),
            ),
        ]

    def __str__(self) -> str:
        return self.criterion
