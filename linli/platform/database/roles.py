"""The three roles of PostgreSQL that linli works with, and what each may do.

linli_owner  owns the tables and runs the migrations; no request ever uses it
linli_app    serves people; neither owner nor superuser, so row-level security binds it
linli_system crosses communities; entered from linli_app by name and for a reason, never by default
"""

from collections.abc import Mapping
from typing import Any

import psycopg
from psycopg import sql

OWNER, APP, SYSTEM = "linli_owner", "linli_app", "linli_system"
ROLES = (OWNER, APP, SYSTEM)
LOGINS = (OWNER, APP)
# Before version 16 only a role that inherits has what its database gives to whoever owns it. The
# other two must not: linli_app would have the powers of linli_system without asking for them.
INHERITANCE = {OWNER: "INHERIT", APP: "NOINHERIT", SYSTEM: "NOINHERIT"}
APPEND_ONLY = ("audit_entry", "audit_seal")
PRIVILEGES = f"""
GRANT USAGE ON SCHEMA public TO {APP}, {SYSTEM};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {APP}, {SYSTEM};
GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA public TO {APP}, {SYSTEM};
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {APP}, {SYSTEM};
"""
FITNESS = f"""
SELECT rolsuper, rolbypassrls, pg_has_role(oid, '{OWNER}', 'MEMBER'),
       pg_has_role(oid, '{SYSTEM}', 'USAGE'),
       EXISTS (SELECT FROM pg_class WHERE relowner = pg_roles.oid AND relkind = 'r')
FROM pg_roles WHERE rolname = current_user
"""
BREACHES = (
    "is a superuser",
    "bypasses row-level security",
    "may act as the owner of the tables",
    "has the powers of linli_system without asking for them",
    "owns tables",
)


def exists(admin: "psycopg.Connection[Any]", role: str) -> bool:
    return bool(admin.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone())


def create(admin: "psycopg.Connection[Any]", passwords: Mapping[str, str]) -> None:
    """Create or refresh the roles; `passwords` has one for owner and app (system can't log in).

    A password is scrambled here, so that no log of the server ever holds it.
    """
    for role in ROLES:
        name = sql.Identifier(role)
        if not exists(admin, role):
            admin.execute(sql.SQL("CREATE ROLE {}").format(name))
        admin.execute(sql.SQL("ALTER ROLE {} {}").format(name, sql.SQL(INHERITANCE[role])))
        if role in passwords:
            scrambled = admin.pgconn.encrypt_password(
                passwords[role].encode(), role.encode(), b"scram-sha-256"
            )
            command = sql.SQL("ALTER ROLE {} LOGIN PASSWORD {}")
            admin.execute(command.format(name, sql.Literal(scrambled.decode())))
    admin.execute(f"GRANT {SYSTEM} TO {APP}")
    admin.execute(f"GRANT {SYSTEM} TO {OWNER}")
    admin.execute(f"GRANT {OWNER} TO CURRENT_USER")


def create_database(admin: "psycopg.Connection[Any]", name: str) -> bool:
    """Create an empty database owned by linli_owner; False when it was there already."""
    if admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
        return False
    command = sql.SQL("CREATE DATABASE {} OWNER {} ENCODING 'UTF8' TEMPLATE template0")
    admin.execute(command.format(sql.Identifier(name), sql.Identifier(OWNER)))
    return True


def grant_privileges(owner: "psycopg.Connection[Any]") -> None:
    """What app and system may do with the owner's tables; run after every migration."""
    owner.execute(PRIVILEGES)
    for table in APPEND_ONLY:
        if owner.execute("SELECT to_regclass(%s)", [table]).fetchone() != (None,):
            owner.execute(f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM {APP}, {SYSTEM}")


def why_unfit(app: "psycopg.Connection[Any]") -> str | None:
    """Why row-level security would not bind this connection's role, or None when it does."""
    row = app.execute(FITNESS).fetchone()
    if row is None:
        return "The database role is unknown to the server."
    breaches = [words for words, broken in zip(BREACHES, row, strict=True) if broken]
    return f"The role {app.info.user} {', '.join(breaches)}." if breaches else None
