"""The rest of what cases remembers: what is judged, governed, counted and merged."""

import django.contrib.postgres.indexes
import django.db.models.deletion
import linli.domains.cases.rules
import linli.domains.cases.rules.asking
import linli.domains.cases.rules.rulings
import linli.kernel.ids
import linli.platform.database.secrecy
from django.db import migrations, models

from linli.platform.database.together import Together


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0001_initial'),
        ('divisions', '0004_grids_version'),
    ]

    operations = [Together([
        migrations.CreateModel(
            name='Reply',
            fields=[
                ('id', models.UUIDField(default=linli.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='replies', to='cases.case')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division')),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.question')),
                ('values', linli.platform.database.secrecy.EncryptedTextField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('case', 'question'), name='a_question_is_answered_once')],
            },
        ),
        migrations.CreateModel(
            name='Contact',
            fields=[
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='contact', serialize=False, to='cases.case')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division')),
                ('name', linli.platform.database.secrecy.EncryptedTextField(blank=True)),
                ('phone', linli.platform.database.secrecy.EncryptedTextField(blank=True)),
                ('phone_index', models.CharField(blank=True, db_index=True, max_length=32)),
                ('is_confidential', models.BooleanField(db_default=False, default=False)),
            ],
        ),
        migrations.CreateModel(
            name='Exclusion',
            fields=[
                ('id', models.UUIDField(default=linli.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='exclusions', to='cases.case')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division')),
                ('area', models.CharField(db_collation='C', max_length=15)),
                ('department', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.department')),
                ('ground', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.exclusionground')),
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
                'indexes': [models.Index(condition=models.Q(('verdict', ''), models.Q(('appeal_verdict', ''), ('appealed_at__isnull', False)), _connector='OR'), fields=['area', 'asked_at'], name='open_exclusions')],
                'constraints': [models.UniqueConstraint(fields=('case', 'department'), name='a_party_asks_once_to_leave_a_case_out', nulls_distinct=False), models.CheckConstraint(condition=models.Q(('appeal_verdict__in', ['', linli.domains.cases.rules.rulings.Verdict['GRANTED'], linli.domains.cases.rules.rulings.Verdict['REFUSED']]), ('verdict__in', ['', linli.domains.cases.rules.rulings.Verdict['GRANTED'], linli.domains.cases.rules.rulings.Verdict['REFUSED']])), name='exclusion_verdict_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('ruled_at', None), ('verdict', '')), models.Q(models.Q(('verdict', ''), _negated=True), ('ruled_at__isnull', False)), _connector='OR'), name='an_exclusion_is_decided_with_its_time'), models.CheckConstraint(condition=models.Q(('ruled_by', None), ('asked_by', None), models.Q(('ruled_by', models.F('asked_by')), _negated=True), _connector='OR'), name='whoever_asks_to_leave_out_does_not_decide'), models.CheckConstraint(condition=models.Q(('appeal_ruled_by', None), ('ruled_by', None), models.Q(('appeal_ruled_by', models.F('ruled_by')), _negated=True), _connector='OR'), name='an_appeal_goes_to_somebody_else')],
            },
        ),
        migrations.CreateModel(
            name='Merging',
            fields=[
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='merging', serialize=False, to='cases.case')),
                ('into', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='cases.case')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division')),
                ('at', models.DateTimeField()),
                ('by', models.UUIDField(null=True)),
                ('before', models.JSONField()),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('case', models.F('into')), _negated=True), name='no_case_is_merged_into_itself')],
            },
        ),
        migrations.CreateModel(
            name='Follower',
            fields=[
                ('id', models.UUIDField(default=linli.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('number', models.CharField(db_collation='C', max_length=16, unique=True)),
                ('submission_id', models.UUIDField(null=True, unique=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='followers', to='cases.case')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division')),
                ('area', models.CharField(db_collation='C', max_length=15)),
                ('account_id', models.UUIDField(null=True)),
                ('name', linli.platform.database.secrecy.EncryptedTextField(blank=True)),
                ('phone', linli.platform.database.secrecy.EncryptedTextField(blank=True)),
                ('phone_index', models.CharField(blank=True, db_index=True, max_length=32)),
                ('is_confidential', models.BooleanField(db_default=False, default=False)),
                ('at', models.DateTimeField()),
                ('entered_by', models.UUIDField(null=True)),
                ('outcome', models.CharField(blank=True, max_length=10)),
                ('satisfaction', models.CharField(blank=True, max_length=18)),
            ],
            options={
                'ordering': ['at', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('outcome__in', ['', linli.domains.cases.rules.Outcome['SOLVED'], linli.domains.cases.rules.Outcome['UNSOLVED'], linli.domains.cases.rules.Outcome['UNREACHED'], linli.domains.cases.rules.Outcome['WITHDRAWN']])), name='follower_outcome_is_known'), models.CheckConstraint(condition=models.Q(('satisfaction__in', ['', linli.domains.cases.rules.Satisfaction['SATISFIED'], linli.domains.cases.rules.Satisfaction['FAIRLY_SATISFIED'], linli.domains.cases.rules.Satisfaction['UNSATISFIED']])), name='follower_satisfaction_is_known')],
            },
        ),
        migrations.CreateModel(
            name='Step',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='cases.case')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division')),
                ('at', models.DateTimeField()),
                ('kind', models.CharField(max_length=16)),
                ('by', models.UUIDField(null=True)),
                ('department', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.department')),
                ('words', models.CharField(blank=True, max_length=2000)),
                ('is_public', models.BooleanField(default=False)),
                ('details', models.JSONField(default=dict)),
            ],
            options={
                'ordering': ['at', 'id'],
                'indexes': [models.Index(fields=['case', 'at'], name='timeline_of_a_case'), django.contrib.postgres.indexes.BrinIndex(fields=['at'], name='timeline_by_time')],
            },
        ),
        migrations.CreateModel(
            name='Escalation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='escalations', to='cases.case')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division')),
                ('cycle', models.PositiveSmallIntegerField()),
                ('rung', models.CharField(max_length=10)),
                ('at', models.DateTimeField()),
                ('due_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['at', 'id'],
                'constraints': [models.UniqueConstraint(fields=('case', 'cycle', 'rung'), name='a_rung_is_reached_once')],
            },
        ),
        migrations.CreateModel(
            name='MediaLink',
            fields=[
                ('id', models.UUIDField(default=linli.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='media_links', to='cases.case')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division')),
                ('address', linli.platform.database.secrecy.EncryptedTextField(help_text='URL; wiped once it is settled')),
                ('state', models.CharField(default=linli.domains.cases.rules.asking.Fetching['WAITING'], max_length=8)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('due_at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('state', linli.domains.cases.rules.asking.Fetching['WAITING'])), fields=['due_at'], name='media_to_be_fetched')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', [linli.domains.cases.rules.asking.Fetching['WAITING'], linli.domains.cases.rules.asking.Fetching['KEPT'], linli.domains.cases.rules.asking.Fetching['MISSED']])), name='media_link_state_is_known')],
            },
        ),
        migrations.CreateModel(
            name='Whistle',
            fields=[
                ('id', models.UUIDField(default=linli.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='whistles', to='cases.case')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division')),
                ('department', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.department')),
                ('at', models.DateTimeField()),
                ('by', models.UUIDField(null=True)),
                ('reason', models.CharField(max_length=400)),
            ],
        ),
        migrations.CreateModel(
            name='TopicEvidence',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='cases.governancetopic')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division')),
                ('rule', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.recurrencerule')),
                ('at', models.DateTimeField()),
                ('since', models.DateTimeField()),
                ('until', models.DateTimeField()),
                ('cases', models.PositiveIntegerField(help_text='matters: what was merged is one')),
                ('reporters', models.PositiveIntegerField()),
                ('buildings', models.PositiveIntegerField()),
                ('past_cases', models.PositiveIntegerField()),
                ('past_weeks', models.PositiveIntegerField()),
                ('chance', models.FloatField()),
            ],
            options={
                'ordering': ['at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='TopicBaseline',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='baselines', to='cases.governancetopic')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division')),
                ('at', models.DateTimeField()),
                ('by', models.UUIDField(null=True)),
                ('cases', models.PositiveIntegerField()),
                ('weeks', models.PositiveSmallIntegerField()),
                ('rate', models.DecimalField(decimal_places=2, help_text='cases a week', max_digits=8)),
                ('target', models.DecimalField(decimal_places=2, help_text='cases a week', max_digits=8)),
                ('quiet_weeks', models.PositiveSmallIntegerField()),
                ('reason', models.CharField(blank=True, max_length=400)),
            ],
            options={
                'ordering': ['at', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('target__gt', 0), ('target__lte', models.F('rate'))), name='a_target_is_reachable_and_no_worse_than_the_baseline'), models.CheckConstraint(condition=models.Q(('quiet_weeks__range', (1, 52))), name='a_topic_stays_quiet_for_some_weeks')],
            },
        ),
        migrations.CreateModel(
            name='TopicMeasure',
            fields=[
                ('id', models.UUIDField(default=linli.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='measures', to='cases.governancetopic')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division')),
                ('words', models.CharField(help_text='residents read it', max_length=400)),
                ('department', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.department')),
                ('account', models.UUIDField(null=True)),
                ('due', models.DateField()),
                ('at', models.DateTimeField()),
                ('by', models.UUIDField(null=True)),
                ('done_at', models.DateTimeField(null=True)),
                ('done_by', models.UUIDField(null=True)),
                ('result', models.CharField(blank=True, max_length=400)),
            ],
            options={
                'ordering': ['due', 'at'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('done_at', None), ('result', '')), models.Q(('done_at__isnull', False), models.Q(('result', ''), _negated=True)), _connector='OR'), name='a_measure_is_done_with_its_result'), models.CheckConstraint(condition=models.Q(('department__isnull', False), ('account__isnull', False), _connector='OR'), name='somebody_does_a_measure')],
            },
        ),
        migrations.CreateModel(
            name='TopicStep',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='cases.governancetopic')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division')),
                ('at', models.DateTimeField()),
                ('kind', models.CharField(max_length=12)),
                ('by', models.UUIDField(null=True)),
                ('words', models.CharField(blank=True, max_length=1000)),
                ('details', models.JSONField(default=dict)),
            ],
            options={
                'ordering': ['at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='CallBack',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='call_backs', to='cases.case')),
                ('about', models.ForeignKey(help_text='the case whose result it was, where this one is merged into it', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='voices', to='cases.case')),
                ('follower', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='call_backs', to='cases.follower')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division')),
                ('cycle', models.PositiveSmallIntegerField()),
                ('at', models.DateTimeField()),
                ('by', models.UUIDField(null=True)),
                ('reached', models.BooleanField()),
                ('solved', models.BooleanField(null=True)),
                ('satisfaction', models.CharField(blank=True, max_length=18)),
                ('note', models.CharField(blank=True, max_length=1000)),
            ],
            options={
                'ordering': ['at'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('reached', True), ('solved__isnull', False)), models.Q(('reached', False), ('satisfaction', ''), ('solved', None)), _connector='OR'), name='only_who_was_reached_has_answered')],
            },
        ),
        migrations.CreateModel(
            name='Assignment',
            fields=[
                ('id', models.UUIDField(default=linli.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='assignments', to='cases.case')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division')),
                ('department', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.department')),
                ('is_lead', models.BooleanField()),
                ('status', models.CharField(default=linli.domains.cases.rules.Share['SENT'], max_length=10)),
                ('task', models.CharField(blank=True, max_length=400)),
                ('sent_at', models.DateTimeField()),
                ('sent_by', models.UUIDField(null=True)),
                ('whistle', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='shares', to='cases.whistle')),
                ('is_designated', models.BooleanField(db_default=False, default=False)),
                ('accepted_at', models.DateTimeField(null=True)),
                ('done_at', models.DateTimeField(null=True)),
                ('clock', models.JSONField(default=list)),
                ('due_at', models.DateTimeField()),
                ('reminded_at', models.DateTimeField(null=True)),
                ('waived_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('status__in', (linli.domains.cases.rules.Share['SENT'], linli.domains.cases.rules.Share['OBJECTED'], linli.domains.cases.rules.Share['ACCEPTED'], linli.domains.cases.rules.Share['PAUSED']))), fields=['department', 'due_at'], name='open_shares_of_a_department')],
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', [linli.domains.cases.rules.Share['SENT'], linli.domains.cases.rules.Share['OBJECTED'], linli.domains.cases.rules.Share['ACCEPTED'], linli.domains.cases.rules.Share['PAUSED'], linli.domains.cases.rules.Share['DONE'], linli.domains.cases.rules.Share['RETURNED'], linli.domains.cases.rules.Share['WITHDRAWN']])), name='share_status_is_known'), models.UniqueConstraint(condition=models.Q(('is_lead', True), ('status__in', [linli.domains.cases.rules.Share['SENT'], linli.domains.cases.rules.Share['OBJECTED'], linli.domains.cases.rules.Share['ACCEPTED'], linli.domains.cases.rules.Share['PAUSED'], linli.domains.cases.rules.Share['DONE']])), fields=('case',), name='a_case_has_one_lead'), models.UniqueConstraint(condition=models.Q(('status__in', [linli.domains.cases.rules.Share['SENT'], linli.domains.cases.rules.Share['OBJECTED'], linli.domains.cases.rules.Share['ACCEPTED'], linli.domains.cases.rules.Share['PAUSED'], linli.domains.cases.rules.Share['DONE']])), fields=('case', 'department'), name='a_department_has_one_share_of_a_case')],
            },
        ),
        migrations.CreateModel(
            name='EvidenceCase',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('evidence', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='listed', to='cases.topicevidence')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division')),
                ('case_id', models.UUIDField(db_index=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('evidence', 'case_id'), name='a_case_stands_once_in_evidence')],
            },
        ),
        migrations.CreateModel(
            name='Ruling',
            fields=[
                ('id', models.UUIDField(default=linli.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rulings', to='cases.case')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division')),
                ('area', models.CharField(db_collation='C', max_length=15)),
                ('assignment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rulings', to='cases.assignment')),
                ('department', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.department')),
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
            options={
                'indexes': [models.Index(condition=models.Q(('verdict', '')), fields=['area', 'asked_at'], name='open_pleas')],
                'constraints': [models.CheckConstraint(condition=models.Q(('plea__in', [linli.domains.cases.rules.rulings.Plea['OBJECTION'], linli.domains.cases.rules.rulings.Plea['EXTENSION'], linli.domains.cases.rules.rulings.Plea['WAIVER']])), name='plea_is_known'), models.CheckConstraint(condition=models.Q(('verdict__in', ['', linli.domains.cases.rules.rulings.Verdict['GRANTED'], linli.domains.cases.rules.rulings.Verdict['REFUSED'], linli.domains.cases.rules.rulings.Verdict['DROPPED']])), name='verdict_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('ruled_at', None), ('verdict', '')), models.Q(models.Q(('verdict', ''), _negated=True), ('ruled_at__isnull', False)), _connector='OR'), name='a_verdict_has_its_time'), models.UniqueConstraint(condition=models.Q(('plea', linli.domains.cases.rules.rulings.Plea['OBJECTION'])), fields=('case', 'department'), name='a_department_objects_once'), models.UniqueConstraint(condition=models.Q(('verdict', '')), fields=('assignment', 'plea'), name='one_plea_at_a_time')],
            },
        ),
    ])]
