"""The forms of the house as a browser finds them: where each goes and what it holds."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

FIELDS = {"input", "select", "textarea", "button"}


@dataclass(frozen=True)
class Form:
    """A form that is sent by POST: its address and the names of its fields."""

    address: str
    names: tuple[str, ...]


@dataclass
class _Reader(HTMLParser):
    page: str
    found: list[tuple[str, list[str]]] = field(default_factory=list)
    is_inside: bool = False

    def __post_init__(self) -> None:
        HTMLParser.__init__(self)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self.is_inside = (given.get("method") or "").lower() == "post"
            if self.is_inside:
                address = urlsplit(urljoin(self.page, given.get("action") or "")).path
                self.found.append((address, []))
        elif self.is_inside and tag in FIELDS and given.get("name"):
            self.found[-1][1].append(str(given["name"]))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.is_inside = False


def forms_on(page: str, html: str) -> Iterator[Form]:
    """Every form that `html`, read at the address `page`, sends by POST."""
    reader = _Reader(page)
    reader.feed(html)
    for address, names in reader.found:
        yield Form(address, tuple(sorted({*names} - {"csrfmiddlewaretoken"})))
