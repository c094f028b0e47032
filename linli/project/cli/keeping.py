"""backup, verify, restore: what is done before it is needed."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from linli.project import config, database
from linli.project.cli.console import AsJson, print_json, progress, say
from linli.project.cli.opening import open_house

Folder = Annotated[Path, typer.Argument(help="The folder of the backup.")]


def backup(
    folder: Annotated[
        Path | None, typer.Argument(help="A new folder; usually one in LINLI_HOME/backups.")
    ] = None,
    keep: Annotated[int, typer.Option(min=0, help="Leave only so many there; 0 keeps all.")] = 0,
    as_json: AsJson = False,
) -> None:
    """Write database, files and keys into one folder, while people go on working."""
    settings = open_house()
    from django.db import transaction

    from linli.kernel import clock
    from linli.platform.database.models import Milestone
    from linli.project.backups import making

    target = folder or settings.home / "backups" / f"linli-{clock.now():%Y%m%d-%H%M%S}"
    with progress() as report:
        listed = making.make(settings, target.absolute(), report)
    with transaction.atomic():
        Milestone.objects.update_or_create(key="backup", defaults={"at": clock.now()})
    retired = making.retire(target.parent, keep) if keep else []
    rows = sum(listed.rows.values())
    if as_json:
        print_json({"folder": target, "rows": rows, "retired": retired})
    say(f"{rows} rows and {len(listed.sums) - 1} files and keys are in {target}.")
    say(
        "It holds the keys in clear: keep it where only you can read it, and not on this disk alone."
    )


def verify(folder: Folder, as_json: AsJson = False) -> None:
    """Prove a backup: every checksum, and a restore into a scratch database with each row counted."""
    settings = config.load()
    database.prepare(settings)
    from linli.project.backups import making

    with progress() as report:
        listed = making.prove(settings, folder, report)
    rows = sum(listed.rows.values())
    if as_json:
        print_json({"folder": folder, "made_at": listed.made_at, "rows": rows, "whole": True})
    say(f"The backup of {listed.made_at} is whole: {rows} rows came back.")


def restore(folder: Folder) -> None:
    """Bring a backup back into an empty database and a new LINLI_HOME; overwrites nothing."""
    settings = config.load()
    from linli.project.backups import restoring

    with progress() as report:
        listed = restoring.restore(settings, folder, report)
    open_house()
    say(f"{sum(listed.rows.values())} rows are back as they were at {listed.made_at}.")


def rotate_keys(as_json: AsJson = False) -> None:
    """Seal everything that stands under a retired key with the current one, second factors included.

    Works in batches beside people's work; broken off, it goes on where it stopped. Exit code 1 when
    something could not be opened.
    """
    open_house()
    from linli.project import rotation

    with progress() as report:
        found = rotation.renew(report)
    renewed = sum(each.renewed for each in found.values())
    shut = sum(each.shut for each in found.values())
    if as_json:
        tables = {table: asdict(each) for table, each in found.items()}
        print_json({"renewed": renewed, "shut": shut, "tables": tables})
    say(f"{renewed} values took the new key, {shut} could not be opened and stayed as they were.")
    raise typer.Exit(1 if shut else 0)


COMMANDS = (backup, verify, restore, rotate_keys)
