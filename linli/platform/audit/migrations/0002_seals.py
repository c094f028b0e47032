"""Seals over the trail, and triggers that refuse to change either, whoever asks."""

import django.contrib.postgres.indexes
from django.db import migrations, models


REFUSE = """
CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The audit trail is append-only: % of % is refused.', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER trail_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER seals_are_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_seal
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
"""
ALLOW = """
DROP TRIGGER trail_is_append_only ON audit_entry;
DROP TRIGGER seals_are_append_only ON audit_seal;
DROP FUNCTION audit_refuse();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('audit', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Seal',
            fields=[
                ('number', models.BigIntegerField(primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('above_id', models.BigIntegerField()),
                ('last_transaction', models.BigIntegerField()),
                ('last_entry', models.BigIntegerField()),
                ('highest_id', models.BigIntegerField(help_text='the highest id sealed so far')),
                ('entries', models.PositiveIntegerField()),
                ('digest', models.CharField(help_text='SHA-256 over the previous digest and these', max_length=64)),
            ],
        ),
        migrations.AddIndex(
            model_name='entry',
            index=django.contrib.postgres.indexes.BrinIndex(fields=['at'], name='audit_entry_at'),
        ),
        migrations.RunSQL(REFUSE, ALLOW),
    ]
