"""Every read of the plan."""

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
    "VIEW", "get", "held", "milestone", "running", "target", "template_text", "templates",
    "visible_to",
]  # fmt: skip
