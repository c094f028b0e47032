"""Who is complained about, reporters who want to stay unknown, and declared conflicts of interest."""

import django.db.models.deletion
import linli.kernel.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0007_open311_asking'),
        ('divisions', '0004_grids_version'),
    ]

    operations = [
        migrations.AddField(
            model_name='case',
            name='accused',
            field=models.ForeignKey(help_text='the party complained about', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.department'),
        ),
        migrations.AddField(
            model_name='contact',
            name='is_confidential',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.CreateModel(
            name='Recusal',
            fields=[
                ('id', models.UUIDField(default=linli.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('account_id', models.UUIDField()),
                ('reason', models.CharField(max_length=200)),
                ('declared_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('department', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.department')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('account_id', 'department'), name='a_conflict_is_declared_once')],
            },
        ),
    ]
