"""For those who write linli: a new domain to begin from, and the reference written from the code."""

import re
from typing import Annotated

import typer

from linli.project.cli.console import say
from linli.project.preparation import PACKAGE

NAME = re.compile(r"^[a-z][a-z_]{1,28}[a-z]$")
ONWARD = """
It works already. What is left to say about it stands elsewhere, by name:
  1. linli/project/settings.py: add "linli.domains.{name}" to DOMAINS;
  2. tests/authorisation/matrix.toml: who may open each of its addresses:
       ["{name}/"]
       GET = "community_worker secretary"
       ["{name}/open/"]
       POST = "community_worker secretary"
       ["{name}/<uuid:record_id>/close/"]
       POST = "community_worker secretary"
     and in things.py beside it how to make a record;
  3. pytest linli/domains/{name} tests
Then rename Record into what your community calls it."""


def startdomain(
    name: Annotated[str, typer.Argument(help="A noun in the plural, such as meetings.")],
    title: Annotated[
        str, typer.Option(help="What people read in the menu, in Chinese.")
    ] = "新功能",
) -> None:
    """Write the skeleton of a domain with its tests, for developers with a checkout."""
    from linli.project.skeleton import NameTaken, write_domain

    if not NAME.match(name):
        raise typer.BadParameter("use small letters and _, such as meetings", param_hint="NAME")
    try:
        files = write_domain(PACKAGE, name, title)
    except NameTaken:
        raise typer.BadParameter(f"there is something called {name} already") from None
    for path in files:
        say(f"  {path.relative_to(PACKAGE.parent)}")
    say(ONWARD.format(name=name))


def reference() -> None:
    """Write those pages of docs/reference that come from the code."""
    from linli.project.cli.opening import open_house

    open_house(migrated=False)
    from linli.project import reference as written

    for path in written.write():
        say(str(path))


COMMANDS = (startdomain, reference)
