"""The commands. Each one says what it did and leaves with an exit code that a script can use.

0 done, 1 not done or a breach found, 2 a setting or the database has to be mended first, 130 Ctrl-C.
"""

import typer

from linli.project.cli import (
    dividing,
    exchanging,
    growing,
    keeping,
    looking,
    measuring,
    people,
    running,
    setting_up,
)

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="linli (邻里): a community solves the problems that block it.",
)
for module in (
    setting_up,
    running,
    keeping,
    looking,
    exchanging,
    dividing,
    measuring,
    growing,
):
    for command in module.COMMANDS:
        app.command()(command)
app.command(name="import")(exchanging.import_)
app.add_typer(people.user, name="user")
app.add_typer(looking.audit, name="audit")


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def django_admin(context: typer.Context) -> None:
    """Run a command of Django's, for developers: `linli django-admin makemigrations cases`."""
    from django.core.management import execute_from_command_line

    from linli.project import config, database

    database.prepare(config.load())
    execute_from_command_line(["linli", *context.args])
