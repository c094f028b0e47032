"""serve, worker: what runs while people work."""

import typer

from linli.project import database, preparation
from linli.project.cli.console import progress, say
from linli.project.cli.opening import open_house, tell_place
from linli.project.config import Config, load


def serve() -> None:
    """Run database, web and worker until Ctrl-C; whatever dies is started again."""
    from linli.project.serving import house

    config = load()
    database.prepare(config)
    database.require_fit(config)
    tell_place(config)
    if not preparation.is_prepared(config):
        _prepare(config)
    if house.answers(config) or house.is_taken(config):
        say(f"Port {config.port} is in use already: stop what uses it, or set LINLI_PORT.")
        raise typer.Exit(2)
    house.House(config, database.own_server(config), say).run(lambda: _greet(config))
    stopped = database.leave()
    say("Stopped web and worker." + (" Stopped the database." if stopped else ""))


def _prepare(config: Config) -> None:
    """What the first start of this code needs; a demonstration is filled where it is empty."""
    with progress() as report:
        preparation.prepare_house(report)
        if config.demonstration:
            from linli.kernel import clock
            from linli.kernel.demonstration import DemoPlan
            from linli.project import demonstration

            demonstration.load(DemoPlan(until=clock.now()), report)
    preparation.note_prepared(config)


def worker() -> None:
    """Run a worker alone, for a deployment whose web server is started by something else."""
    open_house()
    from linli.project.serving import worker as working

    working.work()


def _greet(config: Config) -> None:
    address = config.site_url or f"http://{config.host}:{config.port}"
    say(f"\nlinli is open: {address}/")
    if config.demonstration:
        say(
            "This is a demonstration: the sign-in page lists every role, one click signs you in.\n"
            f"  staff      {address}/account/login/\n  residents  {address}/"
        )
    say("Ctrl-C stops all of it.\n")


COMMANDS = (serve, worker)
