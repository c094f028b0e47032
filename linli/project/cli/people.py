"""user: the accounts of people at work, for whoever keeps this machine."""

from typing import TYPE_CHECKING, Annotated

import typer

from linli.project.cli.console import AsJson, print_json, print_table, say
from linli.project.cli.opening import open_house

if TYPE_CHECKING:
    from linli.platform.access.actor import Actor
    from linli.platform.accounts.actions import Slip
    from linli.platform.accounts.models import Account

user = typer.Typer(no_args_is_help=True, help="Staff accounts, their roles and their way in.")
Username = Annotated[str, typer.Argument(help="The name typed at sign-in.")]
Area = Annotated[str, typer.Option(help="Code of the division or grid; empty is everywhere.")]
Reason = Annotated[str, typer.Option(help="Why; it's kept in the trail.")]


@user.command()
def add(
    username: Username,
    name: Annotated[str, typer.Argument(help="The name that colleagues and residents see.")],
    area: Area = "",
) -> None:
    """Enter a member of staff; prints the link by which they set their password."""
    actor = _at_work()
    from linli.platform.accounts import actions

    account = actions.create_staff(actor, username, name, area=area)
    tell_link(actions.issue_set_up(actor, account))


@user.command()
def link(username: Username) -> None:
    """A new link to set the password; the old password and every session end."""
    actor = _at_work()
    from linli.platform.accounts import actions

    tell_link(actions.issue_set_up(actor, _account(username)))


@user.command()
def first(
    role: Annotated[str, typer.Argument(help="system_admin, security_admin or audit_admin.")],
    username: Username,
    name: Annotated[str, typer.Argument(help="The person's name.")],
) -> None:
    """Appoint the first of the three administrators; later ones are granted by two people."""
    _at_work()
    from linli.platform.access.roles import SEPARATE_POWERS
    from linli.platform.accounts import actions

    if role not in SEPARATE_POWERS:
        raise typer.BadParameter(
            f"is none of {', '.join(sorted(SEPARATE_POWERS))}", param_hint="ROLE"
        )
    appointed = actions.appoint_first(role, username, name)
    if appointed is None:
        say(f"Somebody is {role} already; nothing changed.")
        return
    tell_link(appointed[1])


@user.command()
def grant(
    username: Username,
    role: Annotated[str, typer.Argument(help="The role's key, such as dispatcher.")],
    area: Area = "",
) -> None:
    """Let somebody hold a role at a place and below it."""
    actor = _at_work()
    from linli.platform.accounts import actions

    actions.grant_role(actor, _account(username), role, area)
    say(f"{username} is {role} {f'at {area}' if area else 'everywhere'} now.")


@user.command(name="reset-factor")
def reset_factor(username: Username, reason: Reason) -> None:
    """Take away a lost second factor; the next sign-in sets up a new one."""
    actor = _at_work()
    from linli.platform.accounts import actions

    actions.reset_second_factor(actor, _account(username), reason)
    say(f"{username} was signed out and sets up a new second factor at the next sign-in.")


@user.command()
def close(username: Username, reason: Reason) -> None:
    """Shut an account and sign it out everywhere, at once."""
    actor = _at_work()
    from linli.platform.accounts import actions

    actions.deactivate(actor, _account(username), reason)
    say(f"{username} can't sign in any more.")


@user.command()
def reopen(username: Username, reason: Reason) -> None:
    """Open a shut account again, with the roles it held."""
    actor = _at_work()
    from linli.platform.accounts import actions

    actions.reactivate(actor, _account(username), reason)
    say(f"{username} can sign in again.")


@user.command(name="list")
def list_(as_json: AsJson = False) -> None:
    """Who can sign in, and what they hold where."""
    actor = _at_work()
    from linli.platform.accounts import queries

    found = queries.list_accounts(actor, kind="staff")
    rows = [(each.username, each.is_active, _held(each)) for each in found]
    names = ("username", "active", "roles")
    if as_json:
        print_json([dict(zip(names, row, strict=True)) for row in rows])
    else:
        print_table(
            names, [(name, "yes" if open_ else "no", " ".join(held)) for name, open_, held in rows]
        )


def _held(account: "Account") -> list[str]:
    return [f"{grant.role_id}@{grant.area or '*'}" for grant in getattr(account, "held", ())]


def _at_work() -> "Actor":
    """The actor under whose name the trail keeps what is done here."""
    open_house()
    from linli.platform.access.actor import machine

    return machine("command line")


def _account(username: str) -> "Account":
    from linli.kernel.errors import NotFound
    from linli.platform.accounts.models import Account

    account = Account.objects.filter(username=username).first()
    if account is None:
        raise NotFound(f"Nobody signs in as {username!r}: see `linli user list`.")
    return account


def tell_link(slip: "Slip") -> None:
    """Print the link by which somebody sets their password: words aside, so that a script can keep it."""
    from django.conf import settings
    from django.urls import reverse

    say("Hand this link to the person; it is good once:")
    print(f"{settings.SITE_URL}{reverse('account:set_up', args=[slip.secret])}")  # noqa: T201
