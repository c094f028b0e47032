"""The two functions by which a transaction declares its scope and the policies ask for it."""

from django.db import migrations

from linli.platform.database.protection import ProtectByCommunity

FUNCTIONS = """
CREATE FUNCTION linli_enter(prefixes text[]) RETURNS text LANGUAGE sql AS $$
    SELECT set_config('linli.scope', coalesce(string_agg(d.code, ','), ''), true)
    FROM unnest(prefixes) AS p
    JOIN divisions_division AS d
      ON d.level IN ('community', 'subdistrict') AND d.code >= p COLLATE "C" AND d.code < (p || ':') COLLATE "C"
$$;
CREATE FUNCTION linli_scope() RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT string_to_array(nullif(current_setting('linli.scope', true), ''), ',')
$$;
"""
REMOVE = "DROP FUNCTION linli_enter(text[]); DROP FUNCTION linli_scope();"


class Migration(migrations.Migration):
    dependencies = [("divisions", "0001_initial")]

    operations = [
        migrations.RunSQL(FUNCTIONS, REMOVE),
        ProtectByCommunity("divisions_grid"),
    ]
