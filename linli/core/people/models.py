"""Who lives here. Names, phones and numbers are encrypted; what stays in clear is said beside it."""

from django.db import models
from django.db.models import Q

from linli.core.divisions.models import Division
from linli.core.people.rules import Care, Gender, Relation
from linli.core.places.models import Dwelling
from linli.kernel.ids import new_id
from linli.platform.database.secrecy import EncryptedTextField


class Household(models.Model):
    """People who keep house together in one dwelling; a dwelling may hold several (`label`)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    area = models.CharField(max_length=15, db_collation="C")
    dwelling = models.ForeignKey(Dwelling, on_delete=models.PROTECT, related_name="households")
    label = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dwelling", "label"], name="households_of_a_dwelling_differ_in_label"
            )
        ]

    def __str__(self) -> str:
        return f"{self.dwelling_id} {self.label}"


class Resident(models.Model):
    """One person in one community.

    In clear, since lists are sorted and filtered by it: birth date, gender, relation, and
    `name_sort` (surname in pinyin and initials, no more than a masked list shows).
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    area = models.CharField(max_length=15, db_collation="C")
    name = EncryptedTextField()
    name_sort = models.CharField(max_length=80, db_collation="C")
    phone = EncryptedTextField(blank=True)
    phone_index = models.CharField(max_length=32, blank=True, db_collation="C")
    id_number = EncryptedTextField(blank=True)
    id_index = models.CharField(max_length=32, blank=True, db_collation="C")
    who_index = models.CharField(  # name with phone or door: finds again whoever has no number
        max_length=32, db_collation="C"
    )
    birth_date = models.DateField(null=True, blank=True)
    gender = models.CharField(max_length=8, choices=[(each, each) for each in Gender])
    household = models.ForeignKey(
        Household, null=True, on_delete=models.PROTECT, related_name="members"
    )
    relation = models.CharField(max_length=8, choices=[(each, each) for each in Relation])
    account_id = models.UUIDField(null=True, blank=True)  # with which this person signs in
    registered_at = models.DateTimeField()
    left_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "id_index"],
                condition=~Q(id_index="") & Q(left_on=None),
                name="a_citizen_number_stands_once_in_a_community",
            ),
            models.CheckConstraint(name="gender_is_known", condition=Q(gender__in=[*Gender])),
            models.CheckConstraint(name="relation_is_known", condition=Q(relation__in=[*Relation])),
        ]
        indexes = [
            models.Index(fields=["community", "name_sort", "id"], name="resident_in_order"),
            models.Index(fields=["community", "who_index"], name="resident_by_who"),
            models.Index(
                fields=["phone_index"], condition=~Q(phone_index=""), name="resident_by_phone"
            ),
            models.Index(
                fields=["account_id"],
                condition=Q(account_id__isnull=False),
                name="resident_account",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class CareMark(models.Model):
    """Why somebody may need to be looked in on; a mark each, since people have several."""

    resident = models.ForeignKey(Resident, on_delete=models.CASCADE, related_name="care_marks")
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    area = models.CharField(max_length=15, db_collation="C")
    kind = models.CharField(max_length=12, choices=[(each, each) for each in Care])

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["resident", "kind"], name="a_resident_has_a_care_mark_once"
            ),
            models.CheckConstraint(name="care_kind_is_known", condition=Q(kind__in=[*Care])),
        ]
        indexes = [models.Index(fields=["community", "kind"], name="care_mark_by_kind")]

    def __str__(self) -> str:
        return f"{self.resident_id} {self.kind}"
