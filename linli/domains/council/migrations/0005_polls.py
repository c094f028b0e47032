"""What a poll was noticed as, and what was said in it, stays as it was."""

from django.db import migrations

from linli.domains.council.migrations._keeping_polls import KEPT, OPERATIONS
from linli.platform.database.protection import ProtectByCommunity

TABLES = ("council_bodyseat", "council_pollobjection", *KEPT)


class Migration(migrations.Migration):
    dependencies = [("council", "0004_owners")]

    operations = [*(ProtectByCommunity(table) for table in TABLES), *OPERATIONS]
