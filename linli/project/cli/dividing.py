"""divisions: the administrative tree, brought up to date from files."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from linli.project.cli.console import AsJson, print_json, say
from linli.project.cli.opening import open_house

BY = "command line"  # the name in the trail
MOST_TOLD = 20


def divisions(
    folder: Annotated[
        Path, typer.Argument(help="With provinces, cities, areas, streets, villages as .csv.")
    ],
    under: Annotated[str, typer.Option(help="Only this code, what is below and above it.")] = "",
    as_json: AsJson = False,
) -> None:
    """Bring the tree of divisions up to date; running it again changes nothing. Exit code 1 when a
    row can't be taken."""
    open_house()
    from linli.core.divisions import actions, tree_files
    from linli.kernel.errors import Invalid
    from linli.platform.access.actor import machine

    try:
        rows = list(tree_files.read_folder(folder))
    except Invalid as refusal:
        say(str(refusal))
        raise typer.Exit(2) from None
    outcome = actions.import_divisions(machine(BY), rows, only_under=under)
    if as_json:
        print_json(asdict(outcome))
    else:
        say(f"{outcome.added} added, {outcome.renamed} renamed, {outcome.unchanged} as before.")
        for problem in outcome.problems[:MOST_TOLD]:
            say(problem)
        if len(outcome.problems) > MOST_TOLD:
            say(f"… and {len(outcome.problems) - MOST_TOLD} more.")
    raise typer.Exit(1 if outcome.problems else 0)


COMMANDS = (divisions,)
