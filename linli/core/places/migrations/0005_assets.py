"""Public assets, and the codes that hang on them."""

import django.db.models.deletion
import linli.core.places.kinds
import linli.kernel.ids
from django.db import migrations, models

from linli.platform.database.protection import ProtectByCommunity


class Migration(migrations.Migration):

    dependencies = [
        ('divisions', '0004_grids_version'),
        ('places', '0004_order'),
    ]

    operations = [
        migrations.CreateModel(
            name='Asset',
            fields=[
                ('id', models.UUIDField(default=linli.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('area', models.CharField(db_collation='C', max_length=15)),
                ('number', models.CharField(db_collation='C', help_text='as its plate says', max_length=30)),
                ('kind', models.CharField(max_length=12)),
                ('location', models.CharField(max_length=120)),
                ('latitude', models.FloatField(null=True)),
                ('longitude', models.FloatField(null=True)),
                ('datum', models.CharField(blank=True, max_length=6)),
                ('is_active', models.BooleanField(default=True)),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division')),
                ('keeper', models.ForeignKey(help_text='who keeps it working', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.department')),
            ],
        ),
        migrations.AddField(
            model_name='placecode',
            name='asset',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='codes', to='places.asset'),
        ),
        migrations.AddIndex(
            model_name='asset',
            index=models.Index(fields=['area', 'kind'], name='assets_of_an_area_by_kind'),
        ),
        migrations.AddConstraint(
            model_name='asset',
            constraint=models.UniqueConstraint(fields=('community', 'number'), name='asset_numbers_differ_in_a_community'),
        ),
        migrations.AddConstraint(
            model_name='asset',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', [linli.core.places.kinds.Kind['LAMP'], linli.core.places.kinds.Kind['MANHOLE'], linli.core.places.kinds.Kind['HYDRANT'], linli.core.places.kinds.Kind['LIFT'], linli.core.places.kinds.Kind['CHARGER'], linli.core.places.kinds.Kind['BIN'], linli.core.places.kinds.Kind['FITNESS'], linli.core.places.kinds.Kind['NOTICE_BOARD'], linli.core.places.kinds.Kind['GATE'], linli.core.places.kinds.Kind['CAMERA'], linli.core.places.kinds.Kind['TREE'], linli.core.places.kinds.Kind['OTHER']])), name='asset_kind_is_known'),
        ),
        migrations.AddConstraint(
            model_name='asset',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('latitude', None), ('longitude', None)), models.Q(('latitude__range', (-90, 90)), ('longitude__range', (-180, 180))), _connector='OR'), name='an_asset_stands_somewhere_or_nowhere'),
        ),
        ProtectByCommunity("places_asset"),
    ]
