"""What has been done once for the whole deployment."""

from django.db import models


class Milestone(models.Model):
    """Something that must not be done twice, or whose last time matters: a seed, a backup."""

    key = models.CharField(max_length=80, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.key


class Edition(models.Model):
    """The one row that `editions` counts the changes of the configuration with."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    number = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="there_is_one_edition", condition=models.Q(id=1))
        ]

    def __str__(self) -> str:
        return str(self.number)
