"""init, migrate, demo: from nothing to a house with people in it."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from linli.project.cli.console import progress, say
from linli.project.cli.opening import open_house
from linli.project.config import ConfigProblem, config_file, load

POWERS = {
    "system_admin": "keeps the machine and the settings",
    "security_admin": "gives and takes roles",
    "audit_admin": "reads the trail",
}
Person = Annotated[str, typer.Option(metavar="USERNAME:NAME", help="The first to hold this power.")]


def migrate() -> None:
    """Start the database if it is ours, and bring its tables up to date."""
    open_house(migrated=False)
    from linli.project import migrations

    migrations.bring_up_to_date(verbosity=1)


def init(
    site_name: Annotated[str, typer.Option(help="Name at the top of every page.")] = "",
    site_url: Annotated[str, typer.Option(help="Address that people type.")] = "",
    system_admin: Person = "",
    security_admin: Person = "",
    audit_admin: Person = "",
    ask: Annotated[
        bool, typer.Option("--ask/--no-ask", help="Ask for what isn't given.")
    ] = sys.stdin.isatty(),
) -> None:
    """Prepare everything a first start needs; asking again changes nothing that is right already."""
    chosen = {"site_name": site_name, "site_url": site_url}
    if not config_file().exists():
        _settle_settings({key: value or _answer(key, ask) for key, value in chosen.items()})
    elif any(chosen.values()):
        say(f"{config_file()} is there already and stays as it is: change it by hand.")
    from linli.project import preparation

    config = load()
    with progress() as report:
        preparation.prepare_house(report)
    preparation.note_prepared(config)
    people = {
        "system_admin": system_admin,
        "security_admin": security_admin,
        "audit_admin": audit_admin,
    }
    for role, person in people.items():
        _appoint(role, person, ask)
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
    say("LINLI_DEMONSTRATION=true linli serve lets everybody in with one click.")


def _answer(key: str, ask: bool) -> str:
    from linli.project.config import Config

    about = Config.model_fields[key].description
    return typer.prompt(f"{about}", default="", show_default=False, err=True) if ask else ""


def _settle_settings(values: dict[str, str]) -> None:
    """Write linli.toml with what was answered; a wrong answer leaves no file behind."""
    given = {key: value for key, value in values.items() if value}
    if not given:
        return
    path: Path = config_file()
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in given.items()]
    path.write_text("".join(lines), encoding="utf-8")
    path.chmod(0o600)
    try:
        load()
    except ConfigProblem:
        path.unlink()
        raise
    say(f"The settings are in {path}.")


def _appoint(role: str, person: str, ask: bool) -> None:
    """Appoint the first holder of a power, if nobody holds it yet and somebody was named."""
    from linli.platform.access.models import Grant
    from linli.platform.accounts import actions
    from linli.project.cli.people import tell_link

    if Grant.objects.filter(role=role, area="", ended_at=None).exists():
        return
    if not person and ask:
        words = f"{role} ({POWERS[role]}), as user name:name, empty for later"
        person = typer.prompt(words, default="", show_default=False, err=True)
    username, colon, name = person.partition(":")
    if person and not (colon and name):
        raise typer.BadParameter("write USERNAME:NAME", param_hint=f"--{role.replace('_', '-')}")
    appointed = actions.appoint_first(role, username, name) if person else None
    if appointed:
        say(f"{name} is {role}.")
        tell_link(appointed[1])


COMMANDS = (init, migrate, demo)
