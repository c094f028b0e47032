"""The database as one file, by PostgreSQL's own programs, and back again.

Both ways go through linli_owner in the role linli_system, which row-level security lets see
everything; no superuser is needed, so a server that isn't ours can be backed up, too.
"""

import os
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from linli.kernel.demonstration import Report
from linli.platform.database import programs, roles
from linli.platform.database.problem import DatabaseProblem
from linli.platform.database.programs import Programs
from linli.project import database
from linli.project.backups.contents import BackupProblem
from linli.project.config import Config

TABLES = (
    "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
)


def dump(config: Config, target: Path, report: Report) -> tuple[Mapping[str, int], str]:
    """Write the whole database to `target`; gives the rows of each table, and the server's version.

    Rows are counted in the very snapshot that is dumped.
    """
    with _snapshot(config) as (connection, snapshot):
        rows = count_rows(connection, report)
        _run(
            config, "pg_dump", "--format=custom", f"--snapshot={snapshot}", "--verbose",
            f"--role={roles.SYSTEM}", "--enable-row-security", f"--file={target}",
            report=report, expected=len(rows), marker="dumping contents of table",
        )  # fmt: skip
        return rows, str(connection.info.server_version)


def load(config: Config, source: Path, name: str, expected: int, report: Report) -> None:
    """Bring a dump back into the empty database `name`, wholly or not at all."""
    _run(
        config, "pg_restore", "--no-owner", "--exit-on-error", "--single-transaction", "--verbose",
        str(source), database_name=name, report=report, expected=expected,
        marker="processing data for table",
    )  # fmt: skip


def count_rows(connection: "psycopg.Connection[Any]", report: Report) -> Mapping[str, int]:
    names = [name for (name,) in connection.execute(TABLES).fetchall()]
    rows = {}
    for number, name in enumerate(sorted(names)):
        report("counting rows", number, len(names))
        count = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(name))
        rows[name] = next(iter(connection.execute(count)))[0]
    report("counting rows", len(names), len(names))
    return rows


@contextmanager
def seeing_everything(config: Config, name: str) -> Iterator["psycopg.Connection[Any]"]:
    """A connection to the database `name` in the role that crosses communities, for reading."""
    with psycopg.connect(database.dsn(config, roles.OWNER, name)) as connection:
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        connection.execute(f"SET LOCAL ROLE {roles.SYSTEM}")
        yield connection


@contextmanager
def _snapshot(config: Config) -> Iterator[tuple["psycopg.Connection[Any]", str]]:
    with seeing_everything(config, config.database_name) as connection:
        row = connection.execute("SELECT pg_export_snapshot()").fetchone()
        yield connection, str(row and row[0])


def _programs(config: Config) -> Programs:
    """Our server's own programs; for another's server the system's, which may speak TLS."""
    server = database.own_server(config)
    if server is not None:
        return server.installed
    try:
        return programs.system()
    except DatabaseProblem:
        return programs.embedded()


def _run(
    config: Config, program: str, *arguments: str, report: Report, expected: int, marker: str,
    database_name: str | None = None,
) -> None:  # fmt: skip
    """Run a program of PostgreSQL as linli_owner, and report each table it tells of."""
    given = conninfo_to_dict(database.dsn(config, roles.OWNER, database_name))
    password = str(given.pop("password"))
    command = [
        _programs(config).path(program),
        f"--dbname={make_conninfo('', **given)}",
        *arguments,
    ]
    environment = {**os.environ, "PGPASSWORD": password, "LC_ALL": "C"}
    last, done = "", 0
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) as running:
        for line in running.stderr or ():
            last = line.strip() if "error" in line or not last else last
            if marker in line:
                done += 1
                report(f"{program}, tables", min(done, expected), expected)
    if running.returncode:
        raise BackupProblem(f"{program} failed: {last}")
