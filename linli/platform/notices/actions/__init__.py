"""Every write of notices: saying something, reading it, choosing ways, mending what went wrong."""

from linli.platform.notices.actions.choosing import choose_ways, close_outlet, open_outlet
from linli.platform.notices.actions.mending import (
    drop,
    forget_expired_texts,
    forget_texts_to,
    repeat,
    tidy,
)
from linli.platform.notices.actions.reading import read, read_all
from linli.platform.notices.actions.sending import send, send_code, send_text

__all__ = [
    "choose_ways",
    "close_outlet",
    "drop",
    "forget_expired_texts",
    "forget_texts_to",
    "open_outlet",
    "read",
    "read_all",
    "repeat",
    "send",
    "send_code",
    "send_text",
    "tidy",
]
