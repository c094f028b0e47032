"""Everything that mediation remembers."""

import django.contrib.postgres.fields
import django.db.models.deletion
import linli.domains.mediation.rules
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
            name='Kind',
            fields=[
                ('code', models.SlugField(max_length=20, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=40)),
                ('name_en', models.CharField(max_length=60)),
                ('is_active', models.BooleanField(default=True)),
                ('place', models.PositiveSmallIntegerField()),
            ],
            options={
                'ordering': ['place'],
            },
        ),
        migrations.CreateModel(
            name='TimeLimit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=10)),
                ('amount', models.PositiveIntegerField()),
                ('unit', models.CharField(max_length=12)),
                ('basis', models.CharField(help_text='the rule this limit comes from', max_length=120)),
                ('effective_from', models.DateTimeField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('kind', 'effective_from'), name='one_mediation_limit_at_a_time'), models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='a_mediation_limit_leaves_time')],
            },
        ),
        migrations.CreateModel(
            name='Mediator',
            fields=[
                ('id', models.UUIDField(default=linli.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division')),
                ('area', models.CharField(db_collation='C', max_length=15)),
                ('name', models.CharField(max_length=40)),
                ('account_id', models.UUIDField(help_text='with which they work here, if they do', null=True)),
                ('is_head', models.BooleanField(default=False)),
                ('appointed_on', models.DateField()),
                ('left_on', models.DateField(null=True)),
            ],
            options={
                'ordering': ['-is_head', 'name'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('is_head', True), ('left_on', None)), fields=('community',), name='a_committee_has_one_head'), models.UniqueConstraint(condition=models.Q(('left_on', None)), fields=('community', 'account_id'), name='an_account_is_one_mediator')],
            },
        ),
        migrations.CreateModel(
            name='Dispute',
            fields=[
                ('id', models.UUIDField(default=linli.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('number', models.CharField(db_collation='C', max_length=17, unique=True)),
                ('submission_id', models.UUIDField(null=True, unique=True)),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division')),
                ('area', models.CharField(db_collation='C', max_length=15)),
                ('source', models.CharField(max_length=8)),
                ('case_id', models.UUIDField(null=True)),
                ('case_cycle', models.PositiveSmallIntegerField(null=True)),
                ('case_number', models.CharField(blank=True, db_collation='C', max_length=16)),
                ('kind', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='mediation.kind')),
                ('subject', models.CharField(help_text='what it is about, without names', max_length=80)),
                ('statement', linli.platform.database.secrecy.EncryptedTextField(blank=True)),
                ('location', models.CharField(blank=True, max_length=200)),
                ('status', models.CharField(default=linli.domains.mediation.rules.Status['ASKED'], max_length=12)),
                ('version', models.PositiveIntegerField(default=0)),
                ('opened_by', models.UUIDField(null=True)),
                ('opened_at', models.DateTimeField()),
                ('began_at', models.DateTimeField(null=True)),
                ('concluded_at', models.DateTimeField(help_text='when the talks were over', null=True)),
                ('ending', models.CharField(blank=True, max_length=10)),
                ('clock', models.JSONField(default=list)),
                ('due_at', models.DateTimeField()),
                ('provisional', models.BooleanField(default=False)),
                ('extensions', models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('status__in', (linli.domains.mediation.rules.Status['ASKED'], linli.domains.mediation.rules.Status['MEDIATING'], linli.domains.mediation.rules.Status['SUSPENDED'], linli.domains.mediation.rules.Status['SIGNING'], linli.domains.mediation.rules.Status['IN_EFFECT'], linli.domains.mediation.rules.Status['UNPERFORMED']))), fields=['community', 'due_at'], name='open_disputes_by_deadline'), models.Index(fields=['community', 'concluded_at'], name='disputes_by_conclusion')],
                'constraints': [models.UniqueConstraint(fields=('case_id', 'case_cycle'), name='a_case_is_mediated_once_a_cycle'), models.CheckConstraint(condition=models.Q(('status__in', [linli.domains.mediation.rules.Status['ASKED'], linli.domains.mediation.rules.Status['MEDIATING'], linli.domains.mediation.rules.Status['SUSPENDED'], linli.domains.mediation.rules.Status['SIGNING'], linli.domains.mediation.rules.Status['IN_EFFECT'], linli.domains.mediation.rules.Status['PERFORMED'], linli.domains.mediation.rules.Status['UNPERFORMED'], linli.domains.mediation.rules.Status['ENDED']])), name='dispute_status_is_known'), models.CheckConstraint(condition=models.Q(('source__in', [linli.domains.mediation.rules.Source['COUNTER'], linli.domains.mediation.rules.Source['CASE']])), name='dispute_source_is_known'), models.CheckConstraint(condition=models.Q(('ending__in', ['', linli.domains.mediation.rules.Ending['AGREEMENT'], linli.domains.mediation.rules.Ending['REFUSED'], linli.domains.mediation.rules.Ending['STOPPED'], linli.domains.mediation.rules.Ending['FAILED'], linli.domains.mediation.rules.Ending['WITHDRAWN'], linli.domains.mediation.rules.Ending['POLICE'], linli.domains.mediation.rules.Ending['COURT']])), name='dispute_ending_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('concluded_at', None), ('ending', ''), ('status__in', (linli.domains.mediation.rules.Status['ASKED'], linli.domains.mediation.rules.Status['MEDIATING'], linli.domains.mediation.rules.Status['SUSPENDED'], linli.domains.mediation.rules.Status['SIGNING']))), models.Q(('concluded_at__isnull', False), ('status', linli.domains.mediation.rules.Status['ENDED']), models.Q(('ending__in', ['', linli.domains.mediation.rules.Ending['AGREEMENT']]), _negated=True)), models.Q(('concluded_at__isnull', False), ('ending', linli.domains.mediation.rules.Ending['AGREEMENT']), ('status__in', (linli.domains.mediation.rules.Status['IN_EFFECT'], linli.domains.mediation.rules.Status['PERFORMED'], linli.domains.mediation.rules.Status['UNPERFORMED']))), _connector='OR'), name='talks_that_are_over_have_an_ending'), models.CheckConstraint(condition=models.Q(('area__startswith', models.F('community'))), name='dispute_area_lies_in_its_community')],
            },
        ),
        migrations.CreateModel(
            name='Party',
            fields=[
                ('id', models.UUIDField(default=linli.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('dispute', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parties', to='mediation.dispute')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division')),
                ('place', models.PositiveSmallIntegerField(help_text='1 is 甲方, 2 is 乙方, and so on')),
                ('name', linli.platform.database.secrecy.EncryptedTextField()),
                ('phone', linli.platform.database.secrecy.EncryptedTextField(blank=True)),
                ('consent', models.CharField(blank=True, max_length=8)),
                ('consent_how', models.CharField(blank=True, max_length=10)),
                ('consent_at', models.DateTimeField(null=True)),
                ('consent_noted_by', models.UUIDField(null=True)),
            ],
            options={
                'ordering': ['place'],
                'constraints': [models.UniqueConstraint(fields=('dispute', 'place'), name='parties_have_own_places'), models.CheckConstraint(condition=models.Q(models.Q(('consent', ''), ('consent_at', None), ('consent_how', '')), models.Q(('consent__in', [linli.domains.mediation.rules.Consent['AGREED'], linli.domains.mediation.rules.Consent['REFUSED']]), ('consent_at__isnull', False), models.Q(('consent_how', ''), _negated=True)), _connector='OR'), name='a_consent_says_how_and_when')],
            },
        ),
        migrations.CreateModel(
            name='Step',
            fields=[
                ('id', models.UUIDField(default=linli.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('dispute', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='mediation.dispute')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division')),
                ('at', models.DateTimeField()),
                ('kind', models.CharField(max_length=12)),
                ('by', models.UUIDField(null=True)),
                ('words', linli.platform.database.secrecy.EncryptedTextField(blank=True)),
                ('details', models.JSONField(default=dict)),
            ],
            options={
                'ordering': ['at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Agreement',
            fields=[
                ('id', models.UUIDField(default=linli.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('dispute', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='agreements', to='mediation.dispute')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division')),
                ('form', models.CharField(max_length=8)),
                ('terms', linli.platform.database.secrecy.EncryptedTextField()),
                ('digest', models.CharField(max_length=64)),
                ('written_at', models.DateTimeField()),
                ('written_by', models.UUIDField(null=True)),
                ('torn_at', models.DateTimeField(null=True)),
                ('effective_on', models.DateField(null=True)),
                ('confirm_by', models.DateField(null=True)),
            ],
            options={
                'ordering': ['written_at'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('torn_at', None)), fields=('dispute',), name='one_agreement_stands'), models.CheckConstraint(condition=models.Q(('torn_at', None), ('effective_on', None), _connector='OR'), name='what_is_torn_up_never_takes_effect'), models.CheckConstraint(condition=models.Q(models.Q(('confirm_by', None), ('effective_on', None)), models.Q(('confirm_by__gt', models.F('effective_on')), ('effective_on__isnull', False)), _connector='OR'), name='an_effect_has_a_last_day_for_the_court')],
            },
        ),
        migrations.CreateModel(
            name='Seat',
            fields=[
                ('id', models.UUIDField(default=linli.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('dispute', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='seats', to='mediation.dispute')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division')),
                ('mediator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='mediation.mediator')),
                ('status', models.CharField(default=linli.domains.mediation.rules.Seat['PROPOSED'], max_length=10)),
                ('relation', models.CharField(max_length=10)),
                ('chosen_by', models.CharField(max_length=10)),
                ('named_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['named_at', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', [linli.domains.mediation.rules.Seat['PROPOSED'], linli.domains.mediation.rules.Seat['ACCEPTED'], linli.domains.mediation.rules.Seat['CHALLENGED'], linli.domains.mediation.rules.Seat['RECUSED']])), name='seat_status_is_known'), models.CheckConstraint(condition=models.Q(('relation__in', [linli.domains.mediation.rules.Relation['AGENT'], linli.domains.mediation.rules.Relation['PARTY'], linli.domains.mediation.rules.Relation['RELATIVE']]), _negated=True), name='nobody_near_a_party_mediates'), models.UniqueConstraint(condition=models.Q(('status__in', (linli.domains.mediation.rules.Seat['PROPOSED'], linli.domains.mediation.rules.Seat['ACCEPTED'], linli.domains.mediation.rules.Seat['CHALLENGED']))), fields=('dispute', 'mediator'), name='a_mediator_sits_once_in_a_dispute')],
            },
        ),
        migrations.CreateModel(
            name='Sitting',
            fields=[
                ('id', models.UUIDField(default=linli.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('dispute', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sittings', to='mediation.dispute')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division')),
                ('at', models.DateTimeField()),
                ('location', models.CharField(max_length=80)),
                ('in_public', models.BooleanField(default=False)),
                ('reminded_at', models.DateTimeField(null=True)),
                ('present', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None)),
                ('minutes', linli.platform.database.secrecy.EncryptedTextField(blank=True)),
                ('minuted_at', models.DateTimeField(null=True)),
                ('minuted_by', models.UUIDField(null=True)),
            ],
            options={
                'ordering': ['at'],
                'indexes': [models.Index(condition=models.Q(('reminded_at', None)), fields=['at'], name='mediation_sitting_to_tell')],
            },
        ),
        migrations.CreateModel(
            name='Alarm',
            fields=[
                ('id', models.UUIDField(default=linli.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('dispute', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='alarms', to='mediation.dispute')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division')),
                ('risk', models.CharField(max_length=10)),
                ('told', models.CharField(help_text='which police station or line was told', max_length=80)),
                ('receipt', models.CharField(blank=True, help_text='its number there', max_length=40)),
                ('report', linli.platform.database.secrecy.EncryptedTextField()),
                ('at', models.DateTimeField()),
                ('due_at', models.DateTimeField()),
                ('clock', models.JSONField(default=list)),
                ('answer', linli.platform.database.secrecy.EncryptedTextField(blank=True)),
                ('answered_at', models.DateTimeField(null=True)),
                ('reminded_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ['at'],
            },
        ),
        migrations.CreateModel(
            name='Signature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='signatures', to='mediation.agreement')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division')),
                ('signer', models.CharField(max_length=10)),
                ('whose', models.CharField(blank=True, max_length=36)),
                ('mark', models.CharField(max_length=12)),
                ('signed_on', models.DateField()),
                ('at', models.DateTimeField()),
                ('noted_by', models.UUIDField(null=True)),
            ],
            options={
                'ordering': ['at'],
                'constraints': [models.UniqueConstraint(fields=('agreement', 'signer', 'whose'), name='everybody_signs_once'), models.CheckConstraint(condition=models.Q(('signer__in', [linli.domains.mediation.rules.Signer['PARTY'], linli.domains.mediation.rules.Signer['MEDIATOR'], linli.domains.mediation.rules.Signer['COMMITTEE']])), name='signer_is_known')],
            },
        ),
        migrations.CreateModel(
            name='Duty',
            fields=[
                ('id', models.UUIDField(default=linli.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='duties', to='mediation.agreement')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division')),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='mediation.party')),
                ('place', models.PositiveSmallIntegerField()),
                ('task', linli.platform.database.secrecy.EncryptedTextField()),
                ('due_on', models.DateField()),
                ('status', models.CharField(default=linli.domains.mediation.rules.Performance['DUE'], max_length=14)),
                ('reminded_for', models.CharField(blank=True, help_text='soon, then late', max_length=8)),
            ],
            options={
                'ordering': ['place'],
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', [linli.domains.mediation.rules.Performance['DUE'], linli.domains.mediation.rules.Performance['PERFORMED'], linli.domains.mediation.rules.Performance['NOT_PERFORMED']])), name='performance_is_known')],
            },
        ),
        migrations.CreateModel(
            name='Confirmation',
            fields=[
                ('agreement', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='confirmation', serialize=False, to='mediation.agreement')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division')),
                ('court', models.CharField(max_length=60)),
                ('applied_on', models.DateField()),
                ('state', models.CharField(default=linli.domains.mediation.rules.Court['APPLIED'], max_length=12)),
                ('decided_on', models.DateField(null=True)),
                ('paper', models.CharField(blank=True, help_text="number of the court's paper", max_length=60)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', [linli.domains.mediation.rules.Court['APPLIED'], linli.domains.mediation.rules.Court['CONFIRMED'], linli.domains.mediation.rules.Court['REFUSED'], linli.domains.mediation.rules.Court['NOT_ACCEPTED']])), name='court_answer_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('decided_on', None), ('state', linli.domains.mediation.rules.Court['APPLIED'])), models.Q(models.Q(('state', linli.domains.mediation.rules.Court['APPLIED']), _negated=True), ('decided_on__gte', models.F('applied_on'))), _connector='OR'), name='an_answer_of_the_court_has_its_day')],
            },
        ),
        migrations.CreateModel(
            name='Acceptance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seat', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='acceptances', to='mediation.seat')),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='mediation.party')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division')),
                ('how', models.CharField(max_length=10)),
                ('at', models.DateTimeField()),
                ('noted_by', models.UUIDField(null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('seat', 'party'), name='a_party_accepts_once')],
            },
        ),
        migrations.CreateModel(
            name='Challenge',
            fields=[
                ('id', models.UUIDField(default=linli.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('seat', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='challenges', to='mediation.seat')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division')),
                ('party', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='mediation.party')),
                ('relation', models.CharField(max_length=10)),
                ('reason', linli.platform.database.secrecy.EncryptedTextField()),
                ('at', models.DateTimeField()),
                ('upheld', models.BooleanField(null=True)),
                ('ruling', linli.platform.database.secrecy.EncryptedTextField(blank=True)),
                ('ruled_at', models.DateTimeField(null=True)),
                ('ruled_by', models.UUIDField(null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('upheld', None)), fields=('seat',), name='one_challenge_waits_for_a_ruling')],
            },
        ),
        migrations.CreateModel(
            name='Visit',
            fields=[
                ('id', models.UUIDField(default=linli.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('duty', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='visits', to='mediation.duty')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division')),
                ('at', models.DateTimeField()),
                ('by', models.UUIDField(null=True)),
                ('performed', models.BooleanField()),
                ('note', linli.platform.database.secrecy.EncryptedTextField(blank=True)),
            ],
            options={
                'ordering': ['at'],
            },
        ),
    ])]
