"""What cases remembers, of kinds and of each case."""

import django.contrib.postgres.fields
import django.db.models.deletion
import linli.domains.cases.rules
import linli.domains.cases.rules.asking
import linli.domains.cases.rules.recurrence
import linli.domains.cases.rules.topics
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
            name='Category',
            fields=[
                ('id', models.UUIDField(default=linli.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('code', models.SlugField(max_length=20, unique=True)),
                ('name', models.CharField(max_length=40)),
                ('name_en', models.CharField(blank=True, max_length=60)),
                ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='cases.category')),
                ('keywords', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), blank=True, default=list, size=None)),
                ('is_active', models.BooleanField(default=True)),
                ('is_screened', models.BooleanField(default=False, help_text='other systems get a token until a dispatcher has read the case')),
            ],
            options={
                'ordering': ['code'],
            },
        ),
        migrations.CreateModel(
            name='SuggestionModel',
            fields=[
                ('subdistrict', models.CharField(db_collation='C', max_length=9, primary_key=True, serialize=False)),
                ('trained_at', models.DateTimeField()),
                ('cases', models.PositiveIntegerField()),
                ('archive', models.BinaryField()),
            ],
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
            options={
                'constraints': [models.UniqueConstraint(fields=('rung', 'urgency', 'effective_from'), name='one_rung_at_a_time'), models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='a_rung_has_a_distance')],
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
            options={
                'constraints': [models.UniqueConstraint(fields=('area', 'month', 'version'), name='a_month_is_closed_once_a_version'), models.CheckConstraint(condition=models.Q(('version', 1), models.Q(('reason', ''), _negated=True), _connector='OR'), name='a_correction_has_its_reason'), models.CheckConstraint(condition=models.Q(('month__day', 1)), name='a_month_begins_on_its_first_day')],
            },
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
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('announced_at__isnull', False)), fields=('effective_from',), name='one_version_of_score_rules_a_month')],
            },
        ),
        migrations.CreateModel(
            name='Recusal',
            fields=[
                ('id', models.UUIDField(default=linli.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('account_id', models.UUIDField()),
                ('department', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.department')),
                ('reason', models.CharField(max_length=200)),
                ('declared_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('account_id', 'department'), name='a_conflict_is_declared_once')],
            },
        ),
        migrations.CreateModel(
            name='RecurrenceRule',
            fields=[
                ('version', models.AutoField(primary_key=True, serialize=False)),
                ('scope', models.CharField(max_length=10)),
                ('window_weeks', models.PositiveSmallIntegerField()),
                ('minimum_cases', models.PositiveSmallIntegerField()),
                ('minimum_reporters', models.PositiveSmallIntegerField()),
                ('minimum_buildings', models.PositiveSmallIntegerField(help_text="so many buildings do as well as so many reporters; 0 if they don't")),
                ('tail', models.FloatField(help_text='how unlikely it has to be by chance, 0 to 1')),
                ('past_weeks', models.PositiveSmallIntegerField(help_text='what it is compared with')),
                ('least_past_weeks', models.PositiveSmallIntegerField()),
                ('growth', models.FloatField(help_text='share by which a refused cluster has to grow')),
                ('quiet_weeks', models.PositiveSmallIntegerField(help_text='what a new topic begins with')),
                ('basis', models.CharField(max_length=200)),
                ('effective_from', models.DateTimeField()),
            ],
            options={
                'ordering': ['-version'],
                'constraints': [models.UniqueConstraint(fields=('scope', 'effective_from'), name='one_recurrence_rule_at_a_time'), models.CheckConstraint(condition=models.Q(('scope__in', [linli.domains.cases.rules.recurrence.Scope['BUILDING'], linli.domains.cases.rules.recurrence.Scope['GRID'], linli.domains.cases.rules.recurrence.Scope['COMMUNITY']])), name='recurrence_scope_is_known'), models.CheckConstraint(condition=models.Q(('growth__gt', 0), ('minimum_cases__gte', 2), ('past_weeks__range', (1, 208)), ('quiet_weeks__range', (1, 52)), ('tail__gt', 0), ('tail__lte', 1), ('window_weeks__range', (1, 26))), name='a_recurrence_rule_asks_for_something')],
            },
        ),
        migrations.CreateModel(
            name='SavedView',
            fields=[
                ('id', models.UUIDField(default=linli.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('account_id', models.UUIDField()),
                ('name', models.CharField(max_length=20)),
                ('query', models.CharField(blank=True, max_length=300)),
                ('saved_at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('account_id', 'name'), name='a_view_is_named_once')],
            },
        ),
        migrations.CreateModel(
            name='Question',
            fields=[
                ('id', models.UUIDField(default=linli.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('category', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='questions', to='cases.category')),
                ('code', models.SlugField(max_length=40)),
                ('order', models.PositiveSmallIntegerField()),
                ('datatype', models.CharField(max_length=16)),
                ('is_asked', models.BooleanField(default=True, help_text='false: words to be shown, no answer')),
                ('is_required', models.BooleanField(default=False)),
                ('words', models.CharField(max_length=400)),
                ('hint', models.CharField(blank=True, max_length=200)),
                ('choices', models.JSONField(default=list, help_text='key and name of each value of a list')),
                ('is_active', models.BooleanField(default=True)),
            ],
            options={
                'ordering': ['order'],
                'constraints': [models.CheckConstraint(condition=models.Q(('datatype__in', [linli.domains.cases.rules.asking.Datatype['STRING'], linli.domains.cases.rules.asking.Datatype['NUMBER'], linli.domains.cases.rules.asking.Datatype['DATETIME'], linli.domains.cases.rules.asking.Datatype['TEXT'], linli.domains.cases.rules.asking.Datatype['SINGLE'], linli.domains.cases.rules.asking.Datatype['MULTI']])), name='question_datatype_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('datatype__in', [linli.domains.cases.rules.asking.Datatype['MULTI'], linli.domains.cases.rules.asking.Datatype['SINGLE']]), models.Q(('choices', []), _negated=True)), models.Q(models.Q(('datatype__in', [linli.domains.cases.rules.asking.Datatype['MULTI'], linli.domains.cases.rules.asking.Datatype['SINGLE']]), _negated=True), ('choices', [])), _connector='OR'), name='a_list_has_choices_and_nothing_else_has'), models.CheckConstraint(condition=models.Q(('is_asked', True), ('is_required', False), _connector='OR'), name='what_is_not_asked_is_not_required'), models.CheckConstraint(condition=models.Q(('order__gt', 0)), name='questions_begin_with_one'), models.UniqueConstraint(condition=models.Q(('is_active', True)), fields=('category', 'code'), name='questions_of_a_category_differ_in_code'), models.UniqueConstraint(condition=models.Q(('is_active', True)), fields=('category', 'order'), name='questions_of_a_category_stand_in_order')],
            },
        ),
        migrations.CreateModel(
            name='TimeLimit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=10)),
                ('category', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.category')),
                ('urgency', models.CharField(blank=True, max_length=8)),
                ('amount', models.PositiveIntegerField()),
                ('unit', models.CharField(max_length=12)),
                ('basis', models.CharField(help_text='the rule this limit comes from', max_length=120)),
                ('effective_from', models.DateTimeField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('kind', 'category', 'urgency', 'effective_from'), name='one_time_limit_at_a_time', nulls_distinct=False), models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='a_time_limit_leaves_time')],
            },
        ),
        migrations.CreateModel(
            name='CatalogueEntry',
            fields=[
                ('id', models.UUIDField(default=linli.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('category', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.category')),
                ('department', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.department')),
                ('area', models.CharField(db_collation='C', help_text='where it answers for it', max_length=15)),
                ('is_lead', models.BooleanField()),
                ('basis', models.CharField(max_length=200)),
                ('effective_from', models.DateTimeField()),
                ('effective_until', models.DateTimeField(null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('effective_until', None), ('is_lead', True)), fields=('category', 'area'), name='one_lead_answers_for_a_matter'), models.UniqueConstraint(condition=models.Q(('effective_until', None)), fields=('category', 'area', 'department'), name='a_department_stands_once_in_the_catalogue')],
            },
        ),
        migrations.CreateModel(
            name='Case',
            fields=[
                ('id', models.UUIDField(default=linli.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('number', models.CharField(db_collation='C', max_length=16, unique=True)),
                ('submission_id', models.UUIDField(null=True, unique=True)),
                ('external_ref', models.CharField(blank=True, db_collation='C', db_default='', default='', help_text='its number where it came from', max_length=80)),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division')),
                ('subdistrict', models.CharField(db_collation='C', max_length=9)),
                ('area', models.CharField(db_collation='C', max_length=15)),
                ('building_id', models.UUIDField(null=True)),
                ('asset_id', models.UUIDField(help_text='the lamp, the lift, that it is about', null=True)),
                ('location', models.CharField(blank=True, max_length=200)),
                ('latitude', models.FloatField(null=True)),
                ('longitude', models.FloatField(null=True)),
                ('datum', models.CharField(blank=True, max_length=6)),
                ('wording', models.BigIntegerField(help_text='64 bits of what was said (SimHash)', null=True)),
                ('channel', models.CharField(max_length=8)),
                ('description', models.TextField(max_length=4000)),
                ('urgency', models.CharField(default=linli.domains.cases.rules.Urgency['NORMAL'], max_length=8)),
                ('accused', models.ForeignKey(help_text='the party complained about', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.department')),
                ('category', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.category')),
                ('suggestion', models.JSONField(null=True)),
                ('status', models.CharField(default=linli.domains.cases.rules.Status['REPORTED'], max_length=16)),
                ('version', models.PositiveIntegerField(default=0)),
                ('cycle', models.PositiveSmallIntegerField(default=1)),
                ('taken_by', models.UUIDField(null=True)),
                ('taken_at', models.DateTimeField(null=True)),
                ('reported_by', models.UUIDField(null=True)),
                ('entered_by', models.UUIDField(null=True)),
                ('reported_at', models.DateTimeField()),
                ('feedback_clock', models.JSONField(default=list)),
                ('feedback_due_at', models.DateTimeField()),
                ('feedback_at', models.DateTimeField(null=True)),
                ('solution_clock', models.JSONField(default=list)),
                ('due_at', models.DateTimeField()),
                ('provisional', models.BooleanField(default=False)),
                ('is_paused', models.BooleanField(db_default=False, default=False)),
                ('calendar_version', models.PositiveIntegerField()),
                ('result', models.CharField(blank=True, max_length=16)),
                ('result_at', models.DateTimeField(null=True)),
                ('outcome', models.CharField(blank=True, max_length=10)),
                ('satisfaction', models.CharField(blank=True, max_length=18)),
                ('closed_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('status__in', (linli.domains.cases.rules.Status['REPORTED'], linli.domains.cases.rules.Status['HANDLING'], linli.domains.cases.rules.Status['RESULT_REPORTED']))), fields=['subdistrict', 'due_at', 'id'], name='open_cases_by_deadline'), models.Index(condition=models.Q(('status__in', (linli.domains.cases.rules.Status['REPORTED'], linli.domains.cases.rules.Status['HANDLING'], linli.domains.cases.rules.Status['RESULT_REPORTED']))), fields=['community', 'due_at', 'id'], name='open_cases_of_a_community'), models.Index(condition=models.Q(('status__in', (linli.domains.cases.rules.Status['REPORTED'], linli.domains.cases.rules.Status['HANDLING'], linli.domains.cases.rules.Status['RESULT_REPORTED']))), fields=['status', 'area'], include=('community',), name='open_cases_counted'), models.Index(fields=['subdistrict', 'reported_at'], name='cases_by_day'), models.Index(condition=models.Q(('status__in', (linli.domains.cases.rules.Status['REPORTED'], linli.domains.cases.rules.Status['HANDLING'], linli.domains.cases.rules.Status['RESULT_REPORTED']))), fields=['community', 'reported_at'], name='open_cases_by_report'), models.Index(condition=models.Q(('category__isnull', False)), fields=['reported_at'], name='public_requests_by_time'), models.Index(condition=models.Q(('asset_id__isnull', False)), fields=['asset_id'], name='cases_of_an_asset'), models.Index(condition=models.Q(('reported_by__isnull', False)), fields=['reported_by'], name='my_cases')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('external_ref', ''), _negated=True), fields=('community', 'external_ref'), name='a_case_is_brought_in_once'), models.CheckConstraint(condition=models.Q(('status__in', [linli.domains.cases.rules.Status['REPORTED'], linli.domains.cases.rules.Status['HANDLING'], linli.domains.cases.rules.Status['RESULT_REPORTED'], linli.domains.cases.rules.Status['CLOSED'], linli.domains.cases.rules.Status['DECLINED'], linli.domains.cases.rules.Status['MERGED']])), name='case_status_is_known'), models.CheckConstraint(condition=models.Q(('channel__in', [linli.domains.cases.rules.Channel['WEB'], linli.domains.cases.rules.Channel['COUNTER'], linli.domains.cases.rules.Channel['PHONE'], linli.domains.cases.rules.Channel['GRID'], linli.domains.cases.rules.Channel['API'], linli.domains.cases.rules.Channel['IMPORT'], linli.domains.cases.rules.Channel['OPEN311'], linli.domains.cases.rules.Channel['COUNCIL']])), name='case_channel_is_known'), models.CheckConstraint(condition=models.Q(('urgency__in', [linli.domains.cases.rules.Urgency['URGENT'], linli.domains.cases.rules.Urgency['NORMAL']])), name='case_urgency_is_known'), models.CheckConstraint(condition=models.Q(('result__in', ['', linli.domains.cases.rules.Result['SOLVED'], linli.domains.cases.rules.Result['EXPLAINED'], linli.domains.cases.rules.Result['NOT_SOLVABLE'], linli.domains.cases.rules.Result['NOT_OURS']])), name='case_result_is_known'), models.CheckConstraint(condition=models.Q(('outcome__in', ['', linli.domains.cases.rules.Outcome['SOLVED'], linli.domains.cases.rules.Outcome['UNSOLVED'], linli.domains.cases.rules.Outcome['UNREACHED'], linli.domains.cases.rules.Outcome['WITHDRAWN']])), name='case_outcome_is_known'), models.CheckConstraint(condition=models.Q(('satisfaction__in', ['', linli.domains.cases.rules.Satisfaction['SATISFIED'], linli.domains.cases.rules.Satisfaction['FAIRLY_SATISFIED'], linli.domains.cases.rules.Satisfaction['UNSATISFIED']])), name='case_satisfaction_is_known'), models.CheckConstraint(condition=models.Q(('status', linli.domains.cases.rules.Status['CLOSED']), ('outcome', ''), _connector='OR'), name='only_a_closed_case_has_an_outcome'), models.CheckConstraint(condition=models.Q(models.Q(('latitude', None), ('longitude', None)), models.Q(('latitude__range', (-90, 90)), ('longitude__range', (-180, 180))), _connector='OR'), name='a_point_has_both_coordinates'), models.CheckConstraint(condition=models.Q(('area__startswith', models.F('community'))), name='case_area_lies_in_its_community')],
            },
        ),
        migrations.CreateModel(
            name='Counted',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('closing', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='counted', to='cases.closing')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division')),
                ('case_id', models.UUIDField()),
                ('number', models.CharField(db_collation='C', max_length=16)),
                ('channel', models.CharField(max_length=8)),
                ('department', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.department')),
                ('ground', models.CharField(blank=True, help_text='why it is left out, if it is', max_length=30)),
                ('parts', models.PositiveSmallIntegerField()),
                ('feedback_due_at', models.DateTimeField()),
                ('due_at', models.DateTimeField()),
                ('is_paused', models.BooleanField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('closing', 'case_id'), name='a_case_counts_once')],
            },
        ),
        migrations.CreateModel(
            name='Figure',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('closing', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='figures', to='cases.closing')),
                ('area', models.CharField(db_collation='C', max_length=12)),
                ('department', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.department')),
                ('channel', models.CharField(blank=True, max_length=8)),
                ('part', models.CharField(max_length=16)),
                ('count', models.PositiveIntegerField()),
                ('excluded', models.PositiveIntegerField()),
                ('digest', models.CharField(max_length=64)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('closing', 'area', 'department', 'channel', 'part'), name='a_figure_stands_once', nulls_distinct=False)],
            },
        ),
        migrations.CreateModel(
            name='PartyCount',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('closing', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parties', to='cases.closing')),
                ('party', models.CharField(help_text="a department's id, or a community's code", max_length=36)),
                ('role', models.CharField(max_length=8)),
                ('measure', models.CharField(max_length=16)),
                ('numerator', models.PositiveIntegerField()),
                ('denominator', models.PositiveIntegerField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('closing', 'party', 'role', 'measure'), name='a_party_is_counted_once')],
            },
        ),
        migrations.CreateModel(
            name='ScoreSheet',
            fields=[
                ('closing', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='sheet', serialize=False, to='cases.closing')),
                ('rules', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.scorerules')),
                ('text', models.TextField()),
                ('digest', models.CharField(max_length=64)),
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
            name='GovernanceTopic',
            fields=[
                ('id', models.UUIDField(default=linli.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('number', models.CharField(db_collation='C', max_length=16, unique=True)),
                ('title', models.CharField(help_text='residents read it', max_length=80)),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division')),
                ('area', models.CharField(db_collation='C', max_length=15)),
                ('building_id', models.UUIDField(null=True)),
                ('category', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.category')),
                ('status', models.CharField(default=linli.domains.cases.rules.topics.TopicStatus['PROPOSED'], max_length=10)),
                ('previous', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='returned', to='cases.governancetopic')),
                ('opened_at', models.DateTimeField()),
                ('opened_by', models.UUIDField(null=True)),
                ('taken_up_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(help_text='refused or closed', null=True)),
                ('owner_department', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.department')),
                ('owner_account', models.UUIDField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['community', 'opened_at'], name='topics_of_a_community')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('status__in', (linli.domains.cases.rules.topics.TopicStatus['PROPOSED'], linli.domains.cases.rules.topics.TopicStatus['ADOPTED'], linli.domains.cases.rules.topics.TopicStatus['RUNNING']))), fields=('area', 'building_id', 'category'), name='a_place_has_one_open_topic_of_a_kind', nulls_distinct=False), models.CheckConstraint(condition=models.Q(('status__in', [linli.domains.cases.rules.topics.TopicStatus['PROPOSED'], linli.domains.cases.rules.topics.TopicStatus['ADOPTED'], linli.domains.cases.rules.topics.TopicStatus['RUNNING'], linli.domains.cases.rules.topics.TopicStatus['CLOSED'], linli.domains.cases.rules.topics.TopicStatus['REFUSED']])), name='topic_status_is_known'), models.CheckConstraint(condition=models.Q(('area__startswith', models.F('community'))), name='topic_area_lies_in_its_community'), models.CheckConstraint(condition=models.Q(('taken_up_at', None), ('owner_department__isnull', False), ('owner_account__isnull', False), _connector='OR'), name='a_topic_taken_up_has_an_owner'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('status__in', (linli.domains.cases.rules.topics.TopicStatus['PROPOSED'], linli.domains.cases.rules.topics.TopicStatus['ADOPTED'], linli.domains.cases.rules.topics.TopicStatus['RUNNING']))), models.Q(models.Q(('status__in', (linli.domains.cases.rules.topics.TopicStatus['PROPOSED'], linli.domains.cases.rules.topics.TopicStatus['ADOPTED'], linli.domains.cases.rules.topics.TopicStatus['RUNNING'])), _negated=True), ('ended_at__isnull', False)), _connector='OR'), name='only_a_topic_that_ended_has_its_time')],
            },
        ),
    ])]
