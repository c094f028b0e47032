"""Closed months with their figures, versions of score rules, and cases left out of the rates."""

import django.db.models.deletion
import linli.domains.cases.rules.rulings
import linli.kernel.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0008_confidential_reporters'),
        ('divisions', '0004_grids_version'),
    ]

    operations = [
        migrations.CreateModel(
            name='Closing',
            fields=[
                ('id', models.UUIDField(default=linli.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('area', models.CharField(db_collation='C', max_length=9)),
                ('month', models.DateField(help_text='its first day')),
                ('version', models.PositiveSmallIntegerField()),
                ('as_of', models.DateTimeField()),
                ('closed_by', models.UUIDField(null=True)),
                ('reason', models.CharField(blank=True, max_length=400)),
                ('definition', models.CharField(help_text='by which rules cases were counted', max_length=12)),
                ('calendar_version', models.PositiveIntegerField()),
                ('residents', models.JSONField(help_text='registered residents of each community at `as_of`')),
            ],
        ),
        migrations.CreateModel(
            name='Counted',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('case_id', models.UUIDField()),
                ('number', models.CharField(db_collation='C', max_length=16)),
                ('channel', models.CharField(max_length=8)),
                ('ground', models.CharField(blank=True, help_text='why it is left out, if it is', max_length=30)),
                ('parts', models.PositiveSmallIntegerField()),
                ('feedback_due_at', models.DateTimeField()),
                ('due_at', models.DateTimeField()),
                ('is_paused', models.BooleanField()),
            ],
        ),
        migrations.CreateModel(
            name='Exclusion',
            fields=[
                ('id', models.UUIDField(default=linli.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('area', models.CharField(db_collation='C', max_length=15)),
                ('words', models.CharField(help_text='the evidence, in words', max_length=1000)),
                ('asked_at', models.DateTimeField()),
                ('asked_by', models.UUIDField(null=True)),
                ('verdict', models.CharField(blank=True, max_length=8)),
                ('ruled_at', models.DateTimeField(null=True)),
                ('ruled_by', models.UUIDField(null=True)),
                ('ruled_level', models.PositiveSmallIntegerField(null=True)),
                ('ruling', models.CharField(blank=True, max_length=1000)),
                ('appeal', models.CharField(blank=True, max_length=1000)),
                ('appealed_at', models.DateTimeField(null=True)),
                ('appealed_by', models.UUIDField(null=True)),
                ('appeal_verdict', models.CharField(blank=True, max_length=8)),
                ('appeal_ruled_at', models.DateTimeField(null=True)),
                ('appeal_ruled_by', models.UUIDField(null=True)),
                ('appeal_ruling', models.CharField(blank=True, max_length=1000)),
            ],
            options={
                'ordering': ['asked_at'],
            },
        ),
        migrations.CreateModel(
            name='ExclusionGround',
            fields=[
                ('code', models.SlugField(max_length=30, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=60)),
                ('name_en', models.CharField(blank=True, max_length=120)),
                ('basis', models.CharField(max_length=200)),
                ('is_active', models.BooleanField(default=True)),
            ],
            options={
                'ordering': ['code'],
            },
        ),
        migrations.CreateModel(
            name='Figure',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('area', models.CharField(db_collation='C', max_length=12)),
                ('channel', models.CharField(blank=True, max_length=8)),
                ('part', models.CharField(max_length=16)),
                ('count', models.PositiveIntegerField()),
                ('excluded', models.PositiveIntegerField()),
                ('digest', models.CharField(max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name='PartyCount',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('party', models.CharField(help_text="a department's id, or a community's code", max_length=36)),
                ('role', models.CharField(max_length=8)),
                ('measure', models.CharField(max_length=16)),
                ('numerator', models.PositiveIntegerField()),
                ('denominator', models.PositiveIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='ScoreRules',
            fields=[
                ('version', models.AutoField(primary_key=True, serialize=False)),
                ('pieces', models.JSONField()),
                ('basis', models.CharField(max_length=200)),
                ('effective_from', models.DateField(help_text='the first day of the first month it scores')),
                ('written_at', models.DateTimeField()),
                ('written_by', models.UUIDField(null=True)),
                ('announced_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Publication',
            fields=[
                ('closing', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='publication', serialize=False, to='cases.closing')),
                ('at', models.DateTimeField()),
                ('by', models.UUIDField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='ScoreSheet',
            fields=[
                ('closing', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='sheet', serialize=False, to='cases.closing')),
                ('text', models.TextField()),
                ('digest', models.CharField(max_length=64)),
            ],
        ),
        migrations.AddConstraint(
            model_name='closing',
            constraint=models.UniqueConstraint(fields=('area', 'month', 'version'), name='a_month_is_closed_once_a_version'),
        ),
        migrations.AddConstraint(
            model_name='closing',
            constraint=models.CheckConstraint(condition=models.Q(('version', 1), models.Q(('reason', ''), _negated=True), _connector='OR'), name='a_correction_has_its_reason'),
        ),
        migrations.AddConstraint(
            model_name='closing',
            constraint=models.CheckConstraint(condition=models.Q(('month__day', 1)), name='a_month_begins_on_its_first_day'),
        ),
        migrations.AddField(
            model_name='counted',
            name='closing',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='counted', to='cases.closing'),
        ),
        migrations.AddField(
            model_name='counted',
            name='community',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division'),
        ),
        migrations.AddField(
            model_name='counted',
            name='department',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.department'),
        ),
        migrations.AddField(
            model_name='exclusion',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='exclusions', to='cases.case'),
        ),
        migrations.AddField(
            model_name='exclusion',
            name='community',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division'),
        ),
        migrations.AddField(
            model_name='exclusion',
            name='department',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.department'),
        ),
        migrations.AddField(
            model_name='exclusion',
            name='ground',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.exclusionground'),
        ),
        migrations.AddField(
            model_name='figure',
            name='closing',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='figures', to='cases.closing'),
        ),
        migrations.AddField(
            model_name='figure',
            name='department',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.department'),
        ),
        migrations.AddField(
            model_name='partycount',
            name='closing',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parties', to='cases.closing'),
        ),
        migrations.AddConstraint(
            model_name='scorerules',
            constraint=models.UniqueConstraint(condition=models.Q(('announced_at__isnull', False)), fields=('effective_from',), name='one_version_of_score_rules_a_month'),
        ),
        migrations.AddField(
            model_name='scoresheet',
            name='rules',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.scorerules'),
        ),
        migrations.AddConstraint(
            model_name='counted',
            constraint=models.UniqueConstraint(fields=('closing', 'case_id'), name='a_case_counts_once'),
        ),
        migrations.AddIndex(
            model_name='exclusion',
            index=models.Index(condition=models.Q(('verdict', ''), models.Q(('appeal_verdict', ''), ('appealed_at__isnull', False)), _connector='OR'), fields=['area', 'asked_at'], name='open_exclusions'),
        ),
        migrations.AddConstraint(
            model_name='exclusion',
            constraint=models.UniqueConstraint(fields=('case', 'department'), name='a_party_asks_once_to_leave_a_case_out', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='exclusion',
            constraint=models.CheckConstraint(condition=models.Q(('appeal_verdict__in', ['', linli.domains.cases.rules.rulings.Verdict['GRANTED'], linli.domains.cases.rules.rulings.Verdict['REFUSED']]), ('verdict__in', ['', linli.domains.cases.rules.rulings.Verdict['GRANTED'], linli.domains.cases.rules.rulings.Verdict['REFUSED']])), name='exclusion_verdict_is_known'),
        ),
        migrations.AddConstraint(
            model_name='exclusion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ruled_at', None), ('verdict', '')), models.Q(models.Q(('verdict', ''), _negated=True), ('ruled_at__isnull', False)), _connector='OR'), name='an_exclusion_is_decided_with_its_time'),
        ),
        migrations.AddConstraint(
            model_name='exclusion',
            constraint=models.CheckConstraint(condition=models.Q(('ruled_by', None), ('asked_by', None), models.Q(('ruled_by', models.F('asked_by')), _negated=True), _connector='OR'), name='whoever_asks_to_leave_out_does_not_decide'),
        ),
        migrations.AddConstraint(
            model_name='exclusion',
            constraint=models.CheckConstraint(condition=models.Q(('appeal_ruled_by', None), ('ruled_by', None), models.Q(('appeal_ruled_by', models.F('ruled_by')), _negated=True), _connector='OR'), name='an_appeal_goes_to_somebody_else'),
        ),
        migrations.AddConstraint(
            model_name='figure',
            constraint=models.UniqueConstraint(fields=('closing', 'area', 'department', 'channel', 'part'), name='a_figure_stands_once', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='partycount',
            constraint=models.UniqueConstraint(fields=('closing', 'party', 'role', 'measure'), name='a_party_is_counted_once'),
        ),
    ]
