"""Refusals: what linli answers when the answer is no."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class DomainError(Exception):
    """A request that is well formed but that the rules of the community do not allow.

    `code` is stable and made for machines; `str(error)` is made for people and says how to mend it.
    `facts` are plain values that a program may want beside the words (RFC 9457 extension members).
    """

    code = "refused"
    status = 409

    def __init__(self, words: "str | StrPromise", /, **facts: Any) -> None:
        super().__init__(words)
        self.facts: Mapping[str, Any] = facts

    def __str__(self) -> str:
        return str(self.args[0])


class NotPermitted(DomainError):
    """The actor lacks the permission here."""

    code = "not_permitted"
    status = 403


class NotFound(DomainError):
    """It isn't there, or isn't this actor's to see: the answer is the same for both."""

    code = "not_found"
    status = 404


class Conflict(DomainError):
    """Somebody else was first; `facts` may say who and when."""

    code = "conflict"
    status = 409


class Invalid(DomainError):
    """A value is wrong. `fields` maps the name of each wrong field to the words that mend it."""

    code = "invalid"
    status = 422

    def __init__(self, words: "str | StrPromise", /, **fields: "str | StrPromise") -> None:
        super().__init__(words)
        self.fields = fields


class TooMany(DomainError):
    """A limit is used up; `retry_after` says in how many seconds it opens again."""

    code = "too_many"
    status = 429

    def __init__(self, words: "str | StrPromise", *, retry_after: int) -> None:
        super().__init__(words, retry_after=retry_after)
        self.retry_after = retry_after
