"""Deliberations; what was said in them is added and never changed."""

import django.db.models.deletion
import linli.domains.council.rules.deliberation
import linli.kernel.ids
import linli.platform.database.secrecy
from django.db import migrations, models


from linli.platform.database.protection import ProtectByCommunity

TABLES = (
    "council_deliberation", "council_entry", "council_participant", "council_contribution",
    "council_opinion", "council_helpful", "council_moderation", "council_opinionround",
)  # fmt: skip
# What stays of a row that was added; a sealed column isn't named, since a new key writes it anew.
STAYS = {
    "council_entry": "id, deliberation_id, community_id, way, entered_by, entered_on",
    "council_participant": "id, deliberation_id, community_id, person, way, joined_on",
    "council_contribution": "id, deliberation_id, community_id, number, form, about_id, text,"
    " author, is_seed, entry_id, made_at",
    "council_opinion": "id, deliberation_id, community_id, participant_id, statement_id, said,"
    " said_on, entry_id",
    "council_helpful": "id, argument_id, community_id, reader",
    "council_moderation": "id, contribution_id, deliberation_id, community_id, step, reason,"
    " taken_at, taken_by",
    "council_opinionround": "id, deliberation_id, community_id, version, made_at, last_opinion,"
    " votes, shown, wanted, rounds_wanted, told, inner",
    "council_deliberation": "id, area, question, background, publishing, proposal_id, opened_at,"
    " opened_by, opens_at, closes_at",
}
KEEP = """
CREATE TRIGGER {table}_is_kept AFTER UPDATE ON {table} FOR EACH ROW
    WHEN (({old}) IS DISTINCT FROM ({new})) EXECUTE FUNCTION council_refuse();
CREATE TRIGGER {table}_is_never_deleted AFTER DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION council_refuse();
CREATE TRIGGER {table}_is_never_emptied BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION council_refuse();
"""
RELEASE = """
DROP TRIGGER {table}_is_kept ON {table};
DROP TRIGGER {table}_is_never_deleted ON {table};
DROP TRIGGER {table}_is_never_emptied ON {table};
"""
KEEP_DIGEST = """
CREATE TRIGGER a_frozen_digest_is_kept AFTER UPDATE ON council_deliberation FOR EACH ROW
    WHEN (OLD.frozen_at IS NOT NULL) EXECUTE FUNCTION council_refuse();
"""


def keep(table: str) -> migrations.RunSQL:
    names = [each.strip() for each in STAYS[table].split(",")]
    old, new = (", ".join(f'{row}."{each}"' for each in names) for row in ("OLD", "NEW"))
    return migrations.RunSQL(
        KEEP.format(table=table, old=old, new=new), RELEASE.format(table=table)
    )


class Migration(migrations.Migration):

    dependencies = [
        ('council', '0002_kept'),
        ('divisions', '0004_grids_version'),
    ]

    operations = [
        migrations.CreateModel(
            name='Deliberation',
            fields=[
                ('id', models.UUIDField(default=linli.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('area', models.CharField(db_collation='C', max_length=15)),
                ('question', models.CharField(max_length=120)),
                ('background', models.TextField(blank=True)),
                ('publishing', models.CharField(default=linli.domains.council.rules.deliberation.Publishing['BEFORE'], max_length=6)),
                ('proposal_id', models.UUIDField(help_text='the proposal that it is about, if any', null=True)),
                ('opened_at', models.DateTimeField()),
                ('opened_by', models.UUIDField(null=True)),
                ('opens_at', models.DateTimeField()),
                ('closes_at', models.DateTimeField()),
                ('frozen_at', models.DateTimeField(null=True)),
                ('digest', models.TextField(blank=True, help_text='canonical JSON, byte for byte')),
                ('digest_hash', models.CharField(blank=True, help_text='SHA-256 of the digest', max_length=64)),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division')),
            ],
            options={
                'ordering': ['-opens_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.UUIDField(default=linli.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('way', models.CharField(max_length=5)),
                ('witness', linli.platform.database.secrecy.EncryptedTextField()),
                ('entered_by', models.UUIDField(null=True)),
                ('entered_on', models.DateField()),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division')),
                ('deliberation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='council.deliberation')),
            ],
        ),
        migrations.CreateModel(
            name='Contribution',
            fields=[
                ('id', models.UUIDField(default=linli.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('form', models.CharField(max_length=9)),
                ('text', models.CharField(max_length=500)),
                ('standing', models.CharField(max_length=7)),
                ('author', models.CharField(blank=True, db_collation='C', help_text='blind', max_length=32)),
                ('is_seed', models.BooleanField(default=False)),
                ('made_at', models.DateTimeField()),
                ('about', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='arguments', to='council.contribution')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division')),
                ('deliberation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contributions', to='council.deliberation')),
                ('entry', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='council.entry')),
            ],
            options={
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='Helpful',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reader', models.CharField(db_collation='C', help_text='blind', max_length=32)),
                ('argument', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='helpful', to='council.contribution')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division')),
            ],
        ),
        migrations.CreateModel(
            name='Moderation',
            fields=[
                ('id', models.UUIDField(default=linli.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('step', models.CharField(max_length=7)),
                ('reason', models.CharField(blank=True, max_length=11)),
                ('words', linli.platform.database.secrecy.EncryptedTextField(blank=True)),
                ('taken_at', models.DateTimeField()),
                ('taken_by', models.UUIDField(help_text='who works here; never who appealed', null=True)),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division')),
                ('contribution', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='moderations', to='council.contribution')),
                ('deliberation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='moderations', to='council.deliberation')),
            ],
            options={
                'ordering': ['taken_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='OpinionRound',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField()),
                ('made_at', models.DateTimeField()),
                ('last_opinion', models.BigIntegerField(help_text='the id up to which votes were counted')),
                ('votes', models.PositiveIntegerField()),
                ('shown', models.PositiveSmallIntegerField(help_text='groups that people are shown')),
                ('wanted', models.PositiveSmallIntegerField(help_text='groups that the mathematics wants')),
                ('rounds_wanted', models.PositiveSmallIntegerField()),
                ('told', models.JSONField()),
                ('inner', models.JSONField()),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division')),
                ('deliberation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rounds', to='council.deliberation')),
            ],
            options={
                'ordering': ['-version'],
            },
        ),
        migrations.CreateModel(
            name='Participant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.CharField(db_collation='C', help_text='blind, of this one alone', max_length=32)),
                ('way', models.CharField(max_length=5)),
                ('joined_on', models.DateField()),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division')),
                ('deliberation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='participants', to='council.deliberation')),
            ],
        ),
        migrations.CreateModel(
            name='Opinion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('said', models.SmallIntegerField()),
                ('said_on', models.DateField()),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division')),
                ('deliberation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='opinions', to='council.deliberation')),
                ('entry', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='council.entry')),
                ('statement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='opinions', to='council.contribution')),
                ('participant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='opinions', to='council.participant')),
            ],
        ),
        migrations.AddIndex(
            model_name='deliberation',
            index=models.Index(fields=['area', '-opens_at'], name='council_talks_of_an_area'),
        ),
        migrations.AddIndex(
            model_name='deliberation',
            index=models.Index(condition=models.Q(('frozen_at', None)), fields=['closes_at'], name='council_talk_to_freeze'),
        ),
        migrations.AddConstraint(
            model_name='deliberation',
            constraint=models.CheckConstraint(condition=models.Q(('opens_at__lt', models.F('closes_at'))), name='a_deliberation_opens_before_it_closes'),
        ),
        migrations.AddConstraint(
            model_name='deliberation',
            constraint=models.CheckConstraint(condition=models.Q(('publishing__in', [linli.domains.council.rules.deliberation.Publishing['BEFORE'], linli.domains.council.rules.deliberation.Publishing['AFTER']])), name='publishing_is_known'),
        ),
        migrations.AddConstraint(
            model_name='deliberation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('digest', ''), ('digest_hash', ''), ('frozen_at', None)), models.Q(('frozen_at__isnull', False), models.Q(('digest', ''), _negated=True), models.Q(('digest_hash', ''), _negated=True)), _connector='OR'), name='a_frozen_deliberation_has_its_digest'),
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.CheckConstraint(condition=models.Q(('way__in', [linli.domains.council.rules.deliberation.Way['PAPER'], linli.domains.council.rules.deliberation.Way['PHONE']])), name='what_is_entered_came_on_paper_or_by_phone'),
        ),
        migrations.AddIndex(
            model_name='contribution',
            index=models.Index(condition=models.Q(('standing', linli.domains.council.rules.deliberation.Standing['WAITING'])), fields=['deliberation'], name='council_to_moderate'),
        ),
        migrations.AddIndex(
            model_name='contribution',
            index=models.Index(fields=['deliberation', 'author'], name='council_words_of_an_author'),
        ),
        migrations.AddConstraint(
            model_name='contribution',
            constraint=models.UniqueConstraint(fields=('deliberation', 'number'), name='contributions_are_numbered'),
        ),
        migrations.AddConstraint(
            model_name='contribution',
            constraint=models.CheckConstraint(condition=models.Q(('form__in', [linli.domains.council.rules.deliberation.Form['STATEMENT'], linli.domains.council.rules.deliberation.Form['FOR'], linli.domains.council.rules.deliberation.Form['AGAINST']])), name='form_is_known'),
        ),
        migrations.AddConstraint(
            model_name='contribution',
            constraint=models.CheckConstraint(condition=models.Q(('standing__in', [linli.domains.council.rules.deliberation.Standing['WAITING'], linli.domains.council.rules.deliberation.Standing['SHOWN'], linli.domains.council.rules.deliberation.Standing['REMOVED']])), name='standing_is_known'),
        ),
        migrations.AddConstraint(
            model_name='contribution',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('form', linli.domains.council.rules.deliberation.Form['STATEMENT']), _negated=True), ('about', None), _connector='OR'), name='a_statement_stands_for_itself'),
        ),
        migrations.AddConstraint(
            model_name='helpful',
            constraint=models.UniqueConstraint(fields=('argument', 'reader'), name='a_reader_marks_an_argument_once'),
        ),
        migrations.AddConstraint(
            model_name='moderation',
            constraint=models.CheckConstraint(condition=models.Q(('step__in', [linli.domains.council.rules.deliberation.Step['PUBLISH'], linli.domains.council.rules.deliberation.Step['REMOVE'], linli.domains.council.rules.deliberation.Step['APPEAL'], linli.domains.council.rules.deliberation.Step['RESTORE'], linli.domains.council.rules.deliberation.Step['DISMISS']])), name='step_is_known'),
        ),
        migrations.AddConstraint(
            model_name='moderation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('step', linli.domains.council.rules.deliberation.Step['REMOVE']), _negated=True), ('reason__in', [linli.domains.council.rules.deliberation.Reason['OFF_TOPIC'], linli.domains.council.rules.deliberation.Reason['SEVERAL'], linli.domains.council.rules.deliberation.Reason['REPEATED'], linli.domains.council.rules.deliberation.Reason['PERSONAL'], linli.domains.council.rules.deliberation.Reason['INSULT'], linli.domains.council.rules.deliberation.Reason['ADVERTISING'], linli.domains.council.rules.deliberation.Reason['UNLAWFUL']]), _connector='OR'), name='what_is_taken_out_has_its_rule'),
        ),
        migrations.AddConstraint(
            model_name='moderation',
            constraint=models.UniqueConstraint(condition=models.Q(('step', linli.domains.council.rules.deliberation.Step['APPEAL'])), fields=('contribution',), name='a_contribution_is_appealed_once'),
        ),
        migrations.AddConstraint(
            model_name='opinionround',
            constraint=models.UniqueConstraint(fields=('deliberation', 'version'), name='rounds_are_numbered'),
        ),
        migrations.AddConstraint(
            model_name='participant',
            constraint=models.UniqueConstraint(fields=('deliberation', 'person'), name='a_person_takes_part_once'),
        ),
        migrations.AddConstraint(
            model_name='participant',
            constraint=models.CheckConstraint(condition=models.Q(('way__in', [linli.domains.council.rules.deliberation.Way['WEB'], linli.domains.council.rules.deliberation.Way['PAPER'], linli.domains.council.rules.deliberation.Way['PHONE']])), name='way_is_known'),
        ),
        migrations.AddIndex(
            model_name='opinion',
            index=models.Index(fields=['participant', 'statement'], name='council_said_by_one'),
        ),
        migrations.AddConstraint(
            model_name='opinion',
            constraint=models.CheckConstraint(condition=models.Q(('said__in', [linli.domains.council.rules.deliberation.Said['AGREE'], linli.domains.council.rules.deliberation.Said['DISAGREE'], linli.domains.council.rules.deliberation.Said['PASS']])), name='an_opinion_is_known'),
        ),
        *(ProtectByCommunity(table) for table in TABLES),
        *(keep(table) for table in TABLES),
        migrations.RunSQL(
            KEEP_DIGEST, "DROP TRIGGER a_frozen_digest_is_kept ON council_deliberation;"
        ),
    ]
