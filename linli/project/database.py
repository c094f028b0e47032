"""Which PostgreSQL this deployment uses, and how each role reaches it."""

from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict

from linli.platform.database import roles
from linli.platform.database.server import Server, embedded_binaries, system_binaries
from linli.platform.database.stand_in import find_stand_in
from linli.project.config import Config

LOGINS = (roles.OWNER, roles.APP)


def own_server(config: Config) -> Server | None:
    """The server that linli runs itself, or None when the deployment brings its own."""
    if config.database_url:
        return None
    binaries = system_binaries() if config.postgres == "system" else embedded_binaries()
    return Server(config.home.absolute() / "postgres", binaries, find_stand_in(config.run_as))


def admin_dsn(config: Config, database: str = "postgres") -> str:
    server = own_server(config)
    if server is not None:
        return server.admin_dsn(database)
    return psycopg.conninfo.make_conninfo(config.database_url or "", dbname=database)


def prepare(config: Config) -> bool:
    """Start our server if we have one, then create roles and database; True when it was new."""
    server = own_server(config)
    if server is not None:
        server.start()
    passwords = {role: config.keys.get(role) for role in LOGINS}
    with psycopg.connect(admin_dsn(config), autocommit=True) as admin:
        roles.create(admin, passwords)
        return roles.create_database(admin, config.database_name)


def connection_settings(config: Config, role: str, *, pool: bool) -> dict[str, Any]:
    """Django's DATABASES entry for `role`."""
    server = own_server(config)
    if server is not None:
        host: dict[str, Any] = {"HOST": str(server.sockets), "PORT": ""}
    else:
        given = conninfo_to_dict(config.database_url or "")
        host = {"HOST": given.get("host", ""), "PORT": given.get("port", "")}
    options: dict[str, Any] = {"connect_timeout": 10}
    if pool:
        options["pool"] = {"min_size": 1, "max_size": config.web_threads + 2, "timeout": 5}
    return {
        "ENGINE": "linli.platform.database.backend",
        "NAME": config.database_name,
        "USER": role,
        "PASSWORD": config.keys.get(role),
        "ATOMIC_REQUESTS": True,
        "OPTIONS": options,
        "DISABLE_SERVER_SIDE_CURSORS": True,
        **host,
    }
