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
APPEND_ONLY = ("audit_entry", "audit_seal")
PRIVILEGES = f"""
GRANT USAGE ON SCHEMA public TO {APP}, {SYSTEM};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {APP}, {SYSTEM};
GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA public TO {APP}, {SYSTEM};
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {APP}, {SYSTEM};
"""


def create(admin: "psycopg.Connection[Any]", passwords: Mapping[str, str]) -> None:
    """Create or refresh the roles; `passwords` has one for owner and app (system can't log in)."""
    for role in ROLES:
        if not admin.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone():
            admin.execute(sql.SQL("CREATE ROLE {} NOINHERIT").format(sql.Identifier(role)))
        if role in passwords:
            command = sql.SQL("ALTER ROLE {} LOGIN PASSWORD {}")
            admin.execute(command.format(sql.Identifier(role), sql.Literal(passwords[role])))
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
    row = app.execute(
        "SELECT rolsuper OR rolbypassrls, rolname = %s FROM pg_roles WHERE rolname = current_user",
        [OWNER],
    ).fetchone()
    if row is None or row[0]:
        return "The database role is a superuser or bypasses row-level security."
    return "The database role owns the tables." if row[1] else None
