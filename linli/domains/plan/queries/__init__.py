"""Every read of the plan."""

from linli.domains.plan.queries.entries import (
    altered_snapshots,
    as_of,
    confirmed_for,
    entries,
    entry,
    held_entries,
    said,
    said_before,
    snapshot,
    waiting,
)
from linli.domains.plan.queries.figures import (
    Line,
    Series,
    aims_of,
    cells,
    filled,
    line,
    lines,
    lines_of,
    milestone_values,
    outlook,
    records_address,
    series,
    together,
)
from linli.domains.plan.queries.plans import (
    VIEW,
    get,
    held,
    milestone,
    running,
    target,
    template_text,
    templates,
    visible_to,
)
from linli.domains.plan.queries.week import ToDo, week

__all__ = [
    "VIEW", "Line", "Series", "ToDo", "aims_of", "altered_snapshots", "as_of", "cells",
    "confirmed_for", "entries", "entry", "filled", "get", "held", "held_entries", "line", "lines",
    "lines_of", "milestone", "milestone_values", "outlook", "records_address", "running", "said",
    "said_before", "series", "snapshot", "target", "template_text", "templates", "together",
    "visible_to", "waiting", "week",
]  # fmt: skip
