"""What other systems are asked, what they answered, and pictures to be fetched from them."""

import django.db.models.deletion
import linli.domains.cases.rules.asking
import linli.kernel.ids
import linli.platform.database.secrecy
from django.db import migrations, models

from linli.platform.database.protection import ProtectByCommunity


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0006_ladder_defaults'),
        ('divisions', '0004_grids_version'),
    ]

    operations = [
        migrations.AddField(
            model_name='category',
            name='is_screened',
            field=models.BooleanField(default=False, help_text='other systems get a token until a dispatcher has read the case'),
        ),
        migrations.CreateModel(
            name='Question',
            fields=[
                ('id', models.UUIDField(default=linli.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('code', models.SlugField(max_length=40)),
                ('order', models.PositiveSmallIntegerField()),
                ('datatype', models.CharField(max_length=16)),
                ('is_asked', models.BooleanField(default=True, help_text='false: words to be shown, no answer')),
                ('is_required', models.BooleanField(default=False)),
                ('words', models.CharField(max_length=400)),
                ('hint', models.CharField(blank=True, max_length=200)),
                ('choices', models.JSONField(default=list, help_text='key and name of each value of a list')),
                ('is_active', models.BooleanField(default=True)),
                ('category', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='questions', to='cases.category')),
            ],
            options={
                'ordering': ['order'],
            },
        ),
        migrations.CreateModel(
            name='Reply',
            fields=[
                ('id', models.UUIDField(default=linli.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('values', linli.platform.database.secrecy.EncryptedTextField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='replies', to='cases.case')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division')),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.question')),
            ],
        ),
        migrations.CreateModel(
            name='MediaLink',
            fields=[
                ('id', models.UUIDField(default=linli.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('address', linli.platform.database.secrecy.EncryptedTextField(help_text='URL; wiped once it is settled')),
                ('state', models.CharField(default=linli.domains.cases.rules.asking.Fetching['WAITING'], max_length=8)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('due_at', models.DateTimeField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='media_links', to='cases.case')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('state', linli.domains.cases.rules.asking.Fetching['WAITING'])), fields=['due_at'], name='media_to_be_fetched')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', [linli.domains.cases.rules.asking.Fetching['WAITING'], linli.domains.cases.rules.asking.Fetching['KEPT'], linli.domains.cases.rules.asking.Fetching['MISSED']])), name='media_link_state_is_known')],
            },
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.CheckConstraint(condition=models.Q(('datatype__in', [linli.domains.cases.rules.asking.Datatype['STRING'], linli.domains.cases.rules.asking.Datatype['NUMBER'], linli.domains.cases.rules.asking.Datatype['DATETIME'], linli.domains.cases.rules.asking.Datatype['TEXT'], linli.domains.cases.rules.asking.Datatype['SINGLE'], linli.domains.cases.rules.asking.Datatype['MULTI']])), name='question_datatype_is_known'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('datatype__in', [linli.domains.cases.rules.asking.Datatype['MULTI'], linli.domains.cases.rules.asking.Datatype['SINGLE']]), models.Q(('choices', []), _negated=True)), models.Q(models.Q(('datatype__in', [linli.domains.cases.rules.asking.Datatype['MULTI'], linli.domains.cases.rules.asking.Datatype['SINGLE']]), _negated=True), ('choices', [])), _connector='OR'), name='a_list_has_choices_and_nothing_else_has'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.CheckConstraint(condition=models.Q(('is_asked', True), ('is_required', False), _connector='OR'), name='what_is_not_asked_is_not_required'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.CheckConstraint(condition=models.Q(('order__gt', 0)), name='questions_begin_with_one'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.UniqueConstraint(condition=models.Q(('is_active', True)), fields=('category', 'code'), name='questions_of_a_category_differ_in_code'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.UniqueConstraint(condition=models.Q(('is_active', True)), fields=('category', 'order'), name='questions_of_a_category_stand_in_order'),
        ),
        migrations.AddConstraint(
            model_name='reply',
            constraint=models.UniqueConstraint(fields=('case', 'question'), name='a_question_is_answered_once'),
        ),
        *(ProtectByCommunity(table) for table in ("cases_reply", "cases_medialink")),
    ]
