"""What nearly every command begins with: settings, database, Django, in this order."""

import django

from linli.project import config, database
from linli.project.cli.console import say
from linli.project.config import Config


def open_house(*, migrated: bool = True) -> Config:
    """Have the settings read, the database answering and Django ready.

    With `migrated` the tables are brought up to date where they aren't. Raises ConfigProblem or
    DatabaseProblem.
    """
    settings = config.load()
    database.prepare(settings)
    tell_place(settings)
    django.setup()
    if migrated:
        from linli.project import migrations

        migrations.bring_up_to_date()
    return settings


def tell_place(settings: Config) -> None:
    """Say where the database lies, when that isn't where one would look."""
    server = database.own_server(settings)
    if server is not None and server.place.notice:
        say(server.place.notice)
