"""What meetings remember."""

import django.db.models.deletion
import django.db.models.expressions
import linli.domains.meetings.rules
import linli.kernel.ids
import linli.platform.database.secrecy
from django.db import migrations, models

from linli.platform.database.together import Together


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('divisions', '0004_grids_version'),
    ]

    operations = [Together([
        migrations.CreateModel(
            name='Majority',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=12)),
                ('purpose', models.CharField(max_length=10)),
                ('numerator', models.PositiveSmallIntegerField()),
                ('denominator', models.PositiveSmallIntegerField()),
                ('is_strict', models.BooleanField(help_text='more than the share, not just the share')),
                ('basis', models.CharField(help_text='the rule this majority comes from', max_length=120)),
                ('effective_from', models.DateTimeField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('kind', 'purpose', 'effective_from'), name='one_majority_at_a_time'), models.CheckConstraint(condition=models.Q(('kind__in', [linli.domains.meetings.rules.Kind['FOUR_PARTY'], linli.domains.meetings.rules.Kind['PARTY_JOINT'], linli.domains.meetings.rules.Kind['RESIDENTS'], linli.domains.meetings.rules.Kind['SUPERVISION']])), name='majority_kind_is_known'), models.CheckConstraint(condition=models.Q(('purpose__in', [linli.domains.meetings.rules.Purpose['QUORUM'], linli.domains.meetings.rules.Purpose['ADOPTION']])), name='majority_purpose_is_known'), models.CheckConstraint(condition=models.Q(('denominator__gte', models.F('numerator')), ('numerator__gt', 0)), name='a_majority_is_a_share')],
            },
        ),
        migrations.CreateModel(
            name='Body',
            fields=[
                ('id', models.UUIDField(default=linli.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division')),
                ('area', models.CharField(db_collation='C', max_length=15)),
                ('kind', models.CharField(max_length=12)),
                ('name', models.CharField(max_length=60)),
                ('founded_on', models.DateField()),
            ],
            options={
                'ordering': ['area', 'name'],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', [linli.domains.meetings.rules.Kind['FOUR_PARTY'], linli.domains.meetings.rules.Kind['PARTY_JOINT'], linli.domains.meetings.rules.Kind['RESIDENTS'], linli.domains.meetings.rules.Kind['SUPERVISION']])), name='body_kind_is_known'), models.UniqueConstraint(fields=('area', 'name'), name='bodies_of_a_place_differ')],
            },
        ),
        migrations.CreateModel(
            name='Seat',
            fields=[
                ('id', models.UUIDField(default=linli.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='meetings.body')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division')),
                ('name', models.CharField(help_text='of a person or of a unit', max_length=40)),
                ('side', models.CharField(blank=True, help_text='whom they speak for', max_length=40)),
                ('account_id', models.UUIDField(help_text='with which they work here, if they do', null=True)),
                ('is_chair', models.BooleanField(default=False)),
                ('since', models.DateField()),
                ('term_ends_on', models.DateField(null=True)),
                ('left_on', models.DateField(null=True)),
            ],
            options={
                'ordering': ['-is_chair', 'since', 'id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('is_chair', True), ('left_on', None)), fields=('body',), name='a_body_has_one_chair'), models.UniqueConstraint(condition=models.Q(('left_on', None)), fields=('body', 'account_id'), name='an_account_has_one_seat_on_a_body'), models.CheckConstraint(condition=models.Q(('term_ends_on', None), ('term_ends_on__gt', models.F('since')), _connector='OR'), name='a_term_ends_after_it_begins')],
            },
        ),
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.UUIDField(default=linli.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='meetings.body')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division')),
                ('area', models.CharField(db_collation='C', max_length=15)),
                ('serial', models.PositiveIntegerField()),
                ('at', models.DateTimeField()),
                ('location', models.CharField(max_length=80)),
                ('status', models.CharField(default=linli.domains.meetings.rules.Status['CALLED'], max_length=10)),
                ('called_at', models.DateTimeField()),
                ('opened_at', models.DateTimeField(null=True)),
                ('quorum', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='meetings.majority')),
                ('why_cancelled', models.CharField(blank=True, max_length=200)),
                ('digest', models.CharField(blank=True, max_length=64)),
                ('chair_by', models.UUIDField(null=True)),
                ('chair_at', models.DateTimeField(null=True)),
                ('recorder_by', models.UUIDField(null=True)),
                ('recorder_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ['-at', 'id'],
                'indexes': [models.Index(fields=['area', '-at'], name='meetings_newest_of_an_area')],
                'constraints': [models.UniqueConstraint(fields=('body', 'serial'), name='meetings_of_a_body_count_up'), models.CheckConstraint(condition=models.Q(('status__in', [linli.domains.meetings.rules.Status['CALLED'], linli.domains.meetings.rules.Status['SITTING'], linli.domains.meetings.rules.Status['SIGNING'], linli.domains.meetings.rules.Status['SIGNED'], linli.domains.meetings.rules.Status['CANCELLED']])), name='meeting_status_is_known'), models.CheckConstraint(condition=models.Q(('chair_by', None), ('recorder_by', None), models.Q(('chair_by', models.F('recorder_by')), _negated=True), _connector='OR'), name='chair_and_recorder_are_two_people'), models.CheckConstraint(condition=models.Q(models.Q(('status', linli.domains.meetings.rules.Status['SIGNED']), _negated=True), models.Q(('chair_by__isnull', False), ('recorder_by__isnull', False), models.Q(('digest', ''), _negated=True)), _connector='OR'), name='signed_minutes_have_both_names_and_a_digest')],
            },
        ),
        migrations.CreateModel(
            name='Attendance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendance', to='meetings.meeting')),
                ('seat', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='meetings.seat')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division')),
                ('presence', models.CharField(default=linli.domains.meetings.rules.Presence['INVITED'], max_length=10)),
                ('was_told', models.BooleanField(help_text='by a message here; others are to be telephoned')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('meeting', 'seat'), name='a_seat_attends_once'), models.CheckConstraint(condition=models.Q(('presence__in', [linli.domains.meetings.rules.Presence['INVITED'], linli.domains.meetings.rules.Presence['PRESENT'], linli.domains.meetings.rules.Presence['APOLOGY'], linli.domains.meetings.rules.Presence['ABSENT']])), name='presence_is_known')],
            },
        ),
        migrations.CreateModel(
            name='Item',
            fields=[
                ('id', models.UUIDField(default=linli.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='meetings.meeting')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division')),
                ('place', models.PositiveSmallIntegerField()),
                ('title', models.CharField(max_length=120)),
                ('raised_by', models.UUIDField(null=True)),
                ('is_review', models.BooleanField(default=False, help_text='of what was resolved before')),
                ('minutes', linli.platform.database.secrecy.EncryptedTextField(blank=True)),
                ('resolution', models.CharField(blank=True, max_length=400)),
                ('votes_for', models.PositiveSmallIntegerField(null=True)),
                ('votes_against', models.PositiveSmallIntegerField(null=True)),
                ('votes_abstained', models.PositiveSmallIntegerField(null=True)),
                ('present', models.PositiveSmallIntegerField(help_text='the whole of the majority', null=True)),
                ('majority', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='meetings.majority')),
                ('is_adopted', models.BooleanField(null=True)),
            ],
            options={
                'ordering': ['place'],
                'constraints': [models.UniqueConstraint(fields=('meeting', 'place'), name='an_agenda_counts_up'), models.CheckConstraint(condition=models.Q(('is_adopted', None), ('present__gte', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('votes_for'), '+', models.F('votes_against')), '+', models.F('votes_abstained'))), _connector='OR'), name='nobody_votes_twice_on_an_item')],
            },
        ),
        migrations.CreateModel(
            name='Duty',
            fields=[
                ('id', models.UUIDField(default=linli.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='duties', to='meetings.item')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division')),
                ('area', models.CharField(db_collation='C', max_length=15)),
                ('seat', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='meetings.seat')),
                ('task', models.CharField(max_length=200)),
                ('days', models.PositiveSmallIntegerField(help_text='working days from the meeting')),
                ('calendar_version', models.PositiveIntegerField()),
                ('due_at', models.DateTimeField()),
                ('status', models.CharField(default=linli.domains.meetings.rules.Duty['DUE'], max_length=10)),
                ('evidence', models.CharField(blank=True, max_length=400)),
                ('reported_at', models.DateTimeField(null=True)),
                ('reported_by', models.UUIDField(null=True)),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('confirmed_by', models.UUIDField(null=True)),
                ('sent_back_for', models.CharField(blank=True, max_length=200)),
                ('reminded_for', models.CharField(blank=True, max_length=8)),
                ('sent_at', models.DateTimeField(help_text='to be handled as a case', null=True)),
                ('case_id', models.UUIDField(help_text='the case that it became', null=True)),
                ('case_number', models.CharField(blank=True, db_collation='C', max_length=16)),
            ],
            options={
                'ordering': ['due_at', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', [linli.domains.meetings.rules.Duty['DUE'], linli.domains.meetings.rules.Duty['REPORTED'], linli.domains.meetings.rules.Duty['CONFIRMED']])), name='duty_status_is_known'), models.CheckConstraint(condition=models.Q(('confirmed_by', None), models.Q(('confirmed_by', models.F('reported_by')), _negated=True), _connector='OR'), name='nobody_confirms_their_own_duty'), models.CheckConstraint(condition=models.Q(models.Q(('status', linli.domains.meetings.rules.Duty['CONFIRMED']), _negated=True), models.Q(('confirmed_at__isnull', False), models.Q(('evidence', ''), _negated=True)), _connector='OR'), name='a_confirmed_duty_has_evidence'), models.UniqueConstraint(fields=('case_id',), name='a_case_is_of_one_duty')],
            },
        ),
    ])]
