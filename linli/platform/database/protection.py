"""Row-level security, installed by migrations and compared at start-up."""

from django.apps.registry import Apps
from django.db import connection, migrations

COLUMN = "community_id"
INSTALL = """
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS own_communities ON {table};
DROP POLICY IF EXISTS every_community ON {table};
CREATE POLICY own_communities ON {table} TO linli_app
    USING ({condition}) WITH CHECK ({condition});
CREATE POLICY every_community ON {table} TO linli_system USING (true) WITH CHECK (true);
"""
REMOVE = """
DROP POLICY IF EXISTS own_communities ON {table};
DROP POLICY IF EXISTS every_community ON {table};
ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;
ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY;
"""


class ProtectByCommunity(migrations.RunSQL):
    """Close `table` to rows of communities outside the transaction's scope.

    The function is called inside a sub-select, so that PostgreSQL asks it once per query and not
    once per row (measured 30 times slower).
    """

    def __init__(self, table: str, column: str = COLUMN) -> None:
        condition = f"{column} = ANY ((SELECT linli_scope())::text[])"
        super().__init__(
            sql=INSTALL.format(table=table, condition=condition),
            reverse_sql=REMOVE.format(table=table),
        )
        self.table, self.column = table, column

    def deconstruct(self) -> tuple[str, list[str], dict[str, str]]:
        return self.__class__.__qualname__, [self.table, self.column], {}


def unprotected_tables(apps: Apps) -> list[str]:
    """Tables that hold a community's rows and have no policy; empty in a sound database."""
    owned = {
        model._meta.db_table
        for model in apps.get_models()
        if any(field.column == COLUMN for field in model._meta.local_concrete_fields)
    }
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity"
            " AND relname = ANY(%s)",
            [list(owned)],
        )
        guarded = {name for (name,) in cursor.fetchall()}
    return sorted(owned - guarded)
