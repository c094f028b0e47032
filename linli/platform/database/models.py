"""What has been done once for the whole deployment."""

from django.db import models


class Milestone(models.Model):
    """Something that must not be done twice, or whose last time matters: a seed, a backup."""

    key = models.CharField(max_length=80, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.key
