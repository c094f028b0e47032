"""Which PostgreSQL this deployment uses, and how each role reaches it."""

import atexit
from functools import lru_cache
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from linli.platform.database import place, programs, roles
from linli.platform.database.problem import DatabaseProblem
from linli.platform.database.server import Server, Stay
from linli.project.config import Config

OLDEST_VERSION = programs.OLDEST_MAJOR * 10_000
NOT_CARRIED = {"user", "password", "dbname", "host", "port"}
PATIENCE = 10  # seconds to wait for a connection
POOL_PATIENCE = (
    2  # seconds a request waits for a connection of the pool; then it's told to come back
)
RESPONSIVE = "-c lock_timeout=5s -c idle_in_transaction_session_timeout=120s"
_stays: list[Stay] = []


@lru_cache
def own_server(config: Config) -> Server | None:
    """The server that linli runs itself, or None when the deployment brings its own."""
    if config.database_url:
        return None
    chosen = programs.system() if config.postgres == "system" else programs.embedded()
    return Server(place.settle(config.home / "postgres", config.run_as), chosen)


def admin_dsn(config: Config, database: str | None = None) -> str:
    """The administrator's address of `database`, else of one that is always there."""
    server = own_server(config)
    if server is not None:
        return server.admin_dsn(database or "postgres")
    given = conninfo_to_dict(config.database_url or "")
    return make_conninfo("", **{**given, "dbname": database or given.get("dbname") or "postgres"})


def dsn(config: Config, role: str, database: str | None = None) -> str:
    """The address by which `role` reaches linli's database, or another one."""
    return make_conninfo(
        admin_dsn(config, database or config.database_name),
        user=role,
        password=config.keys.get(role),
    )


def join(config: Config) -> Server | None:
    """Have our server running until `leave`, or until this process ends; None when it isn't ours."""
    server = own_server(config)
    if server is not None and not _stays:
        _stays.append(server.join())
        atexit.register(leave)
    return server


def leave() -> bool:
    """Stop using our server; True when nobody else used it and it was stopped."""
    atexit.unregister(leave)
    return any([_stays.pop().leave() for _each in list(_stays)])


def prepare(config: Config) -> bool:
    """Reach a server, then have the roles and an empty database on it; True when it was new.

    Raises DatabaseProblem when there is no server, when it is too old, or isn't ours to prepare.
    """
    join(config)
    if all(_answers(dsn(config, role)) for role in roles.LOGINS):
        return False
    with connect(admin_dsn(config)) as admin:
        _refuse_old(admin)
        try:
            _create_roles(config, admin)
            return roles.create_database(admin, config.database_name)
        except psycopg.errors.InsufficientPrivilege as error:
            raise DatabaseProblem(
                f"The user of LINLI_DATABASE_URL may not prepare the server ({error}): name a user"
                " who may create roles and databases."
            ) from None


def require_fit(config: Config) -> None:
    """Raise DatabaseProblem unless row-level security binds the role that serves people."""
    with connect(dsn(config, roles.APP)) as app:
        _refuse_old(app)
        reason = roles.why_unfit(app)
    if reason:
        raise DatabaseProblem(
            f"{reason} Row-level security would not hold, so linli doesn't start: take these powers"
            f" from {roles.APP} (ALTER ROLE {roles.APP} NOSUPERUSER NOBYPASSRLS NOINHERIT)."
        )


def connect(address: str) -> "psycopg.Connection[Any]":
    """A connection that commits each statement; DatabaseProblem when there is none to be had."""
    try:
        return psycopg.connect(address, autocommit=True, connect_timeout=PATIENCE)
    except psycopg.OperationalError as error:
        given = conninfo_to_dict(address)
        where = f"{given.get('host', 'localhost')}:{given.get('port', 5432)}"
        raise DatabaseProblem(
            f"PostgreSQL at {where} doesn't let {given.get('user', 'us')} in: {error}\n"
            "Check that it runs, and LINLI_DATABASE_URL."
        ) from None


def connection_settings(config: Config, role: str, *, pool: bool) -> dict[str, Any]:
    """Django's DATABASES entry for `role`."""
    server = own_server(config)
    given = conninfo_to_dict(config.database_url or "")
    host = str(server.place.sockets) if server is not None else given.get("host", "")
    options: dict[str, Any] = {k: v for k, v in given.items() if k not in NOT_CARRIED}
    options |= {"connect_timeout": PATIENCE, "application_name": "linli"}
    if pool:
        options |= {"options": RESPONSIVE, "tcp_user_timeout": 15_000, "pool": _pool(config)}
    return {
        "ENGINE": "linli.platform.database.backend",
        "NAME": config.database_name,
        "USER": role,
        "PASSWORD": config.keys.get(role),
        "HOST": host,
        "PORT": given.get("port", ""),
        "ATOMIC_REQUESTS": True,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
        "DISABLE_SERVER_SIDE_CURSORS": True,
    }


def _pool(config: Config) -> dict[str, Any]:
    """A connection for each thread, and two for what commits beside their transactions (counted
    tries, progress), which is over in a moment. A lost server is looked for again and again: an
    attempt is given up after 5 s, and the next request begins a new one at once."""
    return {
        "min_size": 1,
        "max_size": config.web_threads + 2,
        "timeout": POOL_PATIENCE,
        "reconnect_timeout": 5,
    }


def _answers(address: str) -> bool:
    try:
        psycopg.connect(address, connect_timeout=PATIENCE).close()
    except psycopg.OperationalError:
        return False
    return True


def _refuse_old(connection: "psycopg.Connection[Any]") -> None:
    version = connection.info.server_version
    if version < OLDEST_VERSION:
        raise DatabaseProblem(
            f"The server at {connection.info.host or 'localhost'} is PostgreSQL {version // 10_000}:"
            f" linli needs version {programs.OLDEST_MAJOR} or later. Upgrade it, name another in"
            " LINLI_DATABASE_URL, or take that setting out to use the embedded one."
        )


def _create_roles(config: Config, admin: "psycopg.Connection[Any]") -> None:
    """Make the roles. On a server that isn't ours alone, those of another linli stay as they are."""
    known = [role for role in roles.LOGINS if roles.exists(admin, role)]
    maintenance = str(conninfo_to_dict(admin_dsn(config))["dbname"])
    strange = [role for role in known if not _answers(dsn(config, role, maintenance))]
    if strange and own_server(config) is None:
        raise DatabaseProblem(
            f"The server has {' and '.join(strange)} already, with other passwords: copy"
            f" {config.keys.folder} from the deployment that made them, or drop the roles."
        )
    if strange or len(known) < len(roles.LOGINS):
        roles.create(admin, {role: config.keys.get(role) for role in roles.LOGINS})
