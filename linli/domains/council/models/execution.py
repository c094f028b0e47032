"""After the decision: postings, objections to them, tasks with their progress, and the effect."""

from django.db import models
from django.db.models import F, Q

from linli.core.divisions.models import Department, Division
from linli.domains.council.models.proposals import Proposal
from linli.kernel.ids import new_id
from linli.platform.database.secrecy import EncryptedTextField

WHOLE = 100  # percent


class DecisionPosting(models.Model):
    """A decision, or its result, hangs out at a place; its proof is a photo or a file. Never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="postings")
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    step = models.PositiveSmallIntegerField()
    place = models.CharField(max_length=200)
    posted_at = models.DateTimeField()
    at = models.DateTimeField(help_text="when it was put on record")
    by = models.UUIDField(null=True)

    class Meta:
        ordering = ["posted_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="a_posting_is_put_on_record_afterwards", condition=Q(posted_at__lte=F("at"))
            )
        ]

    def __str__(self) -> str:
        return self.place


class ProposalObjection(models.Model):
    """Somebody objects to what is posted; an answer is due within the days of the procedure."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="objections")
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    step = models.PositiveSmallIntegerField()
    words = EncryptedTextField()
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    due_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                name="an_answer_to_what_is_posted_says_something",
                condition=Q(answered_at=None, answer="")
                | Q(answered_at__isnull=False) & ~Q(answer=""),
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


class ProposalTask(models.Model):
    """What carries a decision out: whose it is, until when on the working calendar, how far it is."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="tasks")
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    area = models.CharField(max_length=15, db_collation="C")
    words = models.CharField(max_length=400, help_text="residents read it")
    department = models.ForeignKey(
        Department, null=True, on_delete=models.PROTECT, related_name="+"
    )
    account = models.UUIDField(null=True)
    days = models.PositiveSmallIntegerField(help_text="working days")
    calendar_version = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    due_at = models.DateTimeField()
    percent = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["due_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="somebody_carries_a_task_out",
                condition=Q(department__isnull=False) | Q(account__isnull=False),
            ),
            models.CheckConstraint(
                name="a_task_is_done_at_a_hundred_percent",
                condition=Q(percent__lt=WHOLE, done_at=None)
                | Q(percent=WHOLE, done_at__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["area", "due_at"], name="council_tasks_by_deadline")]

    def __str__(self) -> str:
        return str(self.pk)


class TaskProgress(models.Model):
    """How far a task was at a moment, and what shows it; never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    task = models.ForeignKey(ProposalTask, on_delete=models.PROTECT, related_name="progress")
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    percent = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=400, help_text="residents read it")

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.percent} %"


class EffectAnswer(models.Model):
    """Somebody who took part says whether it helped, once."""

    id = models.BigAutoField(primary_key=True)
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="answers")
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    person = models.CharField(max_length=36, db_collation="C")
    helped = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "person"], name="somebody_says_once_whether_it_helped"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


class EffectReview(models.Model):
    """What came of it in a figure, some weeks later; never changed."""

    proposal = models.OneToOneField(
        Proposal, on_delete=models.PROTECT, primary_key=True, related_name="review"
    )
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    measure = models.CharField(max_length=60)
    before = models.DecimalField(max_digits=12, decimal_places=2)
    after = models.DecimalField(max_digits=12, decimal_places=2)
    words = models.CharField(max_length=1000)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)

    def __str__(self) -> str:
        return self.measure


class SignedMeeting(models.Model):
    """A meeting whose minutes are signed, as the meetings domain told: evidence for steps."""

    meeting_id = models.UUIDField(primary_key=True)
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    area = models.CharField(max_length=15, db_collation="C")
    kind = models.CharField(max_length=20)
    signed_at = models.DateTimeField()

    class Meta:
        ordering = ["-signed_at"]

    def __str__(self) -> str:
        return str(self.meeting_id)
