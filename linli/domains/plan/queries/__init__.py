"""Every read of the plan."""

from linli.domains.plan.queries.entries import (
    altered_snapshots,
    as_of,
    entries,
    entry,
    snapshot,
    waiting,
)
from linli.domains.plan.queries.figures import (
    Line,
    Series,
    aim_of,
    cells,
    filled,
    line,
    lines,
    milestone_values,
    outlook,
    records_address,
    series,
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

__all__ = [
    "VIEW", "Line", "Series", "aim_of", "altered_snapshots", "as_of", "cells", "entries", "entry", "filled",
    "get", "held", "line", "lines", "milestone", "milestone_values", "outlook",
    "records_address", "running", "series", "snapshot", "target", "template_text", "templates",
    "visible_to", "waiting",
]  # fmt: skip
