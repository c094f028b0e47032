"""The administrative tree, the grids under it and the departments that serve it."""

from django.db import models

from linli.core.divisions.rules import DepartmentKind, Level
from linli.kernel.ids import new_id


class Division(models.Model):
    """A node of the administrative tree; its code spells its path."""

    code = models.CharField(primary_key=True, max_length=12, db_collation="C")
    name = models.CharField(max_length=80)
    level = models.CharField(max_length=12, choices=[(each, each) for each in Level])
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    name_sort = models.CharField(max_length=240, blank=True, db_collation="C")
    population = models.PositiveIntegerField(null=True, blank=True)
    phone = models.CharField(max_length=20, blank=True, help_text="of its office, shown to anybody")
    grids_version = models.UUIDField(null=True, editable=False)  # another after every change

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="division_level_is_known", condition=models.Q(level__in=[*Level])
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def area(self) -> str:
        return self.code


class Grid(models.Model):
    """A part of a community with one responsible worker; its 15-digit code extends the community's."""

    code = models.CharField(primary_key=True, max_length=15, db_collation="C")
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="grids")
    name = models.CharField(max_length=80)
    boundary = models.JSONField(null=True, blank=True, help_text="GeoJSON polygon, WGS-84")
    # The worker as the sign at the door names them: public by rule (CJ/T 349, 网格公示牌).
    worker_name = models.CharField(max_length=40, blank=True)
    worker_phone = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="grid_code_extends_its_community",
                condition=models.Q(code__startswith=models.F("community")),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def area(self) -> str:
        return self.code


class Department(models.Model):
    """An agency, property company or organisation that can be whistled for."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=12, choices=[(each, each) for each in DepartmentKind])
    area = models.CharField(max_length=12, db_collation="C", help_text="the division it serves")
    phone = models.CharField(max_length=20, blank=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["area", "name"], name="department_names_differ_in_an_area"
            )
        ]

    def __str__(self) -> str:
        return self.name
