"""From the name of a bench to its rows."""

from collections.abc import Mapping

from django.utils.module_loading import import_string

from linli.kernel.benchmark import Row
from linli.kernel.demonstration import Report
from linli.kernel.manifest import domains
from linli.platform.accounts import actions
from linli.project import migrations
from linli.project.benching import stage
from linli.project.config import Config


def benches() -> Mapping[str, str]:
    """Name and dotted path of every bench that the open domains bring."""
    return {name: path for domain in domains for name, path in domain.benches.items()}


def run(path: str, config: Config, *, quick: bool, report: Report) -> list[Row]:
    """Open a house for the bench at `path` and gather what it measures."""
    migrations.bring_up_to_date()
    actions.sync_roles()
    with stage.opened(config, quick=quick, report=report) as theatre:
        return list(import_string(path)(theatre))
