from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("divisions", "0002_scope")]

    operations = [
        migrations.AddField(
            model_name="division",
            name="phone",
            field=models.CharField(
                blank=True, help_text="of its office, shown to anybody", max_length=20
            ),
        ),
        migrations.AddField(
            model_name="division",
            name="grids_version",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="grid",
            name="worker_name",
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name="grid",
            name="worker_phone",
            field=models.CharField(blank=True, max_length=20),
        ),
    ]
