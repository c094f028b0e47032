"""Problems that come back (每月一题): the rule that finds them, the topic, its evidence and measures."""

from django.db import models
from django.db.models import F, Q

from linli.core.divisions.models import Department, Division
from linli.domains.cases.models.kinds import Category
from linli.domains.cases.rules.recurrence import Demands, Place, Scope
from linli.domains.cases.rules.topics import MOST_QUIET_WEEKS, OPEN_TOPICS, TopicStatus
from linli.kernel.ids import new_id


class RecurrenceRule(models.Model):
    """What makes cases of a kind at a place one problem, from `effective_from` until the next row of
    its scope takes over. A row is never edited, and each piece of evidence names its own.
    """

    version = models.AutoField(primary_key=True)
    scope = models.CharField(max_length=10)
    window_weeks = models.PositiveSmallIntegerField()
    minimum_cases = models.PositiveSmallIntegerField()
    minimum_reporters = models.PositiveSmallIntegerField()
    minimum_buildings = models.PositiveSmallIntegerField(
        help_text="so many buildings do as well as so many reporters; 0 if they don't"
    )
    tail = models.FloatField(help_text="how unlikely it has to be by chance, 0 to 1")
    past_weeks = models.PositiveSmallIntegerField(help_text="what it is compared with")
    least_past_weeks = models.PositiveSmallIntegerField()
    growth = models.FloatField(help_text="share by which a refused cluster has to grow")
    quiet_weeks = models.PositiveSmallIntegerField(help_text="what a new topic begins with")
    basis = models.CharField(max_length=200)
    effective_from = models.DateTimeField()

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["scope", "effective_from"], name="one_recurrence_rule_at_a_time"
            ),
            models.CheckConstraint(
                name="recurrence_scope_is_known", condition=Q(scope__in=[*Scope])
            ),
            models.CheckConstraint(
                name="a_recurrence_rule_asks_for_something",
                condition=Q(
                    window_weeks__range=(1, 26), minimum_cases__gte=2, tail__gt=0, tail__lte=1,
                    past_weeks__range=(1, 208), growth__gt=0,
                    quiet_weeks__range=(1, MOST_QUIET_WEEKS),
                ),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"v{self.version}"

    @property
    def demands(self) -> Demands:
        return Demands(
            self.window_weeks, self.minimum_cases, self.minimum_reporters, self.minimum_buildings,
            self.tail, self.past_weeks, self.least_past_weeks, self.growth,
        )  # fmt: skip


class GovernanceTopic(models.Model):
    """A problem that comes back, and what is done about it. `owner` answers for it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=16, unique=True, db_collation="C")
    title = models.CharField(max_length=80, help_text="residents read it")
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    area = models.CharField(max_length=15, db_collation="C")
    building_id = models.UUIDField(null=True)
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, default=TopicStatus.PROPOSED)
    previous = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="returned"
    )
    opened_at = models.DateTimeField()
    opened_by = models.UUIDField(null=True)
    taken_up_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True, help_text="refused or closed")
    owner_department = models.ForeignKey(
        Department, null=True, on_delete=models.PROTECT, related_name="+"
    )
    owner_account = models.UUIDField(null=True)

    class Meta:
        indexes = [models.Index(fields=["community", "opened_at"], name="topics_of_a_community")]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "building_id", "category"],
                condition=Q(status__in=OPEN_TOPICS),
                nulls_distinct=False,
                name="a_place_has_one_open_topic_of_a_kind",
            ),
            models.CheckConstraint(
                name="topic_status_is_known", condition=Q(status__in=[*TopicStatus])
            ),
            models.CheckConstraint(
                name="topic_area_lies_in_its_community",
                condition=Q(area__startswith=F("community")),
            ),
            models.CheckConstraint(
                name="a_topic_taken_up_has_an_owner",
                condition=Q(taken_up_at=None)
                | Q(owner_department__isnull=False)
                | Q(owner_account__isnull=False),
            ),
            models.CheckConstraint(
                name="only_a_topic_that_ended_has_its_time",
                condition=Q(status__in=OPEN_TOPICS, ended_at=None)
                | (~Q(status__in=OPEN_TOPICS) & Q(ended_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def place(self) -> Place:
        return Place(self.area, self.category_id, self.building_id)

    @property
    def is_open(self) -> bool:
        return self.status in OPEN_TOPICS


class TopicEvidence(models.Model):
    """What was counted when, under which rule; rows are only ever added, as are those of its cases."""

    id = models.BigAutoField(primary_key=True)
    topic = models.ForeignKey(GovernanceTopic, on_delete=models.PROTECT, related_name="evidence")
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    rule = models.ForeignKey(RecurrenceRule, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    since = models.DateTimeField()
    until = models.DateTimeField()
    cases = models.PositiveIntegerField(help_text="matters: what was merged is one")
    reporters = models.PositiveIntegerField()
    buildings = models.PositiveIntegerField()
    past_cases = models.PositiveIntegerField()
    past_weeks = models.PositiveIntegerField()
    chance = models.FloatField()

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.topic_id} {self.at}"


class EvidenceCase(models.Model):
    """One case behind a piece of evidence; the case itself may go, the row stays."""

    id = models.BigAutoField(primary_key=True)
    evidence = models.ForeignKey(TopicEvidence, on_delete=models.PROTECT, related_name="listed")
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    case_id = models.UUIDField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["evidence", "case_id"], name="a_case_stands_once_in_evidence"
            )
        ]

    def __str__(self) -> str:
        return str(self.case_id)


class TopicBaseline(models.Model):
    """What a topic is measured against from `at` on: the rate then, and what it has to stay below
    for how many weeks. Rows are only ever added; the first is that of the opening.
    """

    id = models.BigAutoField(primary_key=True)
    topic = models.ForeignKey(GovernanceTopic, on_delete=models.PROTECT, related_name="baselines")
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    cases = models.PositiveIntegerField()
    weeks = models.PositiveSmallIntegerField()
    rate = models.DecimalField(max_digits=8, decimal_places=2, help_text="cases a week")
    target = models.DecimalField(max_digits=8, decimal_places=2, help_text="cases a week")
    quiet_weeks = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                name="a_target_is_reachable_and_no_worse_than_the_baseline",
                condition=Q(target__gt=0, target__lte=F("rate")),
            ),
            models.CheckConstraint(
                name="a_topic_stays_quiet_for_some_weeks",
                condition=Q(quiet_weeks__range=(1, MOST_QUIET_WEEKS)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.topic_id} {self.rate} → {self.target}"


class TopicMeasure(models.Model):
    """Something that is done about a topic: by whom, until when, and what came of it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    topic = models.ForeignKey(GovernanceTopic, on_delete=models.PROTECT, related_name="measures")
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=400, help_text="residents read it")
    department = models.ForeignKey(
        Department, null=True, on_delete=models.PROTECT, related_name="+"
    )
    account = models.UUIDField(null=True)
    due = models.DateField()
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    done_at = models.DateTimeField(null=True)
    done_by = models.UUIDField(null=True)
    result = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ["due", "at"]
        constraints = [
            models.CheckConstraint(
                name="a_measure_is_done_with_its_result",
                condition=Q(done_at=None, result="") | (Q(done_at__isnull=False) & ~Q(result="")),
            ),
            models.CheckConstraint(
                name="somebody_does_a_measure",
                condition=Q(department__isnull=False) | Q(account__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class TopicStep(models.Model):
    """One line of what was decided about a topic; never changed."""

    id = models.BigAutoField(primary_key=True)
    topic = models.ForeignKey(GovernanceTopic, on_delete=models.PROTECT, related_name="steps")
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    kind = models.CharField(max_length=12)
    by = models.UUIDField(null=True)
    words = models.CharField(max_length=1000, blank=True)
    details = models.JSONField(default=dict)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return self.kind
