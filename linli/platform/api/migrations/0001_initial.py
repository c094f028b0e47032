# API keys, and the answers kept for whoever asks again.

import django.contrib.postgres.indexes
import django.db.models.deletion
import linli.kernel.ids
import linli.platform.database.secrecy
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('account_id', models.UUIDField(null=True)),
                ('request', models.BinaryField(max_length=32)),
                ('status', models.PositiveSmallIntegerField()),
                ('headers', models.JSONField(default=dict)),
                ('body', linli.platform.database.secrecy.EncryptedTextField(default='')),
                ('at', models.DateTimeField()),
            ],
            options={
                'indexes': [django.contrib.postgres.indexes.BrinIndex(fields=['at'], name='api_answer_at')],
            },
        ),
        migrations.CreateModel(
            name='ApiKey',
            fields=[
                ('id', models.UUIDField(default=linli.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=80)),
                ('prefix', models.CharField(db_collation='C', max_length=18, unique=True)),
                ('digest', models.CharField(max_length=64)),
                ('per_minute', models.PositiveIntegerField(default=600)),
                ('created_at', models.DateTimeField()),
                ('created_by', models.UUIDField(null=True)),
                ('expires_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('last_used_on', models.DateField(blank=True, null=True)),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='api_keys', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('per_minute__gt', 0)), name='api_key_allows_something'), models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('account', 'name'), name='keys_of_a_program_differ_in_name')],
            },
        ),
    ]
