from django.db import migrations

from linli.platform.database.protection import ProtectByCommunity

PROTECTED = ("places_building", "places_placecode", "places_dwelling", "places_asset")


class Migration(migrations.Migration):
    dependencies = [("places", "0001_initial")]

    operations = [ProtectByCommunity(table) for table in PROTECTED]
