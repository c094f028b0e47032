"""Pleas and their rulings, whistles, the dispatch catalogue, the ladder of overdue cases."""

import django.db.models.deletion
import linli.domains.cases.rules
import linli.domains.cases.rules.rulings
import linli.kernel.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0004_counted_open_cases'),
        ('divisions', '0004_grids_version'),
    ]

    operations = [
        migrations.CreateModel(
            name='CatalogueEntry',
            fields=[
                ('id', models.UUIDField(default=linli.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('area', models.CharField(db_collation='C', help_text='where it answers for it', max_length=15)),
                ('is_lead', models.BooleanField()),
                ('basis', models.CharField(max_length=200)),
                ('effective_from', models.DateTimeField()),
                ('effective_until', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Escalation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('cycle', models.PositiveSmallIntegerField()),
                ('rung', models.CharField(max_length=10)),
                ('at', models.DateTimeField()),
                ('due_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='EscalationRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rung', models.CharField(max_length=10)),
                ('urgency', models.CharField(blank=True, max_length=8)),
                ('is_before', models.BooleanField(default=False)),
                ('amount', models.PositiveIntegerField()),
                ('unit', models.CharField(max_length=12)),
                ('basis', models.CharField(max_length=120)),
                ('effective_from', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Ruling',
            fields=[
                ('id', models.UUIDField(default=linli.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('area', models.CharField(db_collation='C', max_length=15)),
                ('plea', models.CharField(max_length=10)),
                ('reason', models.CharField(max_length=1000)),
                ('basis', models.CharField(blank=True, max_length=400)),
                ('amount', models.PositiveSmallIntegerField(null=True)),
                ('unit', models.CharField(blank=True, max_length=12)),
                ('asked_at', models.DateTimeField()),
                ('asked_by', models.UUIDField(null=True)),
                ('verdict', models.CharField(blank=True, max_length=8)),
                ('ruled_at', models.DateTimeField(null=True)),
                ('ruled_by', models.UUIDField(null=True)),
                ('words', models.CharField(blank=True, max_length=1000)),
                ('due_before', models.DateTimeField(null=True)),
                ('due_after', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Whistle',
            fields=[
                ('id', models.UUIDField(default=linli.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('by', models.UUIDField(null=True)),
                ('reason', models.CharField(max_length=400)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name='assignment',
            name='share_status_is_known',
        ),
        migrations.RemoveConstraint(
            model_name='assignment',
            name='a_case_has_one_lead',
        ),
        migrations.RemoveConstraint(
            model_name='assignment',
            name='a_department_has_one_share_of_a_case',
        ),
        migrations.RemoveConstraint(
            model_name='case',
            name='case_outcome_is_known',
        ),
        migrations.RemoveIndex(
            model_name='assignment',
            name='open_shares_of_a_department',
        ),
        migrations.AddField(
            model_name='assignment',
            name='is_designated',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name='assignment',
            name='sent_by',
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name='assignment',
            name='waived_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='case',
            name='is_paused',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(('outcome__in', ['', linli.domains.cases.rules.Outcome['SOLVED'], linli.domains.cases.rules.Outcome['UNSOLVED'], linli.domains.cases.rules.Outcome['UNREACHED'], linli.domains.cases.rules.Outcome['WITHDRAWN']])), name='case_outcome_is_known'),
        ),
        migrations.AddField(
            model_name='catalogueentry',
            name='category',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.category'),
        ),
        migrations.AddField(
            model_name='catalogueentry',
            name='department',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.department'),
        ),
        migrations.AddField(
            model_name='escalation',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='escalations', to='cases.case'),
        ),
        migrations.AddField(
            model_name='escalation',
            name='community',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division'),
        ),
        migrations.AddConstraint(
            model_name='escalationrule',
            constraint=models.UniqueConstraint(fields=('rung', 'urgency', 'effective_from'), name='one_rung_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='escalationrule',
            constraint=models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='a_rung_has_a_distance'),
        ),
        migrations.AddField(
            model_name='ruling',
            name='assignment',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rulings', to='cases.assignment'),
        ),
        migrations.AddField(
            model_name='ruling',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rulings', to='cases.case'),
        ),
        migrations.AddField(
            model_name='ruling',
            name='community',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division'),
        ),
        migrations.AddField(
            model_name='ruling',
            name='department',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.department'),
        ),
        migrations.AddField(
            model_name='whistle',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='whistles', to='cases.case'),
        ),
        migrations.AddField(
            model_name='whistle',
            name='community',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division'),
        ),
        migrations.AddField(
            model_name='whistle',
            name='department',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.department'),
        ),
        migrations.AddField(
            model_name='assignment',
            name='whistle',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='shares', to='cases.whistle'),
        ),
        migrations.AddIndex(
            model_name='assignment',
            index=models.Index(condition=models.Q(('status__in', (linli.domains.cases.rules.Share['SENT'], linli.domains.cases.rules.Share['OBJECTED'], linli.domains.cases.rules.Share['ACCEPTED'], linli.domains.cases.rules.Share['PAUSED']))), fields=['department', 'due_at'], name='open_shares_of_a_department'),
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', [linli.domains.cases.rules.Share['SENT'], linli.domains.cases.rules.Share['OBJECTED'], linli.domains.cases.rules.Share['ACCEPTED'], linli.domains.cases.rules.Share['PAUSED'], linli.domains.cases.rules.Share['DONE'], linli.domains.cases.rules.Share['RETURNED'], linli.domains.cases.rules.Share['WITHDRAWN']])), name='share_status_is_known'),
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=models.UniqueConstraint(condition=models.Q(('is_lead', True), ('status__in', [linli.domains.cases.rules.Share['SENT'], linli.domains.cases.rules.Share['OBJECTED'], linli.domains.cases.rules.Share['ACCEPTED'], linli.domains.cases.rules.Share['PAUSED'], linli.domains.cases.rules.Share['DONE']])), fields=('case',), name='a_case_has_one_lead'),
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=models.UniqueConstraint(condition=models.Q(('status__in', [linli.domains.cases.rules.Share['SENT'], linli.domains.cases.rules.Share['OBJECTED'], linli.domains.cases.rules.Share['ACCEPTED'], linli.domains.cases.rules.Share['PAUSED'], linli.domains.cases.rules.Share['DONE']])), fields=('case', 'department'), name='a_department_has_one_share_of_a_case'),
        ),
        migrations.AddConstraint(
            model_name='catalogueentry',
            constraint=models.UniqueConstraint(condition=models.Q(('effective_until', None), ('is_lead', True)), fields=('category', 'area'), name='one_lead_answers_for_a_matter'),
        ),
        migrations.AddConstraint(
            model_name='catalogueentry',
            constraint=models.UniqueConstraint(condition=models.Q(('effective_until', None)), fields=('category', 'area', 'department'), name='a_department_stands_once_in_the_catalogue'),
        ),
        migrations.AddConstraint(
            model_name='escalation',
            constraint=models.UniqueConstraint(fields=('case', 'cycle', 'rung'), name='a_rung_is_reached_once'),
        ),
        migrations.AddIndex(
            model_name='ruling',
            index=models.Index(condition=models.Q(('verdict', '')), fields=['area', 'asked_at'], name='open_pleas'),
        ),
        migrations.AddConstraint(
            model_name='ruling',
            constraint=models.CheckConstraint(condition=models.Q(('plea__in', [linli.domains.cases.rules.rulings.Plea['OBJECTION'], linli.domains.cases.rules.rulings.Plea['EXTENSION'], linli.domains.cases.rules.rulings.Plea['WAIVER']])), name='plea_is_known'),
        ),
        migrations.AddConstraint(
            model_name='ruling',
            constraint=models.CheckConstraint(condition=models.Q(('verdict__in', ['', linli.domains.cases.rules.rulings.Verdict['GRANTED'], linli.domains.cases.rules.rulings.Verdict['REFUSED'], linli.domains.cases.rules.rulings.Verdict['DROPPED']])), name='verdict_is_known'),
        ),
        migrations.AddConstraint(
            model_name='ruling',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ruled_at', None), ('verdict', '')), models.Q(models.Q(('verdict', ''), _negated=True), ('ruled_at__isnull', False)), _connector='OR'), name='a_verdict_has_its_time'),
        ),
        migrations.AddConstraint(
            model_name='ruling',
            constraint=models.UniqueConstraint(condition=models.Q(('plea', linli.domains.cases.rules.rulings.Plea['OBJECTION'])), fields=('case', 'department'), name='a_department_objects_once'),
        ),
        migrations.AddConstraint(
            model_name='ruling',
            constraint=models.UniqueConstraint(condition=models.Q(('verdict', '')), fields=('assignment', 'plea'), name='one_plea_at_a_time'),
        ),
    ]
