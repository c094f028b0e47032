"""What holds for signing in: spans of time, counts, and what a good secret looks like."""

import re
import secrets
import unicodedata
from datetime import timedelta
from enum import StrEnum


class Kind(StrEnum):
    STAFF = "staff"  # a named person at work: password and second factor
    RESIDENT = "resident"  # phone and one-time code, or a code from the counter
    SERVICE = "service"  # a program with an API key; never signs in on a page


class Purpose(StrEnum):
    PHONE = "phone"  # sent to a phone that somebody claims
    COUNTER = "counter"  # printed at the counter for one resident
    SET_UP = "set_up"  # a link for a new member of staff, or one who lost the password
    LINK = "link"  # printed at the counter for one record of the register


# GB/T 22239-2019 8.1.4.1 b: an abandoned session ends.
IDLE = {Kind.STAFF: timedelta(minutes=30), Kind.RESIDENT: timedelta(days=14)}
LONGEST = {Kind.STAFF: timedelta(hours=12), Kind.RESIDENT: timedelta(days=90)}
SEEN_EVERY = timedelta(minutes=1)  # how exactly the last use of a session is known

LIFE = {
    Purpose.PHONE: timedelta(minutes=5),
    Purpose.COUNTER: timedelta(days=3),
    Purpose.SET_UP: timedelta(days=3),
    Purpose.LINK: timedelta(days=3),
}
TRIES = 5  # guesses at one code
CODE_DIGITS = 6
SLIP_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # without what looks like something else
SLIP_CHARACTERS = 10  # 31**10: 50 bits

PASSWORD_CHARACTERS, PASSWORD_CLASSES = 10, 3
PASSPHRASE_CHARACTERS = 20  # from this length on, any characters will do
CLASSES = ("[a-z]", "[A-Z]", "[0-9]", "[^a-zA-Z0-9]")

AREA = re.compile(r"[0-9]{0,15}")  # the code of a division or grid; "" is everywhere
USERNAME = re.compile(r"^[\w.@+-]{2,80}$")


def plain_username(text: str) -> str:
    """One spelling of a user name, whatever width and case it was typed in."""
    return unicodedata.normalize("NFKC", text).strip().casefold()


def is_strong(password: str) -> bool:
    """GB/T 22239-2019 8.1.4.1 a (ten characters of three classes), or a long passphrase."""
    classes = sum(bool(re.search(each, password)) for each in CLASSES)
    return len(password) >= PASSPHRASE_CHARACTERS or (
        len(password) >= PASSWORD_CHARACTERS and classes >= PASSWORD_CLASSES
    )


def new_secret(purpose: Purpose) -> str:
    """A fresh code or token of the form that its purpose asks for."""
    match purpose:
        case Purpose.PHONE:
            return f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"
        case Purpose.COUNTER | Purpose.LINK:
            return "".join(secrets.choice(SLIP_ALPHABET) for _ in range(SLIP_CHARACTERS))
        case Purpose.SET_UP:
            return secrets.token_urlsafe(24)


def device(user_agent: str) -> str:
    """A few words by which people recognise their own device; no version, nothing that tracks."""
    program = next((name for mark, name in PROGRAMS if mark in user_agent), "")
    system = next((name for mark, name in SYSTEMS if mark in user_agent), "")
    return " · ".join(filter(None, (program, system)))


PROGRAMS = (
    ("MicroMessenger", "WeChat"),
    ("DingTalk", "DingTalk"),
    ("Edg/", "Edge"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("HarmonyOS", "HarmonyOS"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)
