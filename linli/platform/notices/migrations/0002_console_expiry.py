from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("notices", "0001_initial")]

    operations = [
        # Whatever lies there has no moment of its own, and a demonstration can spare it.
        migrations.RunSQL("DELETE FROM notices_consoletext", migrations.RunSQL.noop),
        migrations.AddField(
            model_name="consoletext",
            name="expires_at",
            field=models.DateTimeField(help_text="from then on nobody is shown it"),
            preserve_default=False,
        ),
    ]
