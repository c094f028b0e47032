"""What the calendar tells the others."""

from dataclasses import dataclass

from linli.kernel.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarPublished(Event):
    """A version of the calendar is out that says something new of `year`.

    Whoever keeps deadlines recomputes its provisional ones with this version; a firm deadline keeps
    the version that it names.
    """

    version: int
    year: int
