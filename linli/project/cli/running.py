"""serve, worker: what runs while people work."""

from pathlib import Path

import typer

from linli.project import database, preparation
from linli.project.cli.console import progress, say
from linli.project.cli.opening import open_house, tell_place
from linli.project.config import Config, load


def serve() -> None:
    """Run database, web and worker until Ctrl-C; whatever dies is started again."""
    from linli.project.serving import house

    config = load()
    if house.is_taken(config):
        say(f"Port {config.port} is in use already: stop what uses it, or set LINLI_PORT.")
        raise typer.Exit(2)
    database.prepare(config)
    database.require_fit(config)
    tell_place(config)
    if not preparation.is_prepared(config):
        _prepare(config)
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
            _guests(config).write_text(demonstration.who_signs_in(), encoding="utf-8")
    preparation.note_prepared(config)


def _guests(config: Config) -> Path:
    """Who to sign in as, noted where the next start finds it without loading Django."""
    return config.home / "demonstration"


def worker() -> None:
    """Run a worker alone, for a deployment whose web server is started by something else."""
    open_house()
    from linli.project.serving import worker as working

    working.work()


def _greet(config: Config) -> None:
    address = config.site_url or f"http://{config.host}:{config.port}"
    say(f"\nlinli is open: {address}/")
    if config.demonstration:
        say(f"One click signs you in as anybody of the demonstration: {address}/account/demo/")
        if _guests(config).exists():  # `linli demo` fills a house without noting them
            say(_guests(config).read_text(encoding="utf-8"))
    say("Ctrl-C stops all of it.\n")


COMMANDS = (serve, worker)
