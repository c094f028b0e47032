"""What is asked of cases of one category beyond their description, and what was answered."""

from django.db import models
from django.db.models import Q

from linli.core.divisions.models import Division
from linli.domains.cases.rules.asking import LISTS, Datatype
from linli.kernel.ids import new_id
from linli.platform.database.secrecy import EncryptedTextField


class Question(models.Model):
    """One thing that a program has to say, or may, when it reports a case of this category.

    Open311 calls it an attribute. It is never edited: what it means to old answers would change.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    category = models.ForeignKey(
        "cases.Category", on_delete=models.PROTECT, related_name="questions"
    )
    code = models.SlugField(max_length=40)
    order = models.PositiveSmallIntegerField()
    datatype = models.CharField(max_length=16)
    is_asked = models.BooleanField(default=True, help_text="false: words to be shown, no answer")
    is_required = models.BooleanField(default=False)
    words = models.CharField(max_length=400)
    hint = models.CharField(max_length=200, blank=True)
    choices = models.JSONField(default=list, help_text="key and name of each value of a list")
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.CheckConstraint(
                name="question_datatype_is_known", condition=Q(datatype__in=[*Datatype])
            ),
            models.CheckConstraint(
                name="a_list_has_choices_and_nothing_else_has",
                condition=Q(datatype__in=sorted(LISTS)) & ~Q(choices=[])
                | ~Q(datatype__in=sorted(LISTS)) & Q(choices=[]),
            ),
            models.CheckConstraint(
                name="what_is_not_asked_is_not_required",
                condition=Q(is_asked=True) | Q(is_required=False),
            ),
            models.CheckConstraint(name="questions_begin_with_one", condition=Q(order__gt=0)),
            models.UniqueConstraint(
                fields=["category", "code"],
                condition=Q(is_active=True),
                name="questions_of_a_category_differ_in_code",
            ),
            models.UniqueConstraint(
                fields=["category", "order"],
                condition=Q(is_active=True),
                name="questions_of_a_category_stand_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Reply(models.Model):
    """What was answered to one question of a case: values as a JSON list of texts."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="replies")
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="+")
    values = EncryptedTextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "question"], name="a_question_is_answered_once")
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.question_id}"
