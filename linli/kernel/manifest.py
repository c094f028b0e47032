"""The card by which a domain introduces itself: data and references, no code."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from django.apps import AppConfig
from django.utils.module_loading import import_string

from linli.kernel.events import Event, listen

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True, kw_only=True)
class Permission:
    """One thing a person may be allowed to do, at a node of the division tree."""

    key: str
    title: "str | StrPromise"


@dataclass(frozen=True, kw_only=True)
class NavItem:
    """A line of the menu, shown to whoever holds `needs` anywhere.

    Where other manifests say what is needed (whatever may be imported), `needs` gives their
    permissions, of which any one will do. `order` places the line: below 30 under the title of its
    domain, below 70 among what the house knows, above among settings and administration.
    """

    title: "str | StrPromise"
    url_name: str
    needs: str | Callable[[], Collection[str]]
    icon: str = "dot"
    order: int = 50

    def permissions(self) -> Collection[str]:
        return (self.needs,) if isinstance(self.needs, str) else self.needs()


class Tally(NamedTuple):
    """What one community adds to an indicator in one month (its first day): sums, so that areas and
    months can be added up before anything is divided. Where nothing is known there is no tally.
    """

    area: str
    month: date
    numerator: float
    denominator: float


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """A number this domain can answer for.

    `measure(actor, area, since, until)` gives the number, or None where there is nothing to measure.
    With `fills`, the indicator of a plan that it stands for there, come its sums:
    `tally(actor, area, months)` of every community below `area`; `changed(actor, since)`, the months
    whose tallies may be others than at that moment (else only the last two are looked at again), and
    `records(area, first, last)`, the address of what was counted, by the first and the last day.
    """

    key: str
    title: "str | StrPromise"
    unit: str
    measure: Callable[..., float | None]
    drill_url_name: str | None = None
    fills: str = ""
    tally: Callable[[Any, str, Sequence[date]], Sequence[Tally]] | None = None
    changed: Callable[[Any, datetime], Collection[date]] | None = None
    records: Callable[[str, date, date], str] | None = None


@dataclass(frozen=True, kw_only=True)
class Panel:
    """A fragment this domain adds to another's page: `slot` names the page and place."""

    slot: str
    template: str
    context: Callable[..., Mapping[str, Any]]
    order: int = 50


@dataclass(frozen=True, kw_only=True)
class SearchKind:
    """What the search box finds here.

    `present(actor, ids)` gives (id, title, detail, url) of those of `ids` that `actor` may see.
    """

    kind: str
    title: "str | StrPromise"
    needs: str
    present: Callable[..., Sequence[Any]]
    reindex: Callable[[], int]


@dataclass(frozen=True, kw_only=True)
class Schedule:
    """Work that is done exactly once per period. `cron` is read in the deployment's time zone.

    `work` runs as a job, in the transaction that marks the period as done, and without a scope. Of
    periods that passed while no worker was running, the latest alone is made up.
    """

    key: str
    cron: str
    work: Callable[[], object]


@dataclass(frozen=True, kw_only=True)
class Round:
    """Light work that one of the workers does about every `seconds`; never two at a time.

    For work that looks at stored state and does what is due, so that a round more or less changes
    nothing. What has to happen once per period is a `Schedule`.
    """

    key: str
    seconds: float
    work: Callable[[], object]


@dataclass(frozen=True, kw_only=True)
class Topic:
    """What a message is about, as people choose by it: `title` reads well in “N new …”."""

    key: str
    title: "str | StrPromise"


@dataclass(frozen=True, kw_only=True)
class Check:
    """An invariant that `linli doctor` looks at: `find()` gives a sentence for each breach."""

    key: str
    title: "str | StrPromise"
    find: Callable[[], Sequence[str]]
    repair: "str | StrPromise"


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """Everything that one app brings to the house."""

    key: str
    title: "str | StrPromise"
    urls: str | None = None
    public_urls: str | None = None
    api: str | None = None
    public: Sequence[str] = ()  # names of URLs that open without signing in
    nav: Sequence[NavItem] = ()
    permissions: Sequence[Permission] = ()
    deeds: "Mapping[str, str | StrPromise]" = field(default_factory=dict)  # on record: titles
    roles: Mapping[str, Sequence[str]] = field(default_factory=dict)  # role: what it may do here
    indicators: Sequence[Indicator] = ()
    panels: Sequence[Panel] = ()
    searches: Sequence[SearchKind] = ()
    imports: Sequence[str] = ()  # dotted paths of platform.imports.Importer
    exports: Sequence[str] = ()  # dotted paths of platform.exports.Exporter
    field_tasks: Sequence[str] = ()  # dotted paths of tasks_of(actor), platform.field.FieldTask
    field_deeds: Sequence[str] = ()  # dotted paths of platform.field.FieldDeed
    agenda: Sequence[str] = ()  # dotted paths of told(actor, since), platform.agenda.Appointment
    schedules: Sequence[Schedule] = ()
    rounds: Sequence[Round] = ()
    topics: Sequence[Topic] = ()
    checks: Sequence[Check] = ()
    own_persons: Sequence[Callable[[UUID], Sequence[UUID]]] = ()  # persons that an account is
    files: Mapping[str, Callable[..., bool]] = field(default_factory=dict)  # owner kind: may see?
    seeds: str | None = None  # dotted path of a callable, see kernel.demonstration
    benches: Mapping[str, str] = field(default_factory=dict)  # name: dotted path, kernel.benchmark
    events: "Mapping[type[Event], str | StrPromise]" = field(
        default_factory=dict
    )  # its news: titles
    listeners: Mapping[type[Event], Sequence[Callable[[Any], None]]] = field(default_factory=dict)


class Domains:
    """Every open manifest, in the order of INSTALLED_APPS."""

    def __init__(self) -> None:
        self._by_key: dict[str, Manifest] = {}
        self._public: set[str] = set()

    def open(self, domain: Manifest) -> None:
        """Take in a manifest; ValueError when its key is taken or one of its keys isn't its own."""
        if domain.key in self._by_key:
            raise ValueError(f"Two domains call themselves {domain.key!r}.")
        keyed: tuple[Any, ...] = (
            *domain.permissions,
            *domain.indicators,
            *domain.schedules,
            *domain.rounds,
            *domain.topics,
            *domain.checks,
        )
        for key in (*(each.key for each in keyed), *domain.deeds):
            if not key.startswith(f"{domain.key}."):
                raise ValueError(f"{key!r} is declared by domain {domain.key!r}.")
        self._by_key[domain.key] = domain
        self._public.update(domain.public)
        for event_type, listeners in domain.listeners.items():
            for listener in listeners:
                listen(event_type, listener)

    def __iter__(self) -> Iterator[Manifest]:
        return iter(self._by_key.values())

    def __getitem__(self, key: str) -> Manifest:
        return self._by_key[key]

    def opens_to_everybody(self, view_name: str) -> bool:
        """Whether a manifest opens this view, or a whole space around it ("v1:"), without sign-in."""
        spaces = (f"{space}:" for space in view_name.split(":")[:-1])
        return view_name in self._public or any(space in self._public for space in spaces)

    def gather(self, what: str) -> Iterator[Any]:
        """Everything of one kind that the open apps bring: `domains.gather("indicators")`."""
        for domain in self:
            yield from getattr(domain, what)


domains = Domains()


class DomainConfig(AppConfig):
    """Opens `<app>.manifest.MANIFEST` when Django starts."""

    default = False  # never the config of an app itself ...
    default_auto_field = "django.db.models.BigAutoField"

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.default = True  # ... but each subclass is

    def ready(self) -> None:
        domains.open(import_string(f"{self.name}.manifest.MANIFEST"))
