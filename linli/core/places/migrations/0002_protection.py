from django.db import migrations

from linli.platform.database.protection import ProtectByCommunity


class Migration(migrations.Migration):
    dependencies = [("places", "0001_initial")]

    operations = [ProtectByCommunity("places_building"), ProtectByCommunity("places_placecode")]
