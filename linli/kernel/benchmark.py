"""The form in which a domain measures itself: rows of a figure, its bar, and what stands beside it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from linli.kernel.demonstration import Report


@dataclass(frozen=True, kw_only=True)
class Row:
    """One measured figure. `limit` was measured beside it in the same run, `ratio` is their relation,
    `bar` says in words what has to be reached, and `ok` whether it was; None where nothing is asked.
    """

    measure: str
    value: float
    unit: str
    limit: float | None = None
    ratio: float | None = None
    bar: str | None = None
    ok: bool | None = None


@dataclass(frozen=True, kw_only=True)
class Request:
    """One HTTP request to our own web server."""

    method: str
    path: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


@dataclass(frozen=True, kw_only=True)
class Load:
    """What became of a load: seconds that each answer took, sorted, and answers by status."""

    seconds: float
    latencies: Sequence[float]
    statuses: Mapping[int, int]
    web_cpu: float  # seconds of the web server's processes
    worker_cpu: float
    database_cpu: float

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.latencies) / self.seconds

    def cpu_ms(self) -> float:
        """Milliseconds of the web server's CPU for one answer."""
        return 1000 * self.web_cpu / max(1, len(self.latencies))

    def percentile(self, share: float) -> float:
        """The latency in seconds that `share` (0 to 1) of the answers kept."""
        return self.latencies[min(len(self.latencies) - 1, int(share * len(self.latencies)))]


class Stage(Protocol):
    """A house of its own for one bench: an empty, migrated database, web and worker running."""

    quick: bool
    report: Report

    def pgbench(self, script: str, *, clients: int = 8, seconds: int = 5) -> float:
        """Transactions a second of this pgbench script, by PostgreSQL alone, in role linli_system."""
        ...

    def load(
        self,
        request: Callable[[int], Request],
        *,
        count: int,
        clients: int = 8,
        rate: float | None = None,
    ) -> Load:
        """Send `request(0)` … `request(count - 1)` over `clients` connections that are kept open.

        Each client sends as soon as it has been answered. With a `rate` (a second) each request has
        its moment instead, whether the others were answered or not, and its latency counts from then.
        """
        ...


Bench = Callable[[Stage], Iterator[Row]]  # what `Manifest.benches` names by dotted path
