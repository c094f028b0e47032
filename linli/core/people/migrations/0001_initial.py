"""Residents and households."""

import django.db.models.deletion
import linli.core.people.rules
import linli.kernel.ids
import linli.platform.database.secrecy
from django.db import migrations, models

from linli.platform.database.protection import ProtectByCommunity


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('divisions', '0003_contacts_and_workers'),
        ('places', '0002_protection'),
    ]

    operations = [
        migrations.CreateModel(
            name='Household',
            fields=[
                ('id', models.UUIDField(default=linli.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division')),
                ('area', models.CharField(db_collation='C', max_length=15)),
                ('dwelling', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='households', to='places.dwelling')),
                ('label', models.CharField(blank=True, max_length=20)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('dwelling', 'label'), name='households_of_a_dwelling_differ_in_label')],
            },
        ),
        migrations.CreateModel(
            name='Resident',
            fields=[
                ('id', models.UUIDField(default=linli.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division')),
                ('area', models.CharField(db_collation='C', max_length=15)),
                ('name', linli.platform.database.secrecy.EncryptedTextField()),
                ('name_sort', models.CharField(db_collation='C', max_length=80)),
                ('phone', linli.platform.database.secrecy.EncryptedTextField(blank=True)),
                ('phone_index', models.CharField(blank=True, db_collation='C', max_length=32)),
                ('id_number', linli.platform.database.secrecy.EncryptedTextField(blank=True)),
                ('id_index', models.CharField(blank=True, db_collation='C', max_length=32)),
                ('who_index', models.CharField(db_collation='C', max_length=32)),
                ('birth_date', models.DateField(blank=True, null=True)),
                ('gender', models.CharField(choices=[(linli.core.people.rules.Gender['MALE'], linli.core.people.rules.Gender['MALE']), (linli.core.people.rules.Gender['FEMALE'], linli.core.people.rules.Gender['FEMALE']), (linli.core.people.rules.Gender['UNKNOWN'], linli.core.people.rules.Gender['UNKNOWN'])], max_length=8)),
                ('household', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='members', to='people.household')),
                ('relation', models.CharField(choices=[(linli.core.people.rules.Relation['OWNER'], linli.core.people.rules.Relation['OWNER']), (linli.core.people.rules.Relation['TENANT'], linli.core.people.rules.Relation['TENANT']), (linli.core.people.rules.Relation['FAMILY'], linli.core.people.rules.Relation['FAMILY']), (linli.core.people.rules.Relation['OTHER'], linli.core.people.rules.Relation['OTHER'])], max_length=8)),
                ('account_id', models.UUIDField(blank=True, null=True)),
                ('registered_at', models.DateTimeField()),
                ('left_on', models.DateField(blank=True, null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['community', 'name_sort', 'id'], name='resident_in_order'), models.Index(fields=['community', 'who_index'], name='resident_by_who'), models.Index(condition=models.Q(('phone_index', ''), _negated=True), fields=['phone_index'], name='resident_by_phone'), models.Index(condition=models.Q(('account_id__isnull', False)), fields=['account_id'], name='resident_account')],
                'constraints': [models.UniqueConstraint(condition=models.Q(models.Q(('id_index', ''), _negated=True), ('left_on', None)), fields=('community', 'id_index'), name='a_citizen_number_stands_once_in_a_community'), models.CheckConstraint(condition=models.Q(('gender__in', [linli.core.people.rules.Gender['MALE'], linli.core.people.rules.Gender['FEMALE'], linli.core.people.rules.Gender['UNKNOWN']])), name='gender_is_known'), models.CheckConstraint(condition=models.Q(('relation__in', [linli.core.people.rules.Relation['OWNER'], linli.core.people.rules.Relation['TENANT'], linli.core.people.rules.Relation['FAMILY'], linli.core.people.rules.Relation['OTHER']])), name='relation_is_known')],
            },
        ),
        migrations.CreateModel(
            name='CareMark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('resident', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='care_marks', to='people.resident')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division')),
                ('area', models.CharField(db_collation='C', max_length=15)),
                ('kind', models.CharField(choices=[(linli.core.people.rules.Care['ALONE'], linli.core.people.rules.Care['ALONE']), (linli.core.people.rules.Care['EMPTY_NEST'], linli.core.people.rules.Care['EMPTY_NEST']), (linli.core.people.rules.Care['UNABLE'], linli.core.people.rules.Care['UNABLE']), (linli.core.people.rules.Care['DISABLED'], linli.core.people.rules.Care['DISABLED']), (linli.core.people.rules.Care['LOW_INCOME'], linli.core.people.rules.Care['LOW_INCOME']), (linli.core.people.rules.Care['CHILD'], linli.core.people.rules.Care['CHILD']), (linli.core.people.rules.Care['VETERAN'], linli.core.people.rules.Care['VETERAN'])], max_length=12)),
            ],
            options={
                'indexes': [models.Index(fields=['community', 'kind'], name='care_mark_by_kind')],
                'constraints': [models.UniqueConstraint(fields=('resident', 'kind'), name='a_resident_has_a_care_mark_once'), models.CheckConstraint(condition=models.Q(('kind__in', [linli.core.people.rules.Care['ALONE'], linli.core.people.rules.Care['EMPTY_NEST'], linli.core.people.rules.Care['UNABLE'], linli.core.people.rules.Care['DISABLED'], linli.core.people.rules.Care['LOW_INCOME'], linli.core.people.rules.Care['CHILD'], linli.core.people.rules.Care['VETERAN']])), name='care_kind_is_known')],
            },
        ),
        ProtectByCommunity("people_household"),
        ProtectByCommunity("people_resident"),
        ProtectByCommunity("people_caremark"),
    ]
