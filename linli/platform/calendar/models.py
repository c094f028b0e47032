"""The calendar as it was published, version by version. Rows are added and never changed."""

from django.db import models

YEARS = models.Q(year__gte=2000, year__lte=2099)


class CalendarVersion(models.Model):
    """One publication. A version says what its own rows say, and for the rest what came before."""

    number = models.AutoField(primary_key=True)  # from a sequence: a number is never given twice
    published_at = models.DateTimeField()
    published_by = models.UUIDField(null=True)  # the account; none for linli itself

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return str(self.number)


class CalendarYear(models.Model):
    """What a version says of one year: the days that differ from a plain week.

    `days` is a list of {"date", "name", "kind"}. It may hold last days of the year before, which
    the notice for this year moves. A year that isn't `published` is the office's own forecast: it
    counts, and its deadlines stay provisional.
    """

    version = models.ForeignKey(CalendarVersion, on_delete=models.PROTECT, related_name="years")
    year = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=300)
    published = models.BooleanField()
    days = models.JSONField()

    class Meta:
        ordering = ["year", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "version"], name="a_version_says_one_thing_of_a_year"
            ),
            models.CheckConstraint(name="a_year_lies_within_the_calendar", condition=YEARS),
        ]

    def __str__(self) -> str:
        return f"{self.year} ({self.version_id})"


class OfficeHours(models.Model):
    """From `since` on, the windows of a working day: a list like ["09:00-12:00", "13:30-17:30"]."""

    version = models.ForeignKey(CalendarVersion, on_delete=models.PROTECT, related_name="hours")
    since = models.DateField()
    windows = models.JSONField()

    class Meta:
        ordering = ["since", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["since", "version"], name="a_version_gives_a_day_one_set_of_hours"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.since} ({self.version_id})"
