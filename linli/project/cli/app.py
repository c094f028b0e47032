"""The commands. Each one says what it did and leaves with an exit code that a script can use."""

import django
import typer

app = typer.Typer(no_args_is_help=True, add_completion=False)


@app.command()
def migrate() -> None:
    """Start the database if it is ours, and bring it up to date."""
    from linli.project import config, database

    database.prepare(config.load())
    django.setup()
    from linli.project import migrations

    migrations.migrate(verbosity=1)


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def django_admin(context: typer.Context) -> None:
    """Run a command of Django's, for developers: `linli django-admin makemigrations cases`."""
    from django.core.management import execute_from_command_line

    execute_from_command_line(["linli", *context.args])
