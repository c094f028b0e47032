"""What may come in at all: said once, for pages and API alike.

PostgreSQL's text holds every character but U+0000, and no lone surrogate; both would otherwise
surface as an error of the database, deep inside. People can't type either.
"""

from collections.abc import Callable, Iterator
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from ninja.errors import ValidationError
from ninja.parser import Parser
from pydantic_core import from_json

from linli.platform.api import problems
from linli.platform.api.errors import TooLarge, WrongMediaType

MOST_BYTES = 1_048_576  # of JSON; files have an entrance and limits of their own
JSON = "application/json"
UTF8 = frozenset({"utf-8", "utf8"})
NUL = "\0"
WORDS = "The request holds a character that no text has (U+0000)."


class IntakeMiddleware:
    """Turns away a request whose address, form or character set can't be meant."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if NUL in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest(WORDS)
        charset = (request.content_params or {}).get("charset", "utf-8")
        if charset.lower() not in UTF8:
            raise BadRequest("Send text in UTF-8.")
        if (
            request.content_type == JSON
            and int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES
        ):
            return problems.of(TooLarge(MOST_BYTES))
        return self._get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> None:
        """Look at the form, unless it is still a stream that the view may want to read by itself."""
        is_short = request.content_type == "application/x-www-form-urlencoded"
        is_read = hasattr(request, "_post")  # by the CSRF check
        if request.method != "POST" or not (is_short or is_read):
            return
        if any(NUL in value for _name, values in request.POST.lists() for value in values):
            raise BadRequest(WORDS)


class JsonParser(Parser):
    """Reads JSON strictly: no NaN, no lone surrogates, at most 200 levels, no U+0000 in a text."""

    def parse_body(self, request: HttpRequest) -> Any:
        if request.content_type != JSON:
            raise WrongMediaType
        value = from_json(request.body, allow_inf_nan=False)
        if b"\\u0000" in request.body and (places := list(texts_with_nul(value))):
            raise ValidationError([{"loc": place, "type": "nul_character"} for place in places])
        return value


def texts_with_nul(value: Any, place: tuple[str | int, ...] = ("body", "")) -> Iterator[Any]:
    """Where in `value` a text, or a name, holds U+0000."""
    if isinstance(value, str) and NUL in value:
        yield place
    elif isinstance(value, dict):
        for name, inner in value.items():
            if NUL in name:
                yield place
            yield from texts_with_nul(inner, (*place, name))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from texts_with_nul(inner, (*place, number))
