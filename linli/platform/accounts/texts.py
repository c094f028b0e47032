"""How a code reaches a phone. The outbox stands on accounts, so it installs itself here."""

from collections.abc import Callable, Mapping
from datetime import timedelta

# phone, the provider's template, its values, and how long it makes sense to send them
type_of_outbox = Callable[[str, str, Mapping[str, str], timedelta], None]

type_of_forgetting = Callable[[str], None]  # phone

_outboxes: list[type_of_outbox] = []
_forgetting: list[type_of_forgetting] = []


def install_outbox(outbox: type_of_outbox, forget: type_of_forgetting) -> None:
    """Let `outbox` take every text from now on, in place of whoever did, and `forget` it when used."""
    _outboxes[:], _forgetting[:] = [outbox], [forget]


def text(phone: str, template: str, values: Mapping[str, str], lives: timedelta) -> None:
    """Write a text that leaves after the commit, at any hour; nobody waits for its provider."""
    for outbox in _outboxes:
        outbox(phone, template, values, lives)


def forget(phone: str) -> None:
    """What was written to this phone is good for nothing any more."""
    for each in _forgetting:
        each(phone)
