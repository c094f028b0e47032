"""init, migrate, demo: from nothing to a house with people in it."""

from typing import Annotated

import typer

from linli.project.cli.console import progress, say
from linli.project.cli.opening import open_house


def migrate() -> None:
    """Start the database if it is ours, and bring its tables up to date."""
    open_house(migrated=False)
    from linli.project import migrations

    migrations.bring_up_to_date(verbosity=1)


def init() -> None:
    """Prepare everything a first start needs; asking again changes nothing that is right already."""
    from linli.project import preparation

    with progress() as report:
        preparation.prepare_house(report)
    say("Ready: `linli serve` starts it, `linli doctor` looks after it.")


def demo(
    residents: Annotated[int, typer.Option(min=0, help="People in the register.")] = 20_000,
    cases: Annotated[int, typer.Option(min=0, help="Reported over 90 days.")] = 500,
) -> None:
    """Fill an empty database with a district that doesn't exist, to look around in."""
    open_house()
    from linli.kernel import clock
    from linli.kernel.demonstration import DemoPlan
    from linli.project import demonstration

    plan = DemoPlan(until=clock.now(), residents=residents, cases=cases)
    with progress() as report:
        made = demonstration.load(plan, report)
    say(
        "The demonstration district is there." if made else "It was there already; nothing changed."
    )


COMMANDS = (init, migrate, demo)
