"""Topics of problems that come back, protected and partly kept, and the first rules that find them."""

from datetime import UTC, datetime

import django.db.models.deletion
import linli.domains.cases.rules.recurrence
import linli.domains.cases.rules.topics
import linli.kernel.ids
from django.db import migrations, models

from linli.platform.database.protection import ProtectByCommunity


SINCE = datetime(2000, 1, 1, tzinfo=UTC)
PROTECTED = (
    "cases_governancetopic", "cases_topicevidence", "cases_evidencecase", "cases_topicbaseline",
    "cases_topicmeasure", "cases_topicstep",
)  # fmt: skip
KEPT = ("cases_topicevidence", "cases_evidencecase", "cases_topicbaseline", "cases_topicstep")
KEEP = """
CREATE TRIGGER {table}_is_kept AFTER UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION cases_refuse();
CREATE TRIGGER {table}_is_never_emptied BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION cases_refuse();
"""
RELEASE = """
DROP TRIGGER {table}_is_kept ON {table};
DROP TRIGGER {table}_is_never_emptied ON {table};
"""
# scope, cases in the window, reporters, buildings, chance: the wider a place, the more is compared
# there at once, so the less likely by chance it has to be.
RULES = (
    ("building", 3, 3, 0, 0.01),
    ("grid", 5, 4, 3, 0.01),
    ("community", 10, 6, 4, 0.001),
)
BASIS = "反复事件识别规则（初始）"


def fill(apps, schema_editor):
    rules = apps.get_model("cases", "RecurrenceRule").objects.using(schema_editor.connection.alias)
    rules.bulk_create(
        rules.model(
            scope=scope, window_weeks=4, minimum_cases=cases, minimum_reporters=reporters,
            minimum_buildings=buildings, tail=tail, past_weeks=52, least_past_weeks=8, growth=0.5,
            quiet_weeks=8, basis=BASIS, effective_from=SINCE,
        )
        for scope, cases, reporters, buildings, tail in RULES
    )  # fmt: skip


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0013_alike_cases'),
        ('divisions', '0004_grids_version'),
    ]

    operations = [
        migrations.CreateModel(
            name='GovernanceTopic',
            fields=[
                ('id', models.UUIDField(default=linli.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('number', models.CharField(db_collation='C', max_length=16, unique=True)),
                ('title', models.CharField(help_text='residents read it', max_length=80)),
                ('area', models.CharField(db_collation='C', max_length=15)),
                ('building_id', models.UUIDField(null=True)),
                ('status', models.CharField(default=linli.domains.cases.rules.topics.TopicStatus['PROPOSED'], max_length=10)),
                ('opened_at', models.DateTimeField()),
                ('opened_by', models.UUIDField(null=True)),
                ('taken_up_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(help_text='refused or closed', null=True)),
                ('owner_account', models.UUIDField(null=True)),
                ('category', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.category')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division')),
                ('owner_department', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.department')),
                ('previous', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='returned', to='cases.governancetopic')),
            ],
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
            name='TopicBaseline',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('by', models.UUIDField(null=True)),
                ('cases', models.PositiveIntegerField()),
                ('weeks', models.PositiveSmallIntegerField()),
                ('rate', models.DecimalField(decimal_places=2, help_text='cases a week', max_digits=8)),
                ('target', models.DecimalField(decimal_places=2, help_text='cases a week', max_digits=8)),
                ('quiet_weeks', models.PositiveSmallIntegerField()),
                ('reason', models.CharField(blank=True, max_length=400)),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division')),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='baselines', to='cases.governancetopic')),
            ],
            options={
                'ordering': ['at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='TopicEvidence',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('since', models.DateTimeField()),
                ('until', models.DateTimeField()),
                ('cases', models.PositiveIntegerField(help_text='matters: what was merged is one')),
                ('reporters', models.PositiveIntegerField()),
                ('buildings', models.PositiveIntegerField()),
                ('past_cases', models.PositiveIntegerField()),
                ('past_weeks', models.PositiveIntegerField()),
                ('chance', models.FloatField()),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division')),
                ('rule', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.recurrencerule')),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='cases.governancetopic')),
            ],
            options={
                'ordering': ['at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='EvidenceCase',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('case_id', models.UUIDField(db_index=True)),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division')),
                ('evidence', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='listed', to='cases.topicevidence')),
            ],
        ),
        migrations.CreateModel(
            name='TopicMeasure',
            fields=[
                ('id', models.UUIDField(default=linli.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('words', models.CharField(help_text='residents read it', max_length=400)),
                ('account', models.UUIDField(null=True)),
                ('due', models.DateField()),
                ('at', models.DateTimeField()),
                ('by', models.UUIDField(null=True)),
                ('done_at', models.DateTimeField(null=True)),
                ('done_by', models.UUIDField(null=True)),
                ('result', models.CharField(blank=True, max_length=400)),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division')),
                ('department', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.department')),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='measures', to='cases.governancetopic')),
            ],
            options={
                'ordering': ['due', 'at'],
            },
        ),
        migrations.CreateModel(
            name='TopicStep',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('kind', models.CharField(max_length=12)),
                ('by', models.UUIDField(null=True)),
                ('words', models.CharField(blank=True, max_length=1000)),
                ('details', models.JSONField(default=dict)),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division')),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='cases.governancetopic')),
            ],
            options={
                'ordering': ['at', 'id'],
            },
        ),
        migrations.AddIndex(
            model_name='governancetopic',
            index=models.Index(fields=['community', 'opened_at'], name='topics_of_a_community'),
        ),
        migrations.AddConstraint(
            model_name='governancetopic',
            constraint=models.UniqueConstraint(condition=models.Q(('status__in', (linli.domains.cases.rules.topics.TopicStatus['PROPOSED'], linli.domains.cases.rules.topics.TopicStatus['ADOPTED'], linli.domains.cases.rules.topics.TopicStatus['RUNNING']))), fields=('area', 'building_id', 'category'), name='a_place_has_one_open_topic_of_a_kind', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='governancetopic',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', [linli.domains.cases.rules.topics.TopicStatus['PROPOSED'], linli.domains.cases.rules.topics.TopicStatus['ADOPTED'], linli.domains.cases.rules.topics.TopicStatus['RUNNING'], linli.domains.cases.rules.topics.TopicStatus['CLOSED'], linli.domains.cases.rules.topics.TopicStatus['REFUSED']])), name='topic_status_is_known'),
        ),
        migrations.AddConstraint(
            model_name='governancetopic',
            constraint=models.CheckConstraint(condition=models.Q(('area__startswith', models.F('community'))), name='topic_area_lies_in_its_community'),
        ),
        migrations.AddConstraint(
            model_name='governancetopic',
            constraint=models.CheckConstraint(condition=models.Q(('taken_up_at', None), ('owner_department__isnull', False), ('owner_account__isnull', False), _connector='OR'), name='a_topic_taken_up_has_an_owner'),
        ),
        migrations.AddConstraint(
            model_name='governancetopic',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('status__in', (linli.domains.cases.rules.topics.TopicStatus['PROPOSED'], linli.domains.cases.rules.topics.TopicStatus['ADOPTED'], linli.domains.cases.rules.topics.TopicStatus['RUNNING']))), models.Q(models.Q(('status__in', (linli.domains.cases.rules.topics.TopicStatus['PROPOSED'], linli.domains.cases.rules.topics.TopicStatus['ADOPTED'], linli.domains.cases.rules.topics.TopicStatus['RUNNING'])), _negated=True), ('ended_at__isnull', False)), _connector='OR'), name='only_a_topic_that_ended_has_its_time'),
        ),
        migrations.AddConstraint(
            model_name='topicbaseline',
            constraint=models.CheckConstraint(condition=models.Q(('target__gt', 0), ('target__lte', models.F('rate'))), name='a_target_is_reachable_and_no_worse_than_the_baseline'),
        ),
        migrations.AddConstraint(
            model_name='topicbaseline',
            constraint=models.CheckConstraint(condition=models.Q(('quiet_weeks__range', (1, 52))), name='a_topic_stays_quiet_for_some_weeks'),
        ),
        migrations.AddConstraint(
            model_name='evidencecase',
            constraint=models.UniqueConstraint(fields=('evidence', 'case_id'), name='a_case_stands_once_in_evidence'),
        ),
        migrations.AddConstraint(
            model_name='topicmeasure',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('done_at', None), ('result', '')), models.Q(('done_at__isnull', False), models.Q(('result', ''), _negated=True)), _connector='OR'), name='a_measure_is_done_with_its_result'),
        ),
        migrations.AddConstraint(
            model_name='topicmeasure',
            constraint=models.CheckConstraint(condition=models.Q(('department__isnull', False), ('account__isnull', False), _connector='OR'), name='somebody_does_a_measure'),
        ),
        *(ProtectByCommunity(table) for table in PROTECTED),
        *(
            migrations.RunSQL(KEEP.format(table=table), RELEASE.format(table=table))
            for table in KEPT
        ),
        migrations.RunSQL(
            "CREATE SEQUENCE cases_topic_serial MAXVALUE 9999 CYCLE",
            "DROP SEQUENCE cases_topic_serial",
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
