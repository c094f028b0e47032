"""The function list: duties, what came with them, what was decided."""

import django.db.models.deletion
import linli.domains.duties.rules
import linli.kernel.ids
from django.db import migrations, models

from linli.platform.database.together import Together


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('divisions', '0004_grids_version'),
    ]

    operations = [Together([
        migrations.CreateModel(
            name='Duty',
            fields=[
                ('id', models.UUIDField(default=linli.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division')),
                ('area', models.CharField(db_collation='C', max_length=15)),
                ('title', models.CharField(max_length=80)),
                ('detail', models.CharField(blank=True, max_length=1000)),
                ('origin', models.CharField(max_length=14)),
                ('basis', models.CharField(help_text='the law, paper or decision it comes from', max_length=200)),
                ('delegated_by', models.CharField(blank=True, max_length=80)),
                ('post', models.CharField(help_text='who does it, by office and not by name', max_length=40)),
                ('hours', models.DecimalField(decimal_places=1, help_text='of work a month', max_digits=6)),
                ('status', models.CharField(default=linli.domains.duties.rules.Status['PROPOSED'], max_length=10)),
                ('version', models.PositiveIntegerField(default=1)),
                ('proposed_at', models.DateTimeField()),
                ('proposed_by', models.UUIDField(null=True)),
                ('admitted_on', models.DateField(null=True)),
                ('ended_on', models.DateField(null=True)),
                ('review_on', models.DateField(null=True)),
                ('merged_into', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='duties.duty')),
            ],
            options={
                'ordering': ['origin', 'title'],
                'indexes': [models.Index(fields=['area', 'status', 'title'], name='duties_of_an_area')],
                'constraints': [models.CheckConstraint(condition=models.Q(('origin__in', [linli.domains.duties.rules.Origin['STATUTORY'], linli.domains.duties.rules.Origin['DELEGATED'], linli.domains.duties.rules.Origin['SELF_GOVERNED']])), name='duty_origin_is_known'), models.CheckConstraint(condition=models.Q(('status__in', [linli.domains.duties.rules.Status['PROPOSED'], linli.domains.duties.rules.Status['IN_FORCE'], linli.domains.duties.rules.Status['REFUSED'], linli.domains.duties.rules.Status['RETURNED'], linli.domains.duties.rules.Status['MERGED']])), name='a_duty_has_a_known_status'), models.CheckConstraint(condition=models.Q(models.Q(('origin', linli.domains.duties.rules.Origin['DELEGATED']), _negated=True), models.Q(('delegated_by', ''), _negated=True), _connector='OR'), name='a_delegated_duty_says_by_whom'), models.CheckConstraint(condition=models.Q(('hours__gte', 0), ('hours__lte', 2000)), name='a_month_has_only_so_many_hours'), models.CheckConstraint(condition=models.Q(models.Q(('ended_on__gte', models.F('admitted_on')), ('status__in', [linli.domains.duties.rules.Status['MERGED'], linli.domains.duties.rules.Status['RETURNED']])), models.Q(models.Q(('status__in', [linli.domains.duties.rules.Status['MERGED'], linli.domains.duties.rules.Status['RETURNED']]), _negated=True), ('ended_on', None)), _connector='OR'), name='a_duty_ends_when_it_leaves_the_list'), models.CheckConstraint(condition=models.Q(models.Q(('merged_into__isnull', False), ('status', linli.domains.duties.rules.Status['MERGED'])), models.Q(models.Q(('status', linli.domains.duties.rules.Status['MERGED']), _negated=True), ('merged_into', None)), _connector='OR'), name='what_is_merged_says_into_what'), models.UniqueConstraint(condition=models.Q(('status__in', [linli.domains.duties.rules.Status['PROPOSED'], linli.domains.duties.rules.Status['IN_FORCE']])), fields=('community', 'title'), name='a_duty_stands_once_on_the_list')],
            },
        ),
        migrations.CreateModel(
            name='Support',
            fields=[
                ('id', models.UUIDField(default=linli.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('duty', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='supports', to='duties.duty')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division')),
                ('kind', models.CharField(max_length=10)),
                ('what', models.CharField(max_length=200)),
                ('yuan', models.DecimalField(decimal_places=2, help_text='a year', max_digits=12, null=True)),
                ('people', models.DecimalField(decimal_places=1, help_text='full time', max_digits=5, null=True)),
                ('paper', models.CharField(help_text='number of the paper that grants it', max_length=80)),
                ('from_on', models.DateField()),
                ('until_on', models.DateField(help_text='the last day', null=True)),
                ('recorded_at', models.DateTimeField()),
                ('recorded_by', models.UUIDField(null=True)),
            ],
            options={
                'ordering': ['from_on', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', [linli.domains.duties.rules.Kind['AUTHORITY'], linli.domains.duties.rules.Kind['FUNDS'], linli.domains.duties.rules.Kind['PEOPLE'], linli.domains.duties.rules.Kind['EQUIPMENT']])), name='support_kind_is_known'), models.CheckConstraint(condition=models.Q(('until_on', None), ('until_on__gte', models.F('from_on')), _connector='OR'), name='support_ends_after_it_begins'), models.CheckConstraint(condition=models.Q(models.Q(('kind', linli.domains.duties.rules.Kind['FUNDS']), _negated=True), ('yuan__gt', 0), _connector='OR'), name='funds_say_how_much'), models.CheckConstraint(condition=models.Q(models.Q(('kind', linli.domains.duties.rules.Kind['PEOPLE']), _negated=True), ('people__gt', 0), _connector='OR'), name='people_say_how_many')],
            },
        ),
        migrations.CreateModel(
            name='Step',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('duty', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='duties.duty')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division')),
                ('move', models.CharField(max_length=8)),
                ('reason', models.CharField(blank=True, max_length=400)),
                ('at', models.DateTimeField()),
                ('by', models.UUIDField(null=True)),
            ],
            options={
                'ordering': ['at', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('move__in', [linli.domains.duties.rules.Move['ADMIT'], linli.domains.duties.rules.Move['REFUSE'], linli.domains.duties.rules.Move['KEEP'], linli.domains.duties.rules.Move['RETURN'], linli.domains.duties.rules.Move['MERGE']])), name='duty_move_is_known')],
            },
        ),
    ])]
