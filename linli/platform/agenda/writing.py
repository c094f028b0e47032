"""Calendars as RFC 5545 wants them, by the library `icalendar`."""

from collections.abc import Iterable

from icalendar import Calendar, Event, vText

from linli.platform.agenda.declaration import Appointment

PRODUCT = "-//linli//agenda//ZH"
ASK_AGAIN = "PT1H"  # as Apple's and Microsoft's programs understand it


def calendar(title: str, appointments: Iterable[Appointment], host: str, origin: str) -> bytes:
    """The whole calendar; `host` makes its ids unique, `origin` its links whole."""
    whole = Calendar()
    whole.add("prodid", PRODUCT)
    whole.add("version", "2.0")
    whole.add("method", "PUBLISH")
    whole.add("x-wr-calname", vText(title))
    whole.add("x-published-ttl", vText(ASK_AGAIN))
    for each in appointments:
        whole.add_component(_event(each, host, origin))
    return bytes(whole.to_ical())


def _event(each: Appointment, host: str, origin: str) -> Event:
    event = Event()
    event.add("uid", f"{each.uid}@{host}")
    event.add("summary", each.title)
    event.add("dtstamp", each.told_at)
    event.add("dtstart", each.starts_at)
    if each.ends_at:
        event.add("dtend", each.ends_at)
    else:
        event.add("transp", "TRANSPARENT")  # a deadline keeps nobody busy
    if each.location:
        event.add("location", each.location)
    event.add("url", f"{origin}{each.path}")
    event.add("sequence", each.changed)
    event.add("status", "CANCELLED" if each.is_cancelled else "CONFIRMED")
    return event
