"""Cases that somebody asked to leave out of the rates (剔除), and what was decided."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language

from linli.core.divisions.models import Department, Division
from linli.domains.cases.models.case import Case
from linli.domains.cases.rules.rulings import Verdict
from linli.kernel.ids import new_id

VERDICTS = ["", Verdict.GRANTED, Verdict.REFUSED]


class ExclusionGround(models.Model):
    """Why a case may be left out. A ground is retired, never edited, since decisions name it."""

    code = models.SlugField(primary_key=True, max_length=30)
    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=120, blank=True)
    basis = models.CharField(max_length=200)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.called

    @property
    def called(self) -> str:
        """Its name in the language of whoever reads; the Chinese one where no other was given."""
        in_english = (get_language() or "").startswith("en")
        return (self.name_en if in_english else "") or self.name


class Exclusion(models.Model):
    """One party's wish that a case doesn't count; without a department it is the community's.

    `ruled_level` is how many digits the first decider's area has: an appeal goes to fewer.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="exclusions")
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    area = models.CharField(max_length=15, db_collation="C")
    department = models.ForeignKey(
        Department, null=True, on_delete=models.PROTECT, related_name="+"
    )
    ground = models.ForeignKey(ExclusionGround, on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=1000, help_text="the evidence, in words")
    asked_at = models.DateTimeField()
    asked_by = models.UUIDField(null=True)
    verdict = models.CharField(max_length=8, blank=True)
    ruled_at = models.DateTimeField(null=True)
    ruled_by = models.UUIDField(null=True)
    ruled_level = models.PositiveSmallIntegerField(null=True)
    ruling = models.CharField(max_length=1000, blank=True)
    appeal = models.CharField(max_length=1000, blank=True)
    appealed_at = models.DateTimeField(null=True)
    appealed_by = models.UUIDField(null=True)
    appeal_verdict = models.CharField(max_length=8, blank=True)
    appeal_ruled_at = models.DateTimeField(null=True)
    appeal_ruled_by = models.UUIDField(null=True)
    appeal_ruling = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering = ["asked_at"]
        indexes = [
            models.Index(
                fields=["area", "asked_at"],
                condition=Q(verdict="") | Q(appealed_at__isnull=False, appeal_verdict=""),
                name="open_exclusions",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "department"],
                nulls_distinct=False,
                name="a_party_asks_once_to_leave_a_case_out",
            ),
            models.CheckConstraint(
                name="exclusion_verdict_is_known",
                condition=Q(verdict__in=VERDICTS, appeal_verdict__in=VERDICTS),
            ),
            models.CheckConstraint(
                name="an_exclusion_is_decided_with_its_time",
                condition=Q(verdict="", ruled_at=None)
                | (~Q(verdict="") & Q(ruled_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="whoever_asks_to_leave_out_does_not_decide",
                condition=Q(ruled_by=None) | Q(asked_by=None) | ~Q(ruled_by=F("asked_by")),
            ),
            models.CheckConstraint(
                name="an_appeal_goes_to_somebody_else",
                condition=Q(appeal_ruled_by=None)
                | Q(ruled_by=None)
                | ~Q(appeal_ruled_by=F("ruled_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.ground_id}"

    @property
    def is_open(self) -> bool:
        return not self.verdict

    @property
    def is_appealed(self) -> bool:
        """Whether an appeal waits for its verdict."""
        return self.appealed_at is not None and not self.appeal_verdict

    @property
    def is_granted(self) -> bool:
        """Whether the case is left out, as things stand."""
        return (self.appeal_verdict or self.verdict) == Verdict.GRANTED
