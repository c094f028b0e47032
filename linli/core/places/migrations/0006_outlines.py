"""Assets that are lines or areas: roads, lawns, fences."""

import linli.core.places.kinds
from django.db import migrations, models

from linli.platform.database.together import Together


class Migration(migrations.Migration):

    dependencies = [
        ('divisions', '0004_grids_version'),
        ('places', '0005_assets'),
    ]

    operations = [Together([
        migrations.RemoveConstraint(
            model_name='asset',
            name='asset_kind_is_known',
        ),
        migrations.AddField(
            model_name='asset',
            name='east',
            field=models.FloatField(null=True),
        ),
        migrations.AddField(
            model_name='asset',
            name='north',
            field=models.FloatField(null=True),
        ),
        migrations.AddField(
            model_name='asset',
            name='outline',
            field=models.JSONField(help_text='a line or an area as GeoJSON; null for a spot', null=True),
        ),
        migrations.AddField(
            model_name='asset',
            name='south',
            field=models.FloatField(null=True),
        ),
        migrations.AddField(
            model_name='asset',
            name='west',
            field=models.FloatField(null=True),
        ),
        migrations.RunSQL(
            "UPDATE places_asset SET south = latitude, north = latitude, west = longitude, east = longitude",
            migrations.RunSQL.noop,
        ),
        migrations.AddConstraint(
            model_name='asset',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', [linli.core.places.kinds.Kind['LAMP'], linli.core.places.kinds.Kind['MANHOLE'], linli.core.places.kinds.Kind['HYDRANT'], linli.core.places.kinds.Kind['LIFT'], linli.core.places.kinds.Kind['CHARGER'], linli.core.places.kinds.Kind['BIN'], linli.core.places.kinds.Kind['FITNESS'], linli.core.places.kinds.Kind['NOTICE_BOARD'], linli.core.places.kinds.Kind['GATE'], linli.core.places.kinds.Kind['CAMERA'], linli.core.places.kinds.Kind['TREE'], linli.core.places.kinds.Kind['ROAD'], linli.core.places.kinds.Kind['LAWN'], linli.core.places.kinds.Kind['FENCE'], linli.core.places.kinds.Kind['WATER'], linli.core.places.kinds.Kind['PARKING'], linli.core.places.kinds.Kind['OTHER']])), name='asset_kind_is_known'),
        ),
        migrations.AddConstraint(
            model_name='asset',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('east', None), ('latitude', None), ('north', None), ('outline', None), ('south', None), ('west', None)), models.Q(('east__gte', models.F('longitude')), ('east__isnull', False), ('north__gte', models.F('latitude')), ('north__isnull', False), ('south__isnull', False), ('south__lte', models.F('latitude')), ('west__isnull', False), ('west__lte', models.F('longitude'))), _connector='OR'), name='the_edges_of_an_asset_hold_it'),
        ),
    ])]
