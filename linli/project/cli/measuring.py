"""bench: figures, each beside what PostgreSQL alone does in the same run."""

from dataclasses import asdict
from typing import Annotated

import typer

from linli.project.cli.console import AsJson, print_json, print_table, progress, say


def bench(
    name: Annotated[str, typer.Argument(help="Which; without one, their names.")] = "",
    quick: Annotated[bool, typer.Option("--quick", help="Smaller data; ends within 50 s.")] = False,
    as_json: AsJson = False,
) -> None:
    """Measure linli on this machine, in a database of its own. Exit code 1 when a bar is missed."""
    from linli.project.benching import stage

    stage.set_the_scene()
    import django

    from linli.project import config

    settings = config.load()
    stage.recreate_database(settings)
    django.setup()
    from linli.project.benching import running

    try:
        known = running.benches()
        if name not in known:
            say(f"The benches are: {', '.join(sorted(known)) or 'none yet'}.")
            raise typer.Exit(0 if not name else 2)
        with progress() as report:
            rows = running.run(known[name], settings, quick=quick, report=report)
    finally:
        stage.drop_database(settings)
    if as_json:
        print_json(
            {"bench": name, "machine": stage.machine(), "rows": [asdict(row) for row in rows]}
        )
    else:
        columns = ("measure", "value", "unit", "limit", "ratio", "bar", "ok")
        print_table(columns, [[getattr(row, column) for column in columns] for row in rows])
    raise typer.Exit(1 if any(row.ok is False for row in rows) else 0)


COMMANDS = (bench,)
